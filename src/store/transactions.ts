import type { Transaction } from "../engine/terms.ts";
import { type Connections, connect } from "./connect.ts";
import { storeError } from "./errors.ts";
import { createOwnConnections, type OwnConnection } from "./own-connections.ts";
import type { Keyring } from "./sealing/keyring.ts";
import { asTransaction, goAhead, type SessionState, wentAlong } from "./session.ts";

/** Runs work in transactions of its own connections. */
export interface Transactions {
  /** Commits when the work resolves, rolls back when it rejects; waits when all connections are in use. */
  run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** The same for work that begins with a look at rows it locks, which takes no round trip of its own. */
  runLocking<Row extends object, Result>(
    lock: LockStatement,
    work: (transaction: Transaction, locked: readonly Row[]) => Promise<Result>,
  ): Promise<Result>;
  /**
   * The same for work that does not wait for what it locks before it goes on, and whose last statement the commit
   * follows unseen: three round trips instead of five. What it finds out too late makes it reject, and all is undone.
   */
  runAhead<Row extends object, Result>(
    lock: LockStatement,
    work: (transaction: Transaction, locked: Promise<readonly Row[]>) => Promise<Sent<Result>>,
  ): Promise<Result>;
  close(): Promise<void>;
}

/** A last statement that is on its way; whatever it answers, a commit behind it does no harm. */
export interface Sent<Result> {
  readonly answer: Promise<Result>;
}

/** Selects and locks rows; it changes nothing, so it would do no harm outside of a transaction. */
export interface LockStatement {
  readonly text: string;
  readonly parameters: readonly string[];
}

/**
 * Each transaction has a connection to itself, so that losing it is noticed and cannot be papered over:
 * the driver's own `begin` writes its rollback to the closed socket, which ends the process.
 */
export function createTransactions(url: string, max: number, keyring: Keyring): Transactions {
  const connections = createOwnConnections(max, (onClose) => connect(url, { max: 1, onClose }));

  async function use<Result>(work: (own: OwnConnection) => Promise<Result>): Promise<Result> {
    const own = await connections.take();
    try {
      return await work(own);
    } catch (error) {
      throw storeError(error);
    } finally {
      connections.give(own);
    }
  }

  return {
    run: (work) => use((own) => runOn(own, keyring, () => begin(own), work)),
    runLocking: <Row extends object, Result>(
      lock: LockStatement,
      work: (transaction: Transaction, locked: readonly Row[]) => Promise<Result>,
    ) => use((own) => runOn(own, keyring, () => beginLocking<Row>(own, lock), work)),
    runAhead: <Row extends object, Result>(
      lock: LockStatement,
      work: (transaction: Transaction, locked: Promise<readonly Row[]>) => Promise<Sent<Result>>,
    ) => use((own) => runAheadOn(own, keyring, beginLocking<Row>(own, lock), work)),
    close: () => connections.close(),
  };
}

async function begin({ connections: { sql } }: OwnConnection): Promise<undefined> {
  await sql.unsafe("begin");
}

/** Both travel together. */
async function beginLocking<Row extends object>(
  { connections: { sql } }: OwnConnection,
  { text, parameters }: LockStatement,
): Promise<readonly Row[]> {
  const begun = sql.unsafe("begin");
  const locked = sql.unsafe<Row[]>(text, [...parameters], { prepare: true });
  const [, rows] = await Promise.all([begun, locked]);
  return rows;
}

async function runOn<Opened, Result>(
  own: OwnConnection,
  keyring: Keyring,
  open: () => Promise<Opened>,
  work: (transaction: Transaction, opened: Opened) => Promise<Result>,
): Promise<Result> {
  const { sql, db } = own.connections;
  let state: SessionState = "open";
  try {
    const opened = await open();
    const transaction = asTransaction({ sql, db, keyring }, () => (own.isLost() ? "lost" : state));
    const result = await work(transaction, opened);
    await wentAlong(transaction);
    await commit(sql);
    return result;
  } catch (error) {
    await rollBack(own);
    throw error;
  } finally {
    state = "ended";
  }
}

async function runAheadOn<Row, Result>(
  own: OwnConnection,
  keyring: Keyring,
  locked: Promise<readonly Row[]>,
  work: (transaction: Transaction, locked: Promise<readonly Row[]>) => Promise<Sent<Result>>,
): Promise<Result> {
  const { sql, db } = own.connections;
  let state: SessionState = "open";
  try {
    const transaction = asTransaction({ sql, db, keyring }, () => (own.isLost() ? "lost" : state));
    goAhead(transaction);
    const { answer } = await work(transaction, locked);
    const [result] = await Promise.all([answer, wentAlong(transaction), commit(sql)]);
    return result;
  } catch (error) {
    await rollBack(own);
    // What failed behind the lock failed because of it.
    await locked;
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
