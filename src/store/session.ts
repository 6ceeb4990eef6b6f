import type { Transaction } from "../engine/terms.ts";
import type { Connections } from "./connect.ts";
import { DatabaseUnavailable } from "./errors.ts";
import type { DataKey } from "./sealing/data-key.ts";
import type { KeyedHash, Keyring } from "./sealing/keyring.ts";

/** Where statements of the store run, and the keys its sealed columns need. */
export interface Session extends Connections {
  readonly keyring: Keyring;
}

/** Whether statements may still run in it: not after its end, and not after its connection was lost. */
export type SessionState = "open" | "ended" | "lost";

interface Entry {
  readonly session: Session;
  readonly state: () => SessionState;
}

/** Statements of a transaction that nobody waits for one by one. */
const alongside = new WeakMap<Transaction, Promise<unknown>[]>();
/** Keys that a transaction holds anyway, by their owners, so that nothing has to be read for them. */
const heldKeys = new WeakMap<Transaction, Map<string, DataKey>>();

/** Transactions whose statements are sent before those they depend on have answered. */
const ahead = new WeakSet<Transaction>();

const entries = new WeakMap<Transaction, Entry>();

/** Makes the opaque thing that everyone but the store holds. */
export function asTransaction(session: Session, state: () => SessionState): Transaction {
  const token = Object.freeze({}) as Transaction;
  entries.set(token, { session, state });
  return token;
}

/**
 * What a transaction stands for. Ask for it before each statement: the driver reconnects by itself, so a
 * statement started after the connection was lost would run, and stay, outside of the transaction.
 */
export function sessionOf(transaction: Transaction): Session {
  const entry = entries.get(transaction);
  if (!entry) throw new Error("This is not a transaction of the store");
  switch (entry.state()) {
    case "open":
      return entry.session;
    case "ended":
      throw new Error(
        "This transaction has ended: use it only inside of the function it was given to",
      );
    case "lost":
      throw new DatabaseUnavailable("CONNECTION_CLOSED");
  }
}

/**
 * Lets a statement go along with those after it instead of being waited for: the transaction commits only once it
 * has succeeded. For statements that would find nothing to change outside of the transaction.
 */
export function goAlong(transaction: Transaction, statement: Promise<unknown>): void {
  statement.catch(() => undefined);
  alongside.set(transaction, [...(alongside.get(transaction) ?? []), statement]);
}

/** Resolves once everything that went along has succeeded. */
export async function wentAlong(transaction: Transaction): Promise<void> {
  await Promise.all(alongside.get(transaction) ?? []);
}

/** Lets a transaction's work go on before it knows whether it may; it is rolled back when it may not. */
export function goAhead(transaction: Transaction): void {
  ahead.add(transaction);
}

export function goesAhead(transaction: Transaction): boolean {
  return ahead.has(transaction);
}

/** Gives a transaction a key it may use as read: its owner's lane is locked, so nobody erases them meanwhile. */
export function holdKey(transaction: Transaction, key: DataKey): void {
  const held = heldKeys.get(transaction) ?? new Map<string, DataKey>();
  heldKeys.set(transaction, held.set(key.owner, key));
}

/** The key the transaction was given, if it is that owner's. */
export function heldKey(transaction: Transaction, owner: string): DataKey | undefined {
  return heldKeys.get(transaction)?.get(owner);
}

/** A digest for look-ups and codes: the same in every process, another for each purpose. */
export function keyedHashOf(transaction: Transaction, purpose: string): KeyedHash {
  return sessionOf(transaction).keyring.keyedHash(purpose);
}
