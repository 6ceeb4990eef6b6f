import { type Context, Hono, type MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { methodNotAllowed } from "hono/method-not-allowed";
import { routePath } from "hono/route";
import type { Logger } from "../telemetry/log.ts";
import { createHealth, type HealthServices } from "./health.ts";
import { limitBody, MAX_BODY_BYTES } from "./limit-body.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import { mountStraight, type StraightRoute } from "./straight.ts";

/** Routes of another room, and where they begin. */
export interface Mount {
  readonly path: string;
  readonly app: Hono;
  /** Whole paths whose requests may be longer than others, and how long in bytes: where files come in. */
  readonly longBodies?: Readonly<Record<string, number>> | undefined;
}

/** What the routes are made of. */
export interface AppOptions extends HealthServices {
  /** Tried in their order, after the pages of the service itself. */
  readonly mounts: readonly Mount[];
  readonly straight?: readonly StraightRoute[] | undefined;
  readonly log: Logger;
}

/** All routes of the service, with what holds for each: headers, limits, and answers to mistakes. */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  app.use(securityHeaders);
  app.use(unreadStreams);
  app.use(unreadBodies);
  app.use(plainBodies);
  app.use(bodies(options.mounts));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: answerMethod }));
  app.route("/", createHealth(options));
  for (const route of options.straight ?? []) mountStraight(app, route);
  for (const { path, app: mounted } of options.mounts) app.route(path, mounted);
  app.notFound((c) => refuse(c, 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return refuse(c, error.status);
    const { method } = c.req;
    options.log.error({ err: error, method, route: routePath(c, -1) }, "a request failed");
    return refuse(c, 500);
  });
  return app;
}

const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of SECURITY_HEADERS) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  }
};

/** HEAD runs the route of GET: a stream it opens has no reader and must be closed. */
const unreadStreams: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.req.method === "HEAD") await c.res.body?.cancel();
};

/** What was refused as too long or packed is never read to its end, so its connection cannot carry another request. */
const unreadBodies: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.status === 413 || c.res.status === 415) c.res.headers.set("connection", "close");
};

/** Nothing packed is taken: a few bytes could unpack to more than there is memory. */
const plainBodies: MiddlewareHandler = async (c, next) => {
  const coding = c.req.header("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (coding === "" || coding === "identity") return next();
  c.header("accept-encoding", "identity");
  return refuse(c, 415);
};

/** Bodies are short but where a mount takes files. */
function bodies(mounts: readonly Mount[]): MiddlewareHandler {
  const tooLong = (c: Context) => refuse(c, 413);
  const short = limitBody(MAX_BODY_BYTES, tooLong);
  const long = new Map(
    mounts.flatMap(({ longBodies = {} }) =>
      Object.entries(longBodies).map(([path, bytes]) => [path, limitBody(bytes, tooLong)] as const),
    ),
  );
  return (c, next) => (long.get(c.req.path) ?? short)(c, next);
}

/** OPTIONS is answered with the methods alone: other sites' pages are given no right to call us. */
function answerMethod(c: Context, methods: readonly string[]) {
  const allow = [...methods, "OPTIONS"].join(", ");
  if (c.req.method === "OPTIONS") return c.body(null, 204, { allow });
  return c.json({ error: ERRORS[405] }, 405, { allow });
}

const ERRORS = {
  400: "bad-request",
  401: "unauthorized",
  403: "forbidden",
  404: "not-found",
  405: "method-not-allowed",
  413: "too-large",
  415: "packed",
  500: "failed",
} as const;
type RefusalStatus = keyof typeof ERRORS;

function refuse(c: Context, status: number) {
  const known = isRefusalStatus(status) ? status : 400;
  return c.json({ error: ERRORS[known] }, known);
}

function isRefusalStatus(status: number): status is RefusalStatus {
  return Object.hasOwn(ERRORS, status);
}
