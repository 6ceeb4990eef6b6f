import type { Transaction } from "../engine/terms.ts";
import type { Connections } from "./connect.ts";
import { DatabaseUnavailable } from "./errors.ts";
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

/** A digest for look-ups and codes: the same in every process, another for each purpose. */
export function keyedHashOf(transaction: Transaction, purpose: string): KeyedHash {
  return sessionOf(transaction).keyring.keyedHash(purpose);
}
