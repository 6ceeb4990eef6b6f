import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { routePath } from "hono/route";
import { z } from "zod";
import type { Limiter } from "../../src/engine/limiter.ts";
import { listChats, type ReadServices, readHistory, readMessage } from "./chats.ts";
import { decodeFileQuery, decodeFrame, messageIdSchema } from "./decode.ts";
import { factsOf, MAX_FILE_BYTES } from "./fetch-file.ts";
import { guardRequests } from "./guard.ts";
import type { Hub } from "./hub.ts";
import type { Inbox } from "./inbox.ts";
import type { AdapterLog } from "./log.ts";
import type { Member } from "./members.ts";
import type { RefusalCode } from "./messages.ts";
import { isRefusal, refusal, statusOf } from "./refusal.ts";
import type { Sessions } from "./session.ts";
import { loadStaticFiles, type StaticFile } from "./static-files.ts";

const API = "/playground/api";
// 20,000 characters, each written as a six-byte escape, and the rest of the frame.
const MAX_BODY_BYTES = 128 * 1024;
const FILES = `${API}/files`;
/** Where the playground takes requests longer than others, and how long. */
export const PLAYGROUND_LONG_BODIES: Readonly<Record<string, number>> = { [FILES]: MAX_FILE_BYTES };
const PAGE_LIMIT = 50;

/** What the routes work with. */
export interface TransportServices extends ReadServices {
  readonly members: readonly Member[];
  readonly sessions: Sessions;
  readonly inbox: Inbox;
  readonly hub: Hub;
  readonly allowedHosts: readonly string[];
  /** One name per member, and "session" for opening sessions. */
  readonly actions: Limiter;
  readonly reads: Limiter;
  readonly files: Limiter;
  readonly log: AdapterLog;
}

/** The page at `/`, and everything it loads and asks under `/playground/`. */
export function createTransport(services: TransportServices): Hono {
  const app = new Hono();
  const guard = guardRequests(services.allowedHosts);
  app.use("/", guard);
  app.use("/playground/*", guard);
  const short = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => refuse(c, "too-long") });
  const long = bodyLimit({ maxSize: MAX_FILE_BYTES, onError: (c) => refuse(c, "too-large") });
  app.use(`${API}/*`, (c, next) => (c.req.path === FILES ? long : short)(c, next));
  addPage(app, loadStaticFiles());
  addSessions(app, services);
  addReading(app, services);
  addActions(app, services);
  addFiles(app, services);
  app.onError((error, c) => {
    services.log.warn({ err: error, route: routePath(c, -1) }, "a playground request failed");
    return refuse(c, "not-delivered");
  });
  return app;
}

function addPage(app: Hono, files: ReadonlyMap<string, StaticFile>): void {
  const serve = (c: Context, file: StaticFile) => {
    const headers = { etag: file.etag, "cache-control": "no-cache" };
    if (c.req.header("if-none-match") === file.etag) return c.body(null, 304, headers);
    return c.body(file.bytes, 200, { ...headers, "content-type": file.type });
  };
  app.get("/", (c) => {
    const page = files.get("index.html");
    return page ? serve(c, page) : c.notFound();
  });
  app.get("/playground/static/:name", (c) => {
    const file = files.get(c.req.param("name"));
    return file ? serve(c, file) : c.notFound();
  });
}

function addSessions(app: Hono, { members, botName, sessions, actions }: TransportServices): void {
  app.get(`${API}/members`, (c) => c.json({ members, botName }));
  app.post(`${API}/session`, async (c) => {
    const asked = z.strictObject({ member: z.string() }).safeParse(await jsonOf(c));
    const member = members.find(({ id }) => id === asked.data?.member);
    if (!member) return refuse(c, "invalid");
    if (!actions("session")) return refuse(c, "too-fast");
    return c.json({ member: member.id, ...sessions.open(member) });
  });
}

const pageSchema = z.object({
  space: z.string().max(100),
  before: messageIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(30),
});

function addReading(app: Hono, services: TransportServices): void {
  app.get(`${API}/stream`, (c) => {
    const session = sessionOf(c, services);
    if (!session) return refuse(c, "no-session");
    const stream = services.reads(session.member.id) ? services.hub.open(session) : undefined;
    if (!stream) return refuse(c, "too-fast");
    return c.body(stream, 200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // Proxies must not hold the stream back.
      "x-accel-buffering": "no",
    });
  });
  const read = (path: string, answer: (c: Context, member: Member) => Promise<object>) =>
    app.get(`${API}/${path}`, async (c) => {
      const session = sessionOf(c, services);
      if (!session) return refuse(c, "no-session");
      if (!services.reads(session.member.id)) return refuse(c, "too-fast");
      return respond(c, await answer(c, session.member));
    });
  read("chats", async (_, member) => ({ chats: await listChats(services, member) }));
  read("messages/:id", async (c, member) => {
    const id = messageIdSchema.safeParse(c.req.param("id"));
    const message = id.success ? await readMessage(services, member, id.data) : undefined;
    return message ? { message } : refusal("unknown-message");
  });
  read("history", async (c, member) => {
    const page = pageSchema.safeParse(c.req.query());
    if (!page.success) return refusal("invalid");
    const { space, before, limit } = page.data;
    const messages = await readHistory(services, member, space, { before, limit });
    return messages ? { messages } : refusal("unknown-chat");
  });
}

function addActions(app: Hono, services: TransportServices): void {
  app.post(`${API}/frames`, async (c) => {
    const session = sessionOf(c, services);
    if (!session) return refuse(c, "no-session");
    if (!services.actions(session.member.id)) return refuse(c, "too-fast");
    const frame = decodeFrame(await jsonOf(c));
    return respond(c, isRefusal(frame) ? frame : await services.inbox.take(session.member, frame));
  });
}

/** The body is the file as it is; its name stands in a header, in percent signs. */
function addFiles(app: Hono, services: TransportServices): void {
  app.post(FILES, async (c) => {
    const session = sessionOf(c, services);
    if (!session) return refuse(c, "no-session");
    if (!services.files(session.member.id)) return refuse(c, "too-fast");
    const asked = decodeFileQuery(c.req.query());
    const name = decoded(c.req.header("x-file-name") ?? "");
    if (!asked || name === undefined) return refuse(c, "invalid");
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const facts = factsOf(name, c.req.header("content-type") ?? "", bytes.length);
    const file = { ...asked, ...facts, bytes };
    return respond(c, await services.inbox.takeFile(session.member, file));
  });
}

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

// The token travels in a header: never in an address, never sent along by another site's page.
function sessionOf(c: Context, { sessions }: TransportServices) {
  const [scheme, token] = (c.req.header("authorization") ?? "").split(" ");
  return scheme === "Bearer" && token ? sessions.read(token) : undefined;
}

/** The request's JSON; undefined when it says it is something else, or isn't any. */
async function jsonOf(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) return undefined;
  const bytes = await c.req.arrayBuffer();
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function respond(c: Context, answer: object) {
  c.header("cache-control", "no-store");
  return isRefusal(answer) ? refuse(c, answer.error, answer.messageId) : c.json(answer);
}

function refuse(c: Context, code: RefusalCode, messageId?: string) {
  const refused = refusal(code, messageId);
  return c.json(refused, statusOf(refused));
}
