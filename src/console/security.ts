import type { Context, MiddlewareHandler } from "hono";
import { refuse } from "./refusal.ts";

const HEADERS = {
  // Our own files and nothing else: no inline script or style, no frame, no form that leads elsewhere.
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  // A form's origin must be told; other sites learn nothing.
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
} as const;

/** What somebody else made is to be saved; a browser that shows it all the same gives it no origin and no script. */
const SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** The path is decoded but where it cannot be. */
const ZERO_BYTE = /\0|%00/;

/** Dresses every answer of the console, and takes changes only from the console's own pages. */
export const guardConsole: MiddlewareHandler = async (c, next) => {
  if (isForeign(c)) c.res = await refuse(c, "forged-form");
  // No id has a zero byte in it, and the database refuses to look for one.
  else if (ZERO_BYTE.test(c.req.path)) c.res = await refuse(c, "not-found");
  else await next();
  const isFile = c.res.status < 400 && c.req.path.includes("/static/");
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!(isFile && name === "cache-control")) c.res.headers.set(name, value);
  }
  if (c.res.headers.has("content-disposition")) {
    c.res.headers.set("content-security-policy", SANDBOX);
  }
};

/** Browsers name the origin of every form; one that names none, or another, is no page of ours. */
function isForeign(c: Context): boolean {
  if (c.req.method === "GET" || c.req.method === "HEAD") return false;
  const origin = c.req.header("origin") ?? "";
  const site = c.req.header("sec-fetch-site") ?? "same-origin";
  const isSame = URL.canParse(origin) && new URL(origin).host === c.req.header("host");
  return !isSame || site !== "same-origin";
}
