import { Hono } from "hono";
import type { Poster } from "../../store/events/posters.ts";

/** Where pages find an event's poster: a path and its version. */
export const POSTERS_PATH = "/posters";

/** A picture never changes under its version, but it may be taken away. */
const KEPT_SECONDS = 300;

const VERSION = /^[a-z0-9]{14}$/;

/**
 * The posters of published events, to be mounted at `/posters`; nothing else is handed out here. A version is drawn
 * at random and told only with its event.
 */
export function createPosters(find: (version: string) => Promise<Poster | undefined>): Hono {
  const app = new Hono();
  app.get("/:version", async (c) => {
    const version = c.req.param("version");
    const poster = VERSION.test(version) ? await find(version) : undefined;
    if (!poster) return c.notFound();
    const etag = `"${version}"`;
    const headers = { etag, "cache-control": `private, max-age=${KEPT_SECONDS}` };
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(poster.bytes), 200, {
      ...headers,
      "content-type": poster.type,
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    });
  });
  return app;
}
