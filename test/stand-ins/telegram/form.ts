/** A file that was sent along. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Part {
  readonly key: string;
  readonly file: string | undefined;
  readonly bytes: Buffer;
}

/** A call made as a form (RFC 7578): plain fields, and files under names that fields point at with attach://. */
export function formOf(body: Buffer, type: string): Readonly<Record<string, unknown>> {
  const boundary = /boundary=(\S+)/.exec(type)?.[1] ?? "";
  const parts = partsOf(body, Buffer.from(`--${boundary}`));
  const files = new Map(
    parts.flatMap(({ key, file, bytes }) =>
      file === undefined ? [] : [[key, { name: file, bytes: new Uint8Array(bytes) }] as const],
    ),
  );
  const fields = parts.filter(({ file }) => file === undefined);
  return Object.fromEntries(fields.map(({ key, bytes }) => [key, read(String(bytes), files)]));
}

function partsOf(body: Buffer, mark: Buffer): readonly Part[] {
  const parts: Part[] = [];
  let from = body.indexOf(mark) + mark.length;
  for (let to = body.indexOf(mark, from); to !== -1; to = body.indexOf(mark, from)) {
    const part = body.subarray(from + 2, to - 2);
    const gap = part.indexOf("\r\n\r\n");
    const head = part.subarray(0, gap).toString("utf8");
    parts.push({
      key: /[ ;]name="([^"]*)"/.exec(head)?.[1] ?? "",
      file: /filename\*?="?([^";\r]*)"?/.exec(head)?.[1],
      bytes: part.subarray(gap + 4),
    });
    from = to + mark.length;
  }
  return parts;
}

function read(value: string, files: ReadonlyMap<string, Upload>): unknown {
  if (value.startsWith("attach://")) return files.get(value.slice("attach://".length));
  if (/^[{[]/.test(value)) {
    return JSON.parse(value, (_key, inner: unknown) =>
      typeof inner === "string" && inner.startsWith("attach://") ? read(inner, files) : inner,
    );
  }
  return /^-?\d+$/.test(value) ? Number(value) : value;
}
