/** A row of a list, or why a part of it is no row. */
export type TableRow =
  | {
      readonly kind: "row";
      /** Where it begins, counted from 1. */
      readonly line: number;
      readonly cells: readonly string[];
    }
  | { readonly kind: "broken"; readonly line: number; readonly reason: string };

/** The list cannot be read at all; the message is one sentence that says what to do. */
export class TableRefused extends Error {
  override readonly name = "TableRefused";
}
