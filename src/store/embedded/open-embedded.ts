import { relative } from "node:path";
import type { BinariesChoice } from "./choose-installation.ts";
import { notWritable, prepareDataDir } from "./cluster.ts";
import { codeOf } from "./embedded-error.ts";
import { type Held, type Holding, holdServer, type Log } from "./hold-server.ts";
import { LOOPBACK } from "./loopback-port.ts";
import { readPassword } from "./password.ts";
import { SERVER_USER, SERVICE_DATABASE } from "./settings.ts";

/** How to open the embedded database. */
export interface EmbeddedOptions {
  /** Folder of the database and its password; made if missing. */
  readonly dataDir: string;
  readonly log?: Log;
  /** Which binaries may be used; by default the machine's own, else the package's. */
  readonly binaries?: BinariesChoice;
  /** False for databases that are thrown away: nothing is forced to disk. Default true. */
  readonly durable?: boolean;
  /** The port to use if it is free; by default any free one. */
  readonly port?: number;
}

/** A real PostgreSQL server on loopback that this process started or found running. */
export interface EmbeddedDatabase {
  /** Address with user and password: a secret. */
  readonly url: string;
  readonly port: number;
  /** Such as `18.4`. */
  readonly version: string;
  readonly binaries: Held["binaries"];
  /** One line for the operator, without the password. */
  readonly describe: string;
  /**
   * Leaves the database; who leaves last stops the server. Close all other connections first: as
   * long as anybody is connected the server is left running.
   */
  stop(): Promise<void>;
}

/** What the system says when the data folder is not this user's to use. */
const NOT_USABLE = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "ENOTDIR"]);

function describe({ server, binaries, membership }: Held): string {
  const kinds = {
    package: `packaged PostgreSQL ${membership.version}`,
    machine: `this machine's PostgreSQL ${membership.version}`,
    adopted: `PostgreSQL ${membership.version}, already running`,
  };
  const near = relative(process.cwd(), server.cluster.folder);
  const folder = near.startsWith("..") ? server.cluster.folder : near;
  return `database: ${kinds[binaries]} (${folder}, port ${server.port})`;
}

async function urlOf({ server }: Held): Promise<string> {
  const password = await readPassword(server.cluster.folder);
  return `postgres://${SERVER_USER}:${password}@${LOOPBACK}:${server.port}/${SERVICE_DATABASE}`;
}

async function openHeld({ first, release }: Holding): Promise<EmbeddedDatabase> {
  await first.membership.ensureServiceDatabase();
  let stopped: Promise<void> | undefined;
  return {
    url: await urlOf(first),
    port: first.server.port,
    version: first.membership.version,
    binaries: first.binaries,
    describe: describe(first),
    stop: () => {
      stopped ??= release();
      return stopped;
    },
  };
}

async function open(options: EmbeddedOptions, dataDir: string): Promise<EmbeddedDatabase> {
  const { binaries, durable = true, port, log = () => undefined } = options;
  const holding = await holdServer({ dataDir, binaries, durable }, port, log);
  try {
    return await openHeld(holding);
  } catch (error) {
    await holding.release();
    throw error;
  }
}

/**
 * Opens the database of a data folder: adopts the server already running from it, else starts one
 * with the machine's own binaries or the npm package's. Any number of processes may have it open.
 * @throws EmbeddedError whose message is one line that says what to do
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const dataDir = await prepareDataDir(options.dataDir);
  try {
    return await open(options, dataDir);
  } catch (error) {
    if (NOT_USABLE.has(codeOf(error) ?? "")) throw notWritable(dataDir, error);
    throw error;
  }
}
