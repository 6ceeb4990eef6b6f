import { type Context, Hono } from "hono";
import { may, type Permission } from "../domain/permissions.ts";
import { refuse } from "./refusal.ts";
import type { Sessions } from "./sessions.ts";
import { type Form, PROOF_FIELD, type Visitor } from "./visitor.ts";

/** Who may use a route: anybody, or staff whose role has this permission. */
export type Access = "anyone" | Permission;

/** A route that is there, for whoever checks them all. */
export interface ConsoleRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly access: Access;
}

type Answer = Response | Promise<Response>;

/** Registers routes; there is no other way to add one, so that none is ever unguarded. */
export interface ConsoleRouter {
  readonly app: Hono;
  readonly routes: readonly ConsoleRoute[];
  page(path: string, access: Permission, answer: (c: Context, visitor: Visitor) => Answer): void;
  action(
    path: string,
    access: Permission,
    answer: (c: Context, visitor: Visitor, form: Form) => Answer,
  ): void;
  /** A route for whoever comes; what it must check it checks itself. */
  open(
    method: ConsoleRoute["method"],
    path: string,
    answer: (c: Context, form: Form) => Answer,
  ): void;
}

export function createConsoleRouter(sessions: Sessions, onRefused: () => void): ConsoleRouter {
  const app = new Hono();
  const routes: ConsoleRoute[] = [];

  async function admitted(
    c: Context,
    access: Permission,
  ): Promise<Visitor | { readonly refusal: Answer }> {
    const visitor = await sessions.visitor(c);
    if (!visitor) return { refusal: refuse(c, "sign-in") };
    if (may(visitor.role, access)) return visitor;
    onRefused();
    return { refusal: refuse(c, "not-allowed", visitor.locale) };
  }

  return {
    app,
    routes,
    page(path, access, answer) {
      routes.push({ method: "GET", path, access });
      app.get(path, async (c) => {
        const visitor = await admitted(c, access);
        return "refusal" in visitor ? visitor.refusal : answer(c, visitor);
      });
    },
    action(path, access, answer) {
      routes.push({ method: "POST", path, access });
      app.post(path, async (c) => {
        const visitor = await admitted(c, access);
        if ("refusal" in visitor) return visitor.refusal;
        const form = await formOf(c);
        if (!sessions.proves(c, form[PROOF_FIELD] ?? "")) return refuse(c, "forged-form");
        return answer(c, visitor, form);
      });
    },
    open(method, path, answer) {
      routes.push({ method, path, access: "anyone" });
      app.on(method, path, async (c) => answer(c, method === "POST" ? await formOf(c) : {}));
    },
  };
}

/** A form's fields, without zero bytes, which no page sends; files are no part of any of ours. */
async function formOf(c: Context): Promise<Form> {
  const type = c.req.header("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return {};
  const fields = new URLSearchParams(await c.req.text());
  return Object.fromEntries([...fields].map(([name, said]) => [name, said.replaceAll("\0", "")]));
}
