import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createCasesApi } from "../../src/http/cases/cases-api.ts";
import { loadProgrammes } from "../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import { caseHistory, findCase } from "../../src/store/cases/read.ts";
import { DatabaseUnavailable } from "../../src/store/errors.ts";
import { useStore } from "../store/support/store.ts";
import { keptLog } from "../telemetry/written.ts";
import { makeServer } from "./serve.ts";

const database = useStore();
const book = await loadProgrammes(KNOWLEDGE_FOLDER);
let key = "";

beforeAll(async () => {
  key = (await database.store.apiKeys.add("district"))?.key ?? "";
});

const BODY = {
  changeId: "c-1",
  number: "API-0001",
  programme: "雏鹰计划",
  status: "评审中",
  applicant: "星河漫游",
  phone: "13900000042",
  updatedAt: "2026-11-24T14:00:00+08:00",
  dueAt: "2026-12-01",
  missing: ["公司注册证明"],
};

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly callsPerMinute?: number;
  readonly store?: Parameters<typeof createCasesApi>[0]["store"];
}

/** Asks the service as a system of the district would. */
async function ask(asked: Asked = {}) {
  const { method = "POST", path = "/api/cases", body, headers = {}, ...more } = asked;
  const parts = { store: database.store, book, version: "1", log: keptLog().log, ...more };
  const { server } = makeServer({ mounts: [{ path: "/api", app: createCasesApi(parts) }] });
  return server.app.request(path, {
    method,
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${key}`,
      ...headers,
    },
    ...(method === "GET" ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}

const answered = async (asked: Asked) => {
  const response = await ask(asked);
  return [response.status, z.record(z.string(), z.unknown()).parse(await response.json())] as const;
};

describe("a change that is told", () => {
  it("is kept once per change id, by POST and by PUT", async () => {
    expect(await answered({ body: BODY })).toEqual([201, { outcome: "created" }]);
    expect(await answered({ body: BODY })).toEqual([200, { outcome: "repeated" }]);
    const { number, ...rest } = BODY;
    const path = `/api/cases/${number.toLowerCase()}`;
    const put = { method: "PUT", path };
    const approved = {
      ...rest,
      changeId: "c-2",
      status: "approved",
      updatedAt: "2026-11-25T01:00:00Z",
    };
    expect(await answered({ ...put, body: approved })).toEqual([200, { outcome: "changed" }]);
    expect(await answered({ ...put, body: approved })).toEqual([200, { outcome: "repeated" }]);
    expect(await answered({ ...put, body: { ...approved, changeId: "c-3" } })).toEqual([
      200,
      { outcome: "unchanged" },
    ]);
    const late = { ...rest, changeId: "c-4", updatedAt: "2026-11-24T00:00:00Z" };
    expect(await answered({ ...put, body: late })).toMatchObject([409, { title: "Conflict" }]);
    await database.store.inTransaction(async (transaction) => {
      const found = await findCase(transaction, number);
      expect(found).toMatchObject({
        status: "approved",
        dueAt: Date.parse("2026-12-01T15:59:59Z"),
      });
      const history = await caseHistory(transaction, found?.id ?? "", 9);
      expect(history.map(({ status }) => status)).toEqual(["approved", "review"]);
    });
    const audited = await database.store.audit.recent(5);
    expect(audited[0]).toMatchObject({ what: "case.told", who: expect.stringMatching(/^key:/) });
    expect(JSON.stringify(audited)).not.toMatch(/API-0001|星河|1390/);
  });

  it("at the same moment is kept once", async () => {
    const body = { ...BODY, number: "API-0002", changeId: "race" };
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => answered({ body })));
    expect(outcomes.map(([, { outcome }]) => outcome).sort()).toEqual([
      "created",
      ...Array.from({ length: 7 }, () => "repeated"),
    ]);
  });
});

describe("a refusal is a problem that names what is wrong and repeats nothing", () => {
  const wrong = (changes: object) => ({ body: { ...BODY, changeId: "w", ...changes } });
  it.each<[string, Asked, number, string]>([
    ["no key", { body: BODY, headers: { authorization: "" } }, 401, "key add"],
    [
      "a foreign key",
      { body: BODY, headers: { authorization: `Bearer juchang_${"x".repeat(43)}` } },
      401,
      "in use",
    ],
    ["no JSON", { body: "{" }, 400, "JSON"],
    [
      "another type",
      { body: BODY, headers: { "content-type": "text/plain" } },
      415,
      "application/json",
    ],
    ["a list", { body: [] }, 422, "expected object"],
    ["null", { body: "null" }, 422, "expected object"],
    ["an unknown status", wrong({ status: "暗号状态" }), 422, "/status"],
    ["a status of another programme", wrong({ status: "银行核实中" }), 422, "/status"],
    ["an unknown programme", wrong({ programme: "暗号项目" }), 422, "/programme"],
    ["a time without zone", wrong({ updatedAt: "2026-11-24 14:00" }), 422, "/updatedAt"],
    ["the future", wrong({ updatedAt: "2199-01-01T00:00:00Z" }), 422, "future"],
    ["a huge text", wrong({ nextStep: "暗号".repeat(10_000) }), 422, "/nextStep"],
    [
      "too many missing things",
      wrong({ missing: Array.from({ length: 21 }, () => "暗号") }),
      422,
      "/missing",
    ],
    ["a wrong type within", wrong({ missing: ["a", 7] }), 422, "/missing/1"],
    ["a number for a phone", wrong({ phone: 13900000042 }), 422, "/phone"],
    ["no phone at all", wrong({ phone: undefined }), 422, "/phoneTail"],
    ["another phone's last digits", wrong({ phoneTail: "9981" }), 422, "/phoneTail"],
    ["a field nobody knows", wrong({ 暗号: 1 }), 422, "not known"],
    [
      "a path that is no number",
      { method: "PUT", path: "/api/cases/a", body: BODY },
      404,
      "no case number",
    ],
  ])("%s", async (_what, asked, status, told) => {
    const response = await ask(asked);
    const text = await response.text();
    expect([response.status, response.headers.get("content-type")]).toEqual([
      status,
      "application/problem+json",
    ]);
    expect(text).toContain(told);
    expect(text).not.toMatch(/暗号|API-0001|13900000042|星河/);
    expect(JSON.parse(text)).toMatchObject({ type: "about:blank", status });
  });

  it("a revoked key, too many calls, a body too long, no database", async () => {
    const limited = { body: BODY, callsPerMinute: 0 };
    const slow = await ask(limited);
    expect([slow.status, Number(slow.headers.get("retry-after"))]).toEqual([
      429,
      expect.any(Number),
    ]);
    expect((await ask({ body: "x".repeat(2 << 20) })).status).toBe(413);
    const away = {
      apiKeys: database.store.apiKeys,
      inTransaction: () => Promise.reject(new DatabaseUnavailable("ECONNREFUSED")),
    };
    const down = await ask({ body: BODY, store: away });
    expect([down.status, down.headers.get("retry-after")]).toEqual([503, "10"]);
    await database.store.apiKeys.add("gone");
    const gone = (await database.store.apiKeys.add("going"))?.key ?? "";
    const headers = { authorization: `Bearer ${gone}` };
    expect(
      (await ask({ body: { ...BODY, changeId: "g", number: "API-0009" }, headers })).status,
    ).toBe(201);
    expect(await database.store.apiKeys.revoke("going")).toBe(true);
    expect((await ask({ body: BODY, headers })).status).toBe(401);
  });
});

describe("/api/openapi.json", () => {
  const described = z.object({
    openapi: z.string(),
    paths: z.object({
      "/api/cases": z.object({ post: z.object({ responses: z.record(z.string(), z.unknown()) }) }),
    }),
    components: z.object({ schemas: z.object({ Problem: z.record(z.string(), z.unknown()) }) }),
  });

  it("describes the answers that are given", async () => {
    const response = await ask({
      method: "GET",
      path: "/api/openapi.json",
      headers: { authorization: "" },
    });
    expect(response.status).toBe(200);
    const document = described.parse(await response.json());
    const post = document.paths["/api/cases"].post;
    const told = z
      .object({
        content: z.object({
          "application/json": z.object({ schema: z.record(z.string(), z.unknown()) }),
        }),
      })
      .parse(post.responses["200"]).content["application/json"].schema;
    const [status, body] = await answered({ body: BODY });
    expect([status, z.fromJSONSchema(told).safeParse(body).success]).toEqual([200, true]);
    expect(z.fromJSONSchema(told).safeParse({ outcome: "lost" }).success).toBe(false);
    const problems = z.fromJSONSchema(document.components.schemas.Problem);
    for (const asked of [{ body: "{" }, { body: { ...BODY, changeId: "o", status: "x" } }]) {
      const [refused, problem] = await answered(asked);
      expect(Object.keys(post.responses)).toContain(String(refused));
      expect(problems.safeParse(problem).success).toBe(true);
    }
  });

  it("describes the bodies that are taken", async () => {
    const response = await ask({ method: "GET", path: "/api/openapi.json" });
    const text = await response.text();
    expect(text).toMatch(/"changeId":\{[^}]*"maxLength":200/);
    expect(text).toContain(
      '"required":["changeId","programme","status","applicant","updatedAt","number"]',
    );
  });
});
