import { realpath } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { codeOf, EmbeddedError } from "./embedded-error.ts";
import type { Server } from "./launch.ts";
import { LOOPBACK } from "./loopback-port.ts";
import { readPassword } from "./password.ts";
import { MAINTENANCE_DATABASE, SERVER_USER, SERVICE_DATABASE } from "./settings.ts";

/**
 * Every user of an embedded server shares this advisory lock; who can take it alone is the last one.
 * Advisory locks belong to a database: this one lives in the maintenance database.
 */
const USERS_LOCK = 0x6a75_6368;

/** What a user's connection is called in the server's list. */
const USER_NAME = "juchang embedded";

const POLL_MS = 10;

/** How long connections that were just closed may take to vanish from the server's list, ms. */
const CLOSING_MS = 1_000;

/** SQLSTATEs of `create database` when another user made it in the same moment. */
const MADE_MEANWHILE = new Set(["42P04", "23505"]);

/** This process as a user of a running server; it holds one connection. */
export interface Membership {
  /** The server's version, such as `18.4`. */
  readonly version: string;
  /** Makes the service's database if the server has none yet. */
  ensureServiceDatabase(): Promise<void>;
  /** Gives up the share; true when nobody else uses the server, and then nobody can begin to. */
  leaveAsLast(): Promise<boolean>;
  /** Ends the connection. */
  end(): Promise<void>;
}

type Client = postgres.Sql;

function connect(server: Server, password: string, onClose: () => void): Client {
  return postgres({
    host: LOOPBACK,
    port: server.port,
    user: SERVER_USER,
    password,
    database: MAINTENANCE_DATABASE,
    ssl: false,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 10,
    fetch_types: false,
    prepare: false,
    connection: { application_name: USER_NAME },
    onnotice: () => undefined,
    onclose: onClose,
  });
}

/** Proves that the server on the port is the one of this folder, then takes a share. */
async function takeShare(client: Client, server: Server): Promise<string> {
  const [row] = await client<{ folder: string; version: string }[]>`
    select current_setting('data_directory') as folder, current_setting('server_version') as version`;
  if (row === undefined || (await realpath(row.folder)) !== server.cluster.folder) {
    throw new EmbeddedError(
      "not-ours",
      `port ${server.port} belongs to another PostgreSQL than ${server.cluster.folder} says: end the server with process number ${server.pid}`,
    );
  }
  await client`select pg_advisory_lock_shared(${USERS_LOCK})`;
  return row.version.split(" ")[0] ?? row.version;
}

async function ensureServiceDatabase(client: Client): Promise<void> {
  const [row] = await client`select from pg_database where datname = ${SERVICE_DATABASE}`;
  if (row !== undefined) return;
  try {
    await client`create database ${client(SERVICE_DATABASE)}`;
  } catch (error) {
    if (!MADE_MEANWHILE.has(codeOf(error) ?? "")) throw error;
  }
}

/** Who else is connected: nobody, somebody, or a newcomer who waits for a share. */
async function othersConnected(client: Client): Promise<"nobody" | "somebody" | "newcomer"> {
  const [row] = await client<{ others: number; newcomers: number }[]>`
    select count(*)::int as others,
      (count(*) filter (where wait_event = 'advisory' and application_name = ${USER_NAME}))::int
        as newcomers
    from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  if (row === undefined || row.newcomers > 0) return "newcomer";
  return row.others > 0 ? "somebody" : "nobody";
}

/** Shutting down while somebody is connected would break their work, so a stranger counts as well. */
async function leaveAsLast(client: Client): Promise<boolean> {
  await client`select pg_advisory_unlock_shared(${USERS_LOCK})`;
  const [row] = await client<{ alone: boolean }[]>`
    select pg_try_advisory_lock(${USERS_LOCK}) as alone`;
  if (row?.alone !== true) return false;
  const giveUpAt = performance.now() + CLOSING_MS;
  for (;;) {
    const others = await othersConnected(client);
    if (others === "nobody") return true;
    if (others === "newcomer" || performance.now() > giveUpAt) return false;
    await delay(POLL_MS);
  }
}

/** The wrong password means that the folder's password file is not this database's. */
function explained(error: unknown, server: Server): unknown {
  if (codeOf(error) !== "28P01") return error;
  return new EmbeddedError(
    "not-ours",
    `the password kept in ${server.cluster.folder} is not that database's: put the right juchang.password back`,
    { cause: error },
  );
}

/**
 * Joins the users of a running server. `onLost` is called when the connection ends by itself.
 * @throws EmbeddedError `not-ours`; connection errors when the server is going down
 */
export async function join(server: Server, onLost: () => void): Promise<Membership> {
  const password = await readPassword(server.cluster.folder);
  let joined = false;
  const client = connect(server, password, () => {
    if (joined) onLost();
    joined = false;
  });
  try {
    const version = await takeShare(client, server);
    joined = true;
    return {
      version,
      ensureServiceDatabase: () => ensureServiceDatabase(client),
      leaveAsLast: () => leaveAsLast(client),
      end: async () => {
        joined = false;
        await client.end({ timeout: 1 });
      },
    };
  } catch (error) {
    await client.end({ timeout: 0 });
    throw explained(error, server);
  }
}
