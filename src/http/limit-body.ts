import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";

/** The longest request body in bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Refuses request bodies longer than `maxBytes`. A length that was announced is believed, because Node
 * reads no byte more than that; only a body without one is counted, which is slow: it takes a copy.
 */
export function limitBody(maxBytes: number, refuse: (c: Context) => Response): MiddlewareHandler {
  const count = bodyLimit({ maxSize: maxBytes, onError: refuse });
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const length = c.req.header("content-length");
    if (length === undefined || c.req.header("transfer-encoding") !== undefined) {
      return count(c, next);
    }
    return Number(length) <= maxBytes ? next() : refuse(c);
  };
}
