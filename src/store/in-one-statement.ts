import type { Transaction } from "../engine/terms.ts";

/** Writes rows in one statement; what became of each, in their order. */
type WriteAll<Row, Result> = (
  transaction: Transaction,
  rows: readonly Row[],
) => Promise<readonly Result[]>;

interface Waiting<Row, Result> {
  readonly row: Row;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Turns that share a transaction do the same things at the same moments: the rows they write side by side go in one
 * statement. How many of them meet changes only the number of statements.
 */
export function inOneStatement<Row, Result>(
  writeAll: WriteAll<Row, Result>,
): (transaction: Transaction, row: Row) => Promise<Result> {
  const queues = new WeakMap<Transaction, Waiting<Row, Result>[]>();

  async function write(transaction: Transaction): Promise<void> {
    const queue = queues.get(transaction) ?? [];
    queues.delete(transaction);
    try {
      const rows = queue.map(({ row }) => row);
      const results = await writeAll(transaction, rows);
      if (results.length < rows.length) throw new Error("A statement said nothing of some rows");
      for (const [at, result] of results.entries()) queue[at]?.resolve(result);
    } catch (error) {
      for (const { reject } of queue) reject(error);
    }
  }

  return (transaction, row) =>
    new Promise((resolve, reject) => {
      const waiting = { row, resolve, reject };
      const queue = queues.get(transaction);
      if (queue) {
        queue.push(waiting);
        return;
      }
      queues.set(transaction, [waiting]);
      queueMicrotask(() => void write(transaction));
    });
}
