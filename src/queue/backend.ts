import { createPostgresBackend, type JobsOptions, type Processor, Queue, Worker } from "bullmq";
import { inspectRedis } from "./redis-server.ts";

/** Where alarms are kept. */
export type QueueLocation =
  | { readonly kind: "redis"; readonly url: string }
  | { readonly kind: "postgres"; readonly url: string };

/** A queue and workers of it on one kind of server. */
export interface Backend {
  /** What was found, in one line without the address. */
  readonly describe: string;
  queue(name: string): AlarmQueue;
  worker(name: string, ring: Processor): AlarmWorker;
}

/** What both kinds of server have in common. */
interface Connected {
  on(event: "error", listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

export interface AlarmQueue extends Connected {
  add(name: string, data: object, options: JobsOptions): Promise<unknown>;
  getDelayedCount(): Promise<number>;
}

export interface AlarmWorker extends Connected {
  run(): Promise<void>;
}

/** The schema of BullMQ's own tables; the service's migrations know nothing of it. */
const SCHEMA = "queue";
const POOL = 2;
const PREFIX = "juchang";

/** Rings one alarm after the other; a ring takes all that is due, so two at once would only compete. */
const WORK = { autorun: false, concurrency: 1 } as const;

/** Rejects with `QueueUnavailable` or `QueueRefused` when a Redis server cannot be used. */
export async function openBackend(location: QueueLocation): Promise<Backend> {
  return location.kind === "redis" ? redisBackend(location.url) : postgresBackend(location.url);
}

async function redisBackend(url: string): Promise<Backend> {
  const { version } = await inspectRedis(url);
  return {
    describe: `queue: BullMQ on Redis ${version}`,
    // An alarm that cannot be set now is the sweep's: waiting for the server would hold up the turn.
    queue: (name) =>
      new Queue(name, {
        prefix: PREFIX,
        connection: { url, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
      }),
    worker: (name, ring) =>
      new Worker(name, ring, {
        ...WORK,
        prefix: PREFIX,
        connection: { url, maxRetriesPerRequest: null },
      }),
  };
}

function postgresBackend(url: string): Backend {
  const connection = { connectionString: url, schema: SCHEMA, migrate: true, max: POOL };
  return {
    describe: "queue: BullMQ on PostgreSQL",
    queue: (name) => new Queue(name, { connection }, createPostgresBackend),
    worker: (name, ring) => new Worker(name, ring, { ...WORK, connection }, createPostgresBackend),
  };
}
