import type { Transaction } from "../engine/terms.ts";
import { type Connections, connect } from "./connect.ts";
import { storeError } from "./errors.ts";
import type { Keyring } from "./sealing/keyring.ts";
import { createSeats, type Seat } from "./seats.ts";
import { asTransaction, type SessionState } from "./session.ts";

/** Runs work in transactions of its own connections. */
export interface Transactions {
  /** Commits when the work resolves, rolls back when it rejects; waits when all connections are in use. */
  run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * Each transaction has a connection to itself, so that losing it is noticed and cannot be papered over:
 * the driver's own `begin` writes its rollback to the closed socket, which ends the process.
 */
export function createTransactions(url: string, max: number, keyring: Keyring): Transactions {
  const seats = createSeats(max, (onClose) => connect(url, { max: 1, onClose }));
  return {
    async run(work) {
      const seat = await seats.take();
      try {
        return await runOn(seat, keyring, work);
      } catch (error) {
        throw storeError(error);
      } finally {
        seats.give(seat);
      }
    },
    close: () => seats.close(),
  };
}

async function runOn<Result>(
  seat: Seat,
  keyring: Keyring,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const { sql, db } = seat.connections;
  let state: SessionState = "open";
  await sql.unsafe("begin");
  try {
    const result = await work(
      asTransaction({ sql, db, keyring }, () => (seat.isLost() ? "lost" : state)),
    );
    await commit(sql);
    return result;
  } catch (error) {
    await rollBack(seat);
    throw error;
  } finally {
    state = "ended";
  }
}

async function commit(sql: Connections["sql"]): Promise<void> {
  const { command } = await sql.unsafe("commit");
  if (command === "ROLLBACK") {
    throw new Error("A statement of this transaction failed, and the work went on without it");
  }
}

/** A lost connection has rolled back by itself. */
async function rollBack(seat: Seat): Promise<void> {
  if (seat.isLost()) return;
  await seat.connections.sql.unsafe("rollback").catch(() => seat.discard());
}
