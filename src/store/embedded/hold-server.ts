import { setTimeout as delay } from "node:timers/promises";
import { logFileOf } from "./cluster.ts";
import { codeOf, EmbeddedError } from "./embedded-error.ts";
import { type Ensured, ensureServer, type Place } from "./ensure-server.ts";
import { findRunning } from "./find-running.ts";
import { forceToDisk } from "./initialise.ts";
import type { Server } from "./launch.ts";
import { join, type Membership } from "./membership.ts";
import { shutDown } from "./shut-down.ts";

/** One line for the operator. */
export type Log = (line: string) => void;

/** What a connection says when its server is going down or not yet up. */
const PASSING = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "CONNECT_TIMEOUT"],
  ...["CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED"],
  ...["57P01", "57P02", "57P03"],
]);

/** How long a server that refuses connections is waited for, ms. */
const PATIENCE_MS = 30_000;

const RETRY_MS = 20;

/** Longest pause between tries to bring a lost server back, ms. */
const LONGEST_PAUSE_MS = 1_000;

/** A running server this process is a user of. */
export interface Held extends Ensured {
  readonly membership: Membership;
}

function isPassing(error: unknown): boolean {
  return PASSING.has(codeOf(error) ?? "");
}

function refused({ cluster, pid }: Server, cause: unknown): EmbeddedError {
  if (cause instanceof EmbeddedError) return cause;
  return new EmbeddedError(
    "did-not-start",
    `PostgreSQL in ${cluster.folder} runs as process ${pid} but cannot be used (${codeOf(cause) ?? "unknown"}): see ${logFileOf(cluster)}, or end that process and start again`,
    { cause },
  );
}

/**
 * Joins the data folder's server, started if need be; one that is just being stopped is waited out.
 * A server that was started for nothing is stopped again.
 */
async function enter(place: Place, port: number | undefined, onLost: () => void): Promise<Held> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const ensured = await ensureServer(place, port);
    try {
      return { ...ensured, membership: await join(ensured.server, onLost) };
    } catch (error) {
      if (!isPassing(error) || performance.now() > giveUpAt) {
        if (ensured.binaries !== "adopted") await shutDown(ensured.server);
        throw refused(ensured.server, error);
      }
    }
    await delay(RETRY_MS);
  }
}

async function leaveOnce(server: Server, membership: Membership, log: Log): Promise<void> {
  try {
    if (await membership.leaveAsLast()) await shutDown(server);
    else log("database server left running: others are connected");
  } finally {
    await membership.end();
  }
}

/** Leaves the server, stopping it when nobody else uses it; one that came back meanwhile as well. */
async function leave(place: Place, held: Held, log: Log): Promise<void> {
  try {
    await leaveOnce(held.server, held.membership, log);
  } catch (error) {
    if (!isPassing(error)) throw error;
    const server = await findRunning(place.dataDir);
    if (server !== undefined) await leaveOnce(server, await join(server, () => undefined), log);
  }
}

/** New files reach the disk while the server already works. */
async function forceNewToDisk(place: Place, held: Held, log: Log): Promise<void> {
  if (held.made === undefined || !place.durable) return;
  try {
    await forceToDisk(held.made, held.server.cluster.folder);
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
  }
}

function backAgain(lost: number, found: number): string {
  return lost === found
    ? "database server was lost and is back"
    : `database server is back on port ${found} instead of ${lost}: restart the service`;
}

/** The data folder's server in use by this process. */
export interface Holding {
  /** The server as it was found first. */
  readonly first: Held;
  release(): Promise<void>;
}

/**
 * Becomes a user of the data folder's server and keeps it up: one that was killed is started again
 * on its port, so that pools find it where it was.
 */
export async function holdServer(
  place: Place,
  port: number | undefined,
  log: Log,
): Promise<Holding> {
  let leaving = false;
  let recovery = Promise.resolve();

  const bringBack = async () => {
    const lost = held.server.port;
    let said = "";
    for (let pause = RETRY_MS; !leaving; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        held = await enter(place, lost, onLost);
        log(backAgain(lost, held.server.port));
        return;
      } catch (error) {
        const line = `database server was lost: ${error instanceof Error ? error.message : String(error)}`;
        if (line !== said) log(line);
        said = line;
      }
      await delay(pause);
    }
  };
  const onLost = () => {
    if (!leaving) recovery = bringBack();
  };

  let held = await enter(place, port, onLost);
  const forced = forceNewToDisk(place, held, log);
  return {
    first: held,
    release: async () => {
      leaving = true;
      await Promise.all([recovery, forced]);
      await leave(place, held, log);
    },
  };
}
