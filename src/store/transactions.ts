import type { Transaction } from "../engine/terms.ts";
import { type Connections, connect } from "./connect.ts";
import { storeError } from "./errors.ts";
import { createOwnConnections, type OwnConnection } from "./own-connections.ts";
import type { Keyring } from "./sealing/keyring.ts";
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
  const connections = createOwnConnections(max, (onClose) => connect(url, { max: 1, onClose }));
  return {
    async run(work) {
      const own = await connections.take();
      try {
        return await runOn(own, keyring, work);
      } catch (error) {
        throw storeError(error);
      } finally {
        connections.give(own);
      }
    },
    close: () => connections.close(),
  };
}

async function runOn<Result>(
  own: OwnConnection,
  keyring: Keyring,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const { sql, db } = own.connections;
  let state: SessionState = "open";
  await sql.unsafe("begin");
  try {
    const result = await work(
      asTransaction({ sql, db, keyring }, () => (own.isLost() ? "lost" : state)),
    );
    await commit(sql);
    return result;
  } catch (error) {
    await rollBack(own);
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
async function rollBack(own: OwnConnection): Promise<void> {
  if (own.isLost()) return;
  await own.connections.sql.unsafe("rollback").catch(() => own.discard());
}
