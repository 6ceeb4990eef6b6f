import type { Transaction } from "../engine/terms.ts";
import { bindEach } from "./bind.ts";
import { BROADCASTS_CHANNEL } from "./broadcasts/broadcasts.ts";
import { type Counts, countAll, type DatabaseClock, databaseNow, ping } from "./counts.ts";
import { StatementRefused, storeError } from "./errors.ts";
import { bindGroups } from "./groups.ts";
import { KNOWLEDGE_CHANNEL } from "./knowledge-edits.ts";
import { listen, type StoreLog } from "./listen.ts";
import { createLocks, type Lock } from "./locks.ts";
import { openPlayground, type Playground } from "./playground/playground.ts";
import { createPool, type Pool } from "./pool.ts";
import { type Retention, sweepRetention } from "./retention.ts";
import { RIGHTS_CHANNEL } from "./rights-channel.ts";
import { countKeys, rotateKeys } from "./rotate-keys.ts";
import type { DataKey } from "./sealing/data-key.ts";
import { createKeyring, type KeyedHash } from "./sealing/keyring.ts";
import { type MasterKeys, masterKeysOf } from "./sealing/master-keys.ts";
import { loadServiceKey } from "./service-key.ts";
import { asTransaction } from "./session.ts";
import { createTransactions, type Transactions } from "./transactions.ts";

/** Everything that is kept. Statements reject with `DatabaseUnavailable` while the database is away. */
export interface Store extends ReturnType<typeof bindGroups> {
  readonly playground: Playground;
  /** Commits when the work resolves, rolls back when it rejects. */
  inTransaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Reads without a transaction: each statement sees what is committed as it starts. */
  read<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Calls back with the id of each message that another process asks its sender to send; returns how to stop. */
  onAnnounced(listener: (outbound: string) => void): () => void;
  /** Calls back when a clause was edited, by whatever process, and whenever listening begins (again). */
  onKnowledgeEdited(listener: () => void): () => void;
  /** Calls back when somebody wants to be erased, or two people to be joined, whichever process heard it. */
  onRightsDue(listener: () => void): () => void;
  /** Calls back when something was done to an announcement, by whatever process. */
  onBroadcastMoved(listener: () => void): () => void;
  /** A lock on something only one process may do, such as sending with one token. Undefined when taken. */
  lock(name: string): Promise<Lock | undefined>;
  /** The same lock, once nobody else holds it; undefined when the signal ends the waiting. */
  waitForLock(name: string, signal: AbortSignal): Promise<Lock | undefined>;
  /** The lock of the one service on an embedded database. Undefined when a service runs already. */
  serviceLock(): Promise<Lock | undefined>;
  /** A digest for look-ups and tokens: the same in every process, another for each purpose. */
  keyedHash(purpose: string): KeyedHash;
  databaseNow(): Promise<DatabaseClock>;
  ping(): Promise<void>;
  counts(): Promise<Counts>;
  /** Wraps every data key under the newest master key; returns how many were under older ones. */
  rotateKeys(): Promise<number>;
  /** How many data keys each master key wraps, by its id; and which of them are given. */
  masterKeys(): Promise<MasterKeyUse>;
  /** Deletes what is older than its days, while `goOn`; returns how many rows went, by table. */
  sweepRetention(
    retention: Retention,
    goOn?: () => boolean,
  ): Promise<Readonly<Record<string, number>>>;
  /** Lets what runs finish for 5 s, then ends all connections. */
  close(): Promise<void>;
}

/** Which master keys are still needed. */
export interface MasterKeyUse {
  readonly newest: string;
  /** Ids of all that were given. */
  readonly given: readonly string[];
  /** Data keys wrapped by each, by the master key's id. */
  readonly wraps: Readonly<Record<string, number>>;
}

export interface StoreOptions {
  readonly url: string;
  /** 32 bytes each, the newest first: what `parseMasterKeys` returns. */
  readonly masterKeys: readonly Uint8Array[];
  readonly log?: StoreLog;
  /** For statements and transactions; locks and listening have connections besides. */
  readonly maxConnections?: number;
}

const SILENT: StoreLog = { warn: () => undefined };

/**
 * Opens a migrated database. Rejects with `DatabaseUnavailable` when it cannot be reached, and with a plain
 * sentence when it was never migrated or the master keys are not the ones it was made with.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { url, masterKeys, log = SILENT, maxConnections = 10 } = options;
  const keys = masterKeysOf(masterKeys);
  const forTransactions = Math.max(1, Math.floor(maxConnections * 0.4));
  const connections = createPool(url, Math.max(1, maxConnections - forTransactions));
  const service = await openServiceKey(connections, keys);
  const keyring = createKeyring(keys, service);
  const transactions = createTransactions(url, forTransactions, keyring);
  const locks = createLocks(url);
  const { sql, db } = connections;
  const pool = asTransaction({ sql, db, keyring }, () => "open");
  const { playground, close: closePlayground } = openPlayground(pool, connections, log);
  return {
    ...bindGroups(pool, transactions),
    ...bindEach(pool, { databaseNow, ping, counts: countAll, sweepRetention }),
    playground,
    rotateKeys: () => rotateAll(transactions, keys),
    masterKeys: async () => ({
      newest: keys.newest.id,
      given: [...keys.byId.keys()],
      wraps: await countKeys(pool),
    }),
    inTransaction: (work) => transactions.run(work),
    read: (work) =>
      work(pool).catch((error: unknown) => {
        throw storeError(error);
      }),
    onAnnounced: (listener) => listen(connections, log, "outbound", listener),
    onKnowledgeEdited: (listener) =>
      listen(connections, log, KNOWLEDGE_CHANNEL, listener, listener),
    onRightsDue: (listener) => listen(connections, log, RIGHTS_CHANNEL, listener),
    onBroadcastMoved: (listener) => listen(connections, log, BROADCASTS_CHANNEL, listener),
    lock: (name) => locks.take(name),
    waitForLock: (name, signal) => locks.wait(name, signal),
    serviceLock: () => locks.take("service"),
    keyedHash: (purpose) => keyring.keyedHash(purpose),
    async close() {
      closePlayground();
      await Promise.all([transactions.close(), locks.close()]);
      await connections.close();
    },
  };
}

async function rotateAll(transactions: Transactions, keys: MasterKeys): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await transactions.run((transaction) => rotateKeys(transaction, keys));
    if (count === 0) return total;
    total += count;
  }
}

const UNDEFINED_TABLE = "42P01";

async function openServiceKey(connections: Pool, keys: MasterKeys): Promise<DataKey> {
  return loadServiceKey(connections, keys).catch(async (error: unknown) => {
    await connections.close();
    throw openingError(storeError(error));
  });
}

function openingError(error: unknown): unknown {
  const isEmpty = error instanceof StatementRefused && error.code === UNDEFINED_TABLE;
  if (!isEmpty) return error;
  return new Error("The database has no tables yet: run the migrations first", { cause: error });
}
