import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Hono } from "hono";

/** Where the pages find what they share. */
export const LOOK_PATH = "/look";

const FILES = {
  "tokens.css": "text/css; charset=utf-8",
  "dark.css": "text/css; charset=utf-8",
  "icon.svg": "image/svg+xml",
} as const;

/** The colours, sizes and icon that all pages have in common, to be mounted at `/look`. */
export function createLook(): Hono {
  const app = new Hono();
  for (const [name, type] of Object.entries(FILES)) {
    const bytes = new Uint8Array(readFileSync(new URL(`./static/${name}`, import.meta.url)));
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    const headers = { etag, "cache-control": "no-cache" };
    app.get(`/${name}`, (c) =>
      c.req.header("if-none-match") === etag
        ? c.body(null, 304, headers)
        : c.body(bytes, 200, { ...headers, "content-type": type }),
    );
  }
  return app;
}
