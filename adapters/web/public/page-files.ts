import type { Hono } from "hono";
import { loadStaticFiles } from "../static-files.ts";

const FILES = [
  "public-chat.css",
  "public-attach.css",
  "public-messages.css",
  "public-poster.css",
  "public-chat.js",
];

/** What the page loads besides itself. */
export function addFiles(app: Hono): void {
  const files = loadStaticFiles();
  app.get("/chat/static/:name", (c) => {
    const name = c.req.param("name");
    const file = FILES.includes(name) ? files.get(name) : undefined;
    if (!file) return c.notFound();
    const headers = { etag: file.etag, "cache-control": "no-cache" };
    if (c.req.header("if-none-match") === file.etag) return c.body(null, 304, headers);
    return c.body(file.bytes, 200, { ...headers, "content-type": file.type });
  });
}
