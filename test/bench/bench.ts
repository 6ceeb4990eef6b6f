/** A named measurement: `npm run bench -- NAME …`. It prints figures and asserts nothing. */
export interface Bench {
  readonly name: string;
  /** What may follow the name. */
  readonly usage: string;
  readonly does: string;
  run(words: readonly string[]): Promise<void>;
}

/** Prints rows as columns of equal width; the first row is the head. */
export function printTable(rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? "").length)),
  );
  for (const row of rows) {
    const cells = row.map((cell, column) => String(cell).padEnd(widths[column] ?? 0));
    console.log(cells.join("  ").trimEnd());
  }
}
