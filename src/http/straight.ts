import type { IncomingMessage, ServerResponse } from "node:http";
import type { Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Logger } from "../telemetry/log.ts";
import { MAX_BODY_BYTES } from "./limit-body.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";

/** An answer; its body is JSON. */
export interface StraightAnswer {
  readonly status: ContentfulStatusCode;
  readonly body: string;
  /** Beside those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A `POST` that is asked for hundreds of times a second and needs no more of a request than its body and a header:
 * a platform's webhook.
 */
export interface StraightRoute {
  /** Without parameters; a request for anything longer is not meant. */
  readonly path: string;
  /** Answers who may not ask, before the body is read. */
  refusal(header: (name: string) => string | undefined): StraightAnswer | undefined;
  answer(body: Uint8Array): Promise<StraightAnswer>;
}

/** The route among the others, for requests that do not come in the plainest form. */
export function mountStraight(app: Hono, route: StraightRoute): void {
  app.post(route.path, async (c) => {
    const refusal = route.refusal((name) => c.req.header(name));
    const given = refusal ?? (await route.answer(new Uint8Array(await c.req.arrayBuffer())));
    return c.body(given.body, given.status, { ...JSON_TYPE, ...given.headers });
  });
}

const JSON_TYPE = { "content-type": "application/json" };
const HEADERS = [...Object.entries(JSON_TYPE), ...SECURITY_HEADERS].flat();
const FAILED: StraightAnswer = { status: 500, body: '{"error":"failed"}' };

/**
 * Answers requests of the straight routes past all others. False for what is not one of them, has a body of unknown
 * or too great a length, or is packed: then nothing has been read yet.
 */
export function straightListener(
  routes: readonly StraightRoute[],
  log: Logger,
): (incoming: IncomingMessage, outgoing: ServerResponse) => boolean {
  const byPath = new Map(routes.map((route) => [route.path, route]));
  return (incoming, outgoing) => {
    const route = incoming.method === "POST" ? byPath.get(incoming.url ?? "") : undefined;
    if (!route || !isPlain(incoming)) return false;
    const refusal = route.refusal((name) => headerOf(incoming, name));
    if (refusal) write(outgoing, refusal);
    else bodyOf(incoming, (body) => answer(route, body, outgoing, log));
    return true;
  };
}

/** Node reads no byte more than the length that was announced. */
function isPlain({ headers }: IncomingMessage): boolean {
  const { "content-length": length, "content-encoding": coding } = headers;
  if (length === undefined || headers["transfer-encoding"] !== undefined) return false;
  return coding === undefined && Number(length) <= MAX_BODY_BYTES;
}

/** Who hangs up in mid-request wants no answer. */
function bodyOf(incoming: IncomingMessage, take: (body: Buffer) => Promise<void>): void {
  const parts: Buffer[] = [];
  incoming.on("data", (part: Buffer) => parts.push(part));
  incoming.on("error", () => undefined);
  incoming.on("end", () => {
    const [only, ...others] = parts;
    void take(only && others.length === 0 ? only : Buffer.concat(parts));
  });
}

/** Never rejects. */
async function answer(
  route: StraightRoute,
  body: Buffer,
  outgoing: ServerResponse,
  log: Logger,
): Promise<void> {
  try {
    write(outgoing, await route.answer(body));
  } catch (err) {
    log.error({ err, method: "POST", route: route.path }, "a request failed");
    write(outgoing, FAILED);
  }
}

function write(outgoing: ServerResponse, { status, body, headers = {} }: StraightAnswer): void {
  const length = String(Buffer.byteLength(body));
  outgoing.writeHead(status, [
    ...HEADERS,
    "content-length",
    length,
    ...Object.entries(headers).flat(),
  ]);
  outgoing.end(body);
}

/** A header that is not repeated. */
function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}
