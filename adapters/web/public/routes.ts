import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { type Locale, localeOfTag } from "../../../src/i18n/locale.ts";
import { messageIdSchema } from "../decode.ts";
import { factsOf, MAX_FILE_BYTES } from "../fetch-file.ts";
import { guardRequests } from "../guard.ts";
import type { AdapterLog } from "../log.ts";
import type { PlaygroundMessages } from "../messages-port.ts";
import { fileFormOf, KEY } from "./file-form.ts";
import type { Doing, PublicInbox } from "./inbox.ts";
import type { PublicGate } from "./limits.ts";
import type { Live } from "./live.ts";
import type { ViewServices } from "./message-view.ts";
import { type Problem, problemMessages } from "./messages.ts";
import { chatPage, MAX_SAID_CHARS } from "./page.ts";
import { addFiles } from "./page-files.ts";
import { posterPage } from "./poster.ts";
import { spaceOf, type Visitors } from "./visitors.ts";

/** What the routes work with. */
export interface PublicRoutes {
  readonly messages: PlaygroundMessages;
  readonly tokenOf: ViewServices["tokenOf"];
  readonly visitors: Visitors;
  readonly inbox: PublicInbox;
  readonly live: Live;
  readonly gate: PublicGate;
  /** Where people reach the service, without a slash at its end; undefined when only this machine does. */
  readonly publicUrl: string | undefined;
  readonly allowedHosts: readonly string[];
  /** The address a request came from. */
  readonly addressOf: (c: Context) => string;
  readonly log: AdapterLog;
}

// 2,000 characters, nine bytes each in a form, and the rest of it.
const MAX_FORM_BYTES = 24 * 1024;
// The file, and the rest of the form.
const MAX_FILE_FORM_BYTES = MAX_FILE_BYTES + MAX_FORM_BYTES;
const FILE_PATH = "/chat/file";
/** Where the public chat takes requests longer than others, and how long. */
export const CHAT_LONG_BODIES: Readonly<Record<string, number>> = {
  [FILE_PATH]: MAX_FILE_FORM_BYTES,
};
const SHOWN = 40;
/** How long a request waits for the answer, so that the next page shows it; and for what comes with it. ms. */
const ANSWER_WITHIN_MS = 2_500;
const MORE_WITHIN_MS = 100;

/** The page at `/chat`, its forms, its live news, its poster. */
export function createPublicRoutes(routes: PublicRoutes): Hono {
  const app = new Hono();
  const guard = guardRequests(routes.allowedHosts, "forms");
  app.use("/chat", guard);
  app.use("/chat/*", guard);
  const short = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => refuse(c, "too-long") });
  const long = bodyLimit({ maxSize: MAX_FILE_FORM_BYTES, onError: (c) => refuse(c, "too-large") });
  for (const path of ["/chat", "/chat/*"]) {
    app.use(path, (c, next) => (c.req.path === FILE_PATH ? long : short)(c, next));
  }
  addFiles(app);
  app.get("/chat", (c) => showChat(c, routes));
  app.post("/chat", (c) => takeSaid(c, routes));
  app.post(FILE_PATH, (c) => takeFile(c, routes));
  app.post("/chat/tap", (c) => takeTap(c, routes));
  app.post("/chat/leave", (c) => {
    keepCookie(c, routes, VISITOR, "", 0);
    return c.redirect("/chat", 303);
  });
  app.get("/chat/stream", (c) => openStream(c, routes));
  app.get("/chat/poster", (c) => c.html(posterPage(`${originOf(c, routes)}/chat`)));
  app.onError((error, c) => {
    routes.log.warn({ err: error }, "a request of the public chat failed");
    return refuse(c, "not-delivered");
  });
  return app;
}

const VISITOR = "juchang_visitor";
const LANGUAGE = "juchang_language";
const KEEP_SECONDS = 180 * 24 * 60 * 60;

/** No script reads it and no other site sends it along. */
function keepCookie(
  c: Context,
  { publicUrl }: PublicRoutes,
  name: string,
  value: string,
  maxAge = KEEP_SECONDS,
): void {
  const secure = publicUrl?.startsWith("https:") === true;
  setCookie(c, name, value, { path: "/chat", httpOnly: true, sameSite: "Lax", secure, maxAge });
}

/** Their choice, else the language the browser asks for first. */
function localeOf(c: Context): Locale {
  const chosen = localeOfTag(getCookie(c, LANGUAGE));
  if (chosen) return chosen;
  const asked = (c.req.header("accept-language") ?? "").split(",").map((each) => {
    const [tag = "", quality = "q=1"] = each.trim().split(";");
    return { locale: localeOfTag(tag), weight: Number(quality.replace(/^\s*q=/, "")) || 0 };
  });
  const best = asked.sort((one, other) => other.weight - one.weight);
  return best.find(({ locale }) => locale !== undefined)?.locale ?? "zh-CN";
}

const chatQuery = z.object({
  lang: z.enum(["zh", "en"]).optional().catch(undefined),
  before: messageIdSchema.optional().catch(undefined),
  after: messageIdSchema.optional().catch(undefined),
});

async function showChat(c: Context, routes: PublicRoutes): Promise<Response> {
  if (!routes.gate.read(routes.addressOf(c))) return refuse(c, "too-fast");
  const { lang, before, after } = chatQuery.parse(c.req.query());
  if (lang !== undefined) {
    keepCookie(c, routes, LANGUAGE, lang);
    return c.redirect("/chat", 303);
  }
  const known = routes.visitors.read(getCookie(c, VISITOR));
  const { visitor, cookie } = known
    ? { visitor: known, cookie: getCookie(c, VISITOR) ?? "" }
    : routes.visitors.create();
  keepCookie(c, routes, VISITOR, cookie);
  return render(c, routes, known === undefined ? undefined : visitor, { before, after });
}

interface Shown {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly problem?: { readonly code: Problem; readonly text: string };
  /** Of the form that was not taken: sent again, it is still the same. */
  readonly key?: string;
}

async function render(
  c: Context,
  { messages, tokenOf }: PublicRoutes,
  visitor: string | undefined,
  { before, after, problem, key }: Shown,
): Promise<Response> {
  const page = { before, limit: SHOWN + 1 };
  const found =
    visitor === undefined ? [] : await messages.history(spaceOf(visitor), visitor, page);
  c.header("cache-control", "no-store");
  const markup = chatPage({
    locale: localeOf(c),
    tokenOf,
    after,
    key: key ?? randomBytes(12).toString("base64url"),
    messages: found.slice(-SHOWN),
    hasEarlier: found.length > SHOWN,
    isPast: before !== undefined,
    problem,
  });
  return c.html(markup, problem ? STATUS[problem.code] : 200);
}

const STATUS = {
  "too-fast": 429,
  "too-long": 413,
  "too-large": 413,
  empty: 400,
  invalid: 400,
  "no-cookie": 400,
  "no-file": 400,
  "not-delivered": 503,
} as const satisfies Readonly<Record<Problem, number>>;

/** Turned away without the page: in both languages, since nothing is known of the reader. */
function refuse(c: Context, problem: Problem): Response | Promise<Response> {
  const { zh, en } = problemMessages[problem];
  return c.text(`${zh}\n${en}\n`, STATUS[problem]);
}

const saidForm = z.object({ key: KEY, text: z.string() });
const tapForm = z.object({
  key: KEY,
  message: messageIdSchema,
  token: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
});

async function takeSaid(c: Context, routes: PublicRoutes): Promise<Response> {
  const { data } = saidForm.safeParse(await formOf(c));
  const text = data && storable(data.text);
  const given = { text: text ?? "", ...(data ? { key: data.key } : {}) };
  return act(c, routes, given, async (doing) => {
    if (!data || text === undefined) return "invalid";
    if (text.length > MAX_SAID_CHARS) return "too-long";
    if (text.trim() === "") return "empty";
    return routes.inbox.say({ ...doing, key: data.key }, text);
  });
}

/** Nothing of the file is read for whoever sent too many; without one the form says nothing. */
async function takeFile(c: Context, routes: PublicRoutes): Promise<Response> {
  const visitor = routes.visitors.read(getCookie(c, VISITOR));
  const mayFile = visitor !== undefined && routes.gate.sendFile(visitor, routes.addressOf(c));
  return act(c, routes, { text: "" }, async (doing) => {
    if (!mayFile) return "too-fast";
    const form = await fileFormOf(c);
    if (!form) return "invalid";
    const { key, file } = form;
    if (file.size === 0 && file.name === "") return "no-file";
    const bytes = new Uint8Array(await file.arrayBuffer());
    return routes.inbox.send({ ...doing, key }, factsOf(file.name, file.type, file.size), bytes);
  });
}

async function takeTap(c: Context, routes: PublicRoutes): Promise<Response> {
  const { data } = tapForm.safeParse(await formOf(c));
  return act(c, routes, { text: "" }, async (doing) =>
    data ? routes.inbox.tap({ ...doing, key: data.key }, data.message, data.token) : "invalid",
  );
}

/** Carries out what a visitor does within their allowance, waits for the answer, and shows the chat anew. */
async function act(
  c: Context,
  routes: PublicRoutes,
  given: { readonly text: string; readonly key?: string },
  work: (doing: Omit<Doing, "key">) => Promise<Problem | undefined>,
): Promise<Response> {
  const visitor = routes.visitors.read(getCookie(c, VISITOR));
  const fail = (code: Problem) => {
    const problem = { code, text: given.text };
    return render(c, routes, visitor, given.key ? { problem, key: given.key } : { problem });
  };
  if (visitor === undefined) {
    keepCookie(c, routes, VISITOR, routes.visitors.create().cookie);
    return fail("no-cookie");
  }
  const address = routes.addressOf(c);
  if (!routes.gate.act(visitor, address)) return fail("too-fast");
  const [earlier] = await routes.messages.history(spaceOf(visitor), visitor, { limit: 1 });
  if (!earlier && !routes.gate.beNew(address)) return fail("too-fast");
  const answer = routes.live.nextSaid(spaceOf(visitor), ANSWER_WITHIN_MS);
  const problem = await work({ visitor, locale: localeOf(c) });
  if (problem !== undefined) {
    answer.cancel();
    return fail(problem);
  }
  await answer.said;
  await new Promise((resolve) => setTimeout(resolve, MORE_WITHIN_MS));
  return c.redirect(`/chat?after=${earlier?.id ?? 0}#new`, 303);
}

async function openStream(c: Context, routes: PublicRoutes): Promise<Response> {
  const visitor = routes.visitors.read(getCookie(c, VISITOR));
  if (visitor === undefined) return refuse(c, "no-cookie");
  const space = spaceOf(visitor);
  if (!routes.gate.read(routes.addressOf(c))) return refuse(c, "too-fast");
  const [newest] = await routes.messages.history(space, visitor, { limit: 1 });
  const stream = routes.live.open(space, newest?.id);
  if (!stream) return refuse(c, "too-fast");
  return c.body(stream, 200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    // Proxies must not hold the stream back.
    "x-accel-buffering": "no",
  });
}

function originOf(c: Context, { publicUrl }: PublicRoutes): string {
  return publicUrl ?? new URL(c.req.url).origin;
}

/** The fields of a form; undefined when it says it is something else, or isn't any. */
async function formOf(c: Context): Promise<unknown> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined;
  return Object.fromEntries(new URLSearchParams(await c.req.text()));
}

// PostgreSQL stores neither NUL nor half of a surrogate pair.
function storable(text: string): string {
  return text
    .replaceAll("\u0000", "")
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replaceAll("\r\n", "\n");
}
