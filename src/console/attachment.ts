import type { Context } from "hono";

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

/** Only letters, digits and a few signs stand in the plain form; the other is in percent signs (RFC 8187). */
export function disposition(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._ -]/g, "_").replace(/_{2,}/g, "_");
  const coded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`;
}
