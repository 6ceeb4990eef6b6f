import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { codeOf } from "./embedded-error.ts";
import { isAlive, servesFolder } from "./process-facts.ts";

/** What a server's lock file says; `port` is TCP on loopback. */
interface LockFile {
  readonly pid: number;
  readonly port: number;
  readonly status: "starting" | "ready" | "stopping";
}

/** The server of a data folder, as its lock file and the process table show it. */
export type PostmasterState =
  | { readonly kind: "absent" }
  /** The lock file is empty or cut off: the machine lost power while it was written. */
  | { readonly kind: "unreadable" }
  /** The server was killed; PostgreSQL itself replaces the file it left. */
  | { readonly kind: "dead" }
  /** The server was killed and its process number belongs to another program now. */
  | { readonly kind: "foreign"; readonly pid: number }
  | ({ readonly kind: "running" } & LockFile);

const LOCK_FILE = "postmaster.pid";

/**
 * Lines: process, data folder, start time, port, socket folder, address, shared memory, status
 * (PostgreSQL's `miscadmin.h`). The status line comes last and is missing at first.
 */
function parseLockFile(text: string): LockFile | undefined {
  const lines = text.split("\n").map((line) => line.trim());
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port) || port <= 0) return undefined;
  const last = lines[7];
  return { pid, port, status: last === "ready" || last === "stopping" ? last : "starting" };
}

async function readLockFile(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, LOCK_FILE), "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Reads twice: a server that is just starting may not have filled the file yet. */
export async function postmasterState(folder: string): Promise<PostmasterState> {
  let text = await readLockFile(folder);
  if (text !== undefined && parseLockFile(text) === undefined) {
    await delay(100);
    text = await readLockFile(folder);
  }
  if (text === undefined) return { kind: "absent" };
  const lock = parseLockFile(text);
  if (lock === undefined) return { kind: "unreadable" };
  if (!(await isAlive(lock.pid))) return { kind: "dead" };
  if (!(await servesFolder(lock.pid, folder))) return { kind: "foreign", pid: lock.pid };
  return { kind: "running", ...lock };
}

/** The lock file's path, for removing one that is unreadable. */
export function lockFileOf(folder: string): string {
  return join(folder, LOCK_FILE);
}
