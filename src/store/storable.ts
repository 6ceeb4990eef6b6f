const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The text as PostgreSQL can hold it: no NUL, no half of a surrogate pair. */
export function storable(text: string): string {
  return text.replaceAll("\0", "").replace(LONE_SURROGATE, "\ufffd");
}

/** How JSON writes what PostgreSQL cannot hold. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;

/** Rows as one json parameter, each text storable. */
export function jsonRows(rows: readonly object[]): string {
  const json = JSON.stringify(rows);
  return UNSTORABLE.test(json) ? storableRows(rows) : json;
}

function storableRows(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) =>
    typeof value === "string" ? storable(value) : value,
  );
}

/** Sealed bytes inside of a json parameter; SQL takes them with `decode(…, 'base64')`. */
export function base64(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : Buffer.from(bytes).toString("base64");
}
