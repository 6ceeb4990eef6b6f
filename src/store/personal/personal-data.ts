import type { PgTable } from "drizzle-orm/pg-core";
import type { Json, Transaction } from "../../engine/terms.ts";

/** One thing that is held about a person: its fields by name, the newest state of each. */
export interface HeldRecord {
  /** When it came to be, ms UTC; undefined for what has no moment. */
  readonly at: number | undefined;
  readonly fields: Readonly<Record<string, Json>>;
}

/**
 * One kind of personal data: where it lies, what is held of a person, and what becomes of it when they are
 * erased, join their accounts into one person, or take their consent back. Every aggregate that holds anything
 * about people has one, listed in `registry.ts`; a table with a person in it that no kind names fails a test.
 */
export interface PersonalData<Name extends string = string> {
  readonly name: Name;
  /** The tables it lies in. */
  readonly tables: readonly PgTable[];
  /** Everything that is held of this person, the oldest first. */
  held(transaction: Transaction, person: string): Promise<readonly HeldRecord[]>;
  /** How many things are still under way, which an erasure ends: tickets that wait, seats, cases. */
  open?(transaction: Transaction, person: string): Promise<number>;
  /** Empties or deletes what is held; their key is destroyed already, so that what is sealed cannot be read. */
  erase(transaction: Transaction, person: string): Promise<void>;
  /** Hands everything on to the person that this one turns out to be, without losing or doubling any of it. */
  merge(transaction: Transaction, from: string, into: string): Promise<void>;
  /** The consent that this kind rests on, and what ends and goes with it. */
  readonly consent?: {
    readonly purpose: string;
    withdraw(transaction: Transaction, person: string): Promise<void>;
  };
}

/** A kind whose rows stay where they are when people merge: they are found by lane, or belong to the history. */
export async function staysBehind(): Promise<void> {
  // Nothing to hand on.
}
