import type { Transaction } from "../engine/terms.ts";
import { storeError } from "./errors.ts";
import type { Transactions } from "./transactions.ts";

type Work = (transaction: Transaction, ...rest: never[]) => Promise<unknown>;

/** The same functions without their first parameter, the transaction. */
export type Bound<Functions extends Record<string, Work>> = {
  readonly [Name in keyof Functions]: Functions[Name] extends (
    transaction: Transaction,
    ...rest: infer Rest
  ) => infer Result
    ? (...rest: Rest) => Result
    : never;
};

/** Functions of one statement each: each runs, and commits, by itself. */
export function bindEach<Functions extends Record<string, Work>>(
  pool: Transaction,
  functions: Functions,
): Bound<Functions> {
  return mapFunctions(functions, async (work, rest) => {
    try {
      return await work(pool, ...rest);
    } catch (error) {
      throw storeError(error);
    }
  });
}

/** Functions of several statements: each call is a transaction. */
export function bindAtomically<Functions extends Record<string, Work>>(
  transactions: Transactions,
  functions: Functions,
): Bound<Functions> {
  return mapFunctions(functions, (work, rest) =>
    transactions.run((transaction) => work(transaction, ...rest)),
  );
}

function mapFunctions<Functions extends Record<string, Work>>(
  functions: Functions,
  call: (work: Work, rest: never[]) => Promise<unknown>,
): Bound<Functions> {
  const entries = Object.entries(functions).map(([name, work]) => [
    name,
    (...rest: never[]) => call(work, rest),
  ]);
  return Object.fromEntries(entries) as Bound<Functions>;
}
