import type { MiddlewareHandler } from "hono";

/** What a page for one person alone says to a browser, beside its policy of its own. */
const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-robots-tag": "noindex, nofollow, noarchive",
  "cache-control": "no-store",
} as const;

/** Dresses every answer, whatever it is: framed, indexed and kept by nobody. */
export function dressed(contentSecurityPolicy: string): MiddlewareHandler {
  const headers = { ...HEADERS, "content-security-policy": contentSecurityPolicy };
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  };
}
