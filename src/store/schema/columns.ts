import { customType } from "drizzle-orm/pg-core";

/** A point in time: ms UTC here, timestamptz there. */
export const instant = customType<{ data: number; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (text) => Date.parse(text),
  toDriver: (at) => new Date(at).toISOString(),
});

/** Words or a state that only the holder of a key can read, or a wrapped key. */
export const sealed = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});

/** Values as a list in SQL: for checks of closed sets. */
export function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(", ");
}
