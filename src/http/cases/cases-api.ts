import { type Context, Hono } from "hono";
import { routePath } from "hono/route";
import type { z } from "zod";
import { type ChangeBody, caseNumber, recordOf } from "../../domain/cases/change-body.ts";
import { changeCase } from "../../domain/cases/change-case.ts";
import type { ProgrammeBook } from "../../domain/cases/programme.ts";
import { DatabaseUnavailable } from "../../store/errors.ts";
import type { Store } from "../../store/store.ts";
import type { Logger } from "../../telemetry/log.ts";
import { createKeyLimit } from "./key-limit.ts";
import { bodySchemas, openApi } from "./openapi.ts";
import { type ProblemErrors, problem } from "./problem.ts";

/** What the interface for the district's systems is made of. */
export interface CasesApiParts {
  readonly store: Pick<Store, "apiKeys" | "inTransaction">;
  readonly book: ProgrammeBook;
  readonly version: string;
  readonly log: Logger;
  /** ms UTC. */
  readonly now?: () => number;
  readonly callsPerMinute?: number;
}

/** Where systems tell changes of cases: every call has a key, and every refusal says what to do. */
export function createCasesApi(parts: CasesApiParts): Hono {
  const { now = Date.now, version, log } = parts;
  const { change, withNumber } = bodySchemas(now);
  const mayCall = createKeyLimit(now, parts.callsPerMinute);
  const described = openApi(version);
  const app = new Hono();

  /** The key's id, or why the call ends here. */
  async function keyOf(c: Context): Promise<string | Response> {
    const [, key] = /^Bearer ([\w-]{20,100})$/i.exec(c.req.header("authorization") ?? "") ?? [];
    const id = key === undefined ? undefined : await parts.store.apiKeys.use(key);
    if (id === undefined) return problem(c, 401, NO_KEY, { headers: CHALLENGE });
    const waitSeconds = mayCall(id);
    if (waitSeconds === 0) return id;
    return problem(c, 429, "Too many calls with this key; wait, then go on", {
      headers: { "retry-after": String(waitSeconds) },
    });
  }

  async function tell(c: Context, number: string, body: ChangeBody, by: string): Promise<Response> {
    const record = recordOf(number, body, parts.book);
    if ("field" in record) return mistakes(c, [mistake([record.field], record.message)]);
    const outcome = await parts.store.inTransaction((transaction) =>
      changeCase(transaction, record, { source: "api", by }, parts.book),
    );
    if (outcome === "outdated") {
      return problem(c, 409, "The case was changed later than updatedAt says; nothing was changed");
    }
    return c.json({ outcome }, outcome === "created" ? 201 : 200, NOT_STORED);
  }

  app.get("/openapi.json", (c) => c.json(described, 200));
  app.post("/cases", async (c) => {
    const by = await keyOf(c);
    if (typeof by !== "string") return by;
    const body = await bodyOf(c, withNumber);
    return body instanceof Response ? body : tell(c, body.number, body, by);
  });
  app.put("/cases/:number", async (c) => {
    const by = await keyOf(c);
    if (typeof by !== "string") return by;
    const number = caseNumber.safeParse(c.req.param("number"));
    if (!number.success) return problem(c, 404, "The path holds no case number");
    const body = await bodyOf(c, change);
    return body instanceof Response ? body : tell(c, number.data, body, by);
  });
  app.onError((error, c) => {
    if (error instanceof DatabaseUnavailable) {
      return problem(c, 503, "The database is away; tell the same change again later", {
        headers: { "retry-after": "10" },
      });
    }
    log.error({ err: error, method: c.req.method, route: routePath(c, -1) }, "a change was lost");
    return problem(c, 500, "Something failed here; tell the same change again later");
  });
  return app;
}

const NO_KEY = "Send “Authorization: Bearer” with a key that is in use; “key add” makes one";
const CHALLENGE = { "www-authenticate": "Bearer" };
const NOT_STORED = { "cache-control": "no-store" };

/** The checked body, or the refusal. */
async function bodyOf<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema> | Response> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) {
    return problem(c, 415, "Send the change as application/json");
  }
  const json = jsonOf(await c.req.text());
  if (json === undefined) return problem(c, 400, "The body is not readable as JSON");
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  return mistakes(
    c,
    read.error.issues.map(({ path, code, message }) =>
      mistake(path, code === "unrecognized_keys" ? "holds fields that are not known" : message),
    ),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mistake(path: readonly PropertyKey[], detail: string): ProblemErrors[number] {
  return { pointer: path.map((part) => `/${String(part)}`).join(""), detail };
}

function mistakes(c: Context, errors: ProblemErrors): Response {
  return problem(c, 422, "The change holds mistakes; correct them and tell it again", { errors });
}
