import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { type Cluster, logFileOf } from "./cluster.ts";
import { EmbeddedError } from "./embedded-error.ts";
import { programOf } from "./installation.ts";
import { freePort } from "./loopback-port.ts";
import { lockFileOf, postmasterState } from "./postmaster.ts";
import type { Start } from "./privileges.ts";
import { spawnOptions } from "./run-program.ts";
import { openServerLog } from "./server-log.ts";
import { serverArguments } from "./settings.ts";

/** A server that answers on its port, 1 to 65535. */
export interface Server {
  readonly cluster: Cluster;
  readonly pid: number;
  readonly port: number;
}

/** What is to be started. */
export interface Launch {
  readonly start: Start;
  readonly cluster: Cluster;
  readonly durable: boolean;
  /** Tried first; another port is taken when somebody has it. */
  readonly port: number | undefined;
}

const POLL_MS = 5;

/** Between two tries, ms. */
const RETRY_MS = 50;

/** Longest wait for a server to answer or for its killed predecessor to be gone, ms. */
const PATIENCE_MS = 120_000;

/** Tries of a wanted port before another one is taken: who has it may be about to let go. */
const WANTED_PORT_TRIES = 5;

/** Why a server ended at once, in PostgreSQL's words (its messages are pinned to English). */
const REASONS = [
  /** Another server took the folder first. */
  ["other", /lock file "postmaster\.pid" already exists/],
  ["port taken", /could not create any TCP\/IP sockets/],
  /** Processes of a killed server have not ended yet. */
  ["ending", /pre-existing shared memory block .* is still in use/],
] as const;

type Reason = (typeof REASONS)[number][0];

/**
 * Starts the server in a session of its own, so that neither Ctrl-C nor the end of this process
 * reaches it. A killed server's number that now belongs to another program is named as the
 * grandparent, which PostgreSQL never takes for a living server.
 */
function spawnServer(
  { start, cluster, durable }: Launch,
  port: number,
  log: number,
  other?: number,
) {
  const postgres = programOf(start.installation.bin, "postgres");
  const invocation = start.way.wrap(postgres, serverArguments(cluster.folder, port, durable));
  const options = spawnOptions(invocation);
  const child = spawn(invocation.file, invocation.args, {
    ...options,
    env: { ...options.env, ...(other === undefined ? {} : { PG_GRANDPARENT_PID: String(other) }) },
    detached: true,
    stdio: ["ignore", log, log],
  });
  child.unref();
  return child;
}

/** Waits until the child answers (true) or has ended (false). */
async function answers(child: ChildProcess, folder: string): Promise<boolean> {
  let ended = false;
  child.once("exit", () => {
    ended = true;
  });
  child.once("error", () => {
    ended = true;
  });
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!ended) {
    const state = await postmasterState(folder);
    const ours = state.kind === "running" && state.pid === child.pid;
    if (ours && state.status === "ready") return true;
    if (performance.now() > giveUpAt) {
      throw new EmbeddedError(
        "did-not-start",
        `PostgreSQL is still recovering ${folder}: start the service again in a few minutes`,
      );
    }
    await delay(POLL_MS);
  }
  return false;
}

function failure({ cluster }: Launch, said: string): EmbeddedError {
  const reason = said.split("\n").find((line) => /FATAL|PANIC|ERROR/.test(line)) ?? said.trim();
  return new EmbeddedError(
    "did-not-start",
    `PostgreSQL did not start in ${cluster.folder}: ${reason.trim()}; the whole story is in ${logFileOf(cluster)}`,
  );
}

/** One try: the server, or why there is none. */
async function tryLaunch(launch: Launch, port: number): Promise<Server | Reason> {
  const { cluster } = launch;
  const state = await postmasterState(cluster.folder);
  if (state.kind === "running") return "other";
  if (state.kind === "unreadable") await rm(lockFileOf(cluster.folder), { force: true });
  const log = await openServerLog(logFileOf(cluster));
  try {
    const other = state.kind === "foreign" ? state.pid : undefined;
    const child = spawnServer(launch, port, log.handle.fd, other);
    if (await answers(child, cluster.folder)) return { cluster, pid: child.pid ?? 0, port };
  } finally {
    await log.handle.close();
  }
  const said = await log.written();
  const [reason] = REASONS.find(([, words]) => words.test(said)) ?? [];
  if (reason === undefined) throw failure(launch, said);
  return reason;
}

/**
 * Starts the server of a cluster on the wanted port, else on a free one.
 * @returns undefined when another process started it meanwhile
 * @throws EmbeddedError `did-not-start`
 */
export async function launchServer(launch: Launch): Promise<Server | undefined> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  let triesLeft = launch.port === undefined ? 0 : WANTED_PORT_TRIES;
  let port = launch.port ?? (await freePort());
  for (;;) {
    const result = await tryLaunch(launch, port);
    if (typeof result === "object") return result;
    if (result === "other") return undefined;
    if (performance.now() > giveUpAt) throw failure(launch, result);
    if (result === "port taken") {
      triesLeft -= 1;
      if (triesLeft <= 0) port = await freePort();
    }
    await delay(RETRY_MS);
  }
}
