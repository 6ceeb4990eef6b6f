import type { Context } from "hono";
import { disposition } from "../domain/disposition.ts";

/** A file to be saved, never shown: its name in both forms of RFC 6266, its type as we found it. */
export function attachment(
  c: Context,
  {
    name,
    type,
    bytes,
  }: { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> },
): Response {
  return c.body(bytes, 200, {
    "content-type": type,
    "content-disposition": disposition(name),
    "content-length": String(bytes.length),
  });
}
