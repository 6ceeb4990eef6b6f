import { chmod, lchown, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { EmbeddedError } from "./embedded-error.ts";
import { type Installation, programOf } from "./installation.ts";
import { runProgram } from "./run-program.ts";
import { type Identity, nobody, OWN_USER, type Way, type Ways, waysAs } from "./ways.ts";

async function giveAll(path: string, { uid, gid }: Identity): Promise<void> {
  await lchown(path, uid, gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) await giveAll(inside, { uid, gid });
    else await lchown(inside, uid, gid);
  }
}

/** Hands the folder and all in it to the user, unless it is theirs already. */
async function give(folder: string, owner: Identity): Promise<void> {
  if ((await stat(folder)).uid !== owner.uid) await giveAll(folder, owner);
}

const SHELL = "/bin/sh";

/** Writes in the data folder, then lets `initdb` find and start `postgres` and read its own files. */
const TRIAL = 'cd "$1" && : > "$3" && exec "$2" --show -D "$1"';

/** The file it writes. */
const TRIAL_FILE = ".trial";

async function attempt(way: Way, file: string, args: readonly string[]) {
  const { ok, output } = await runProgram(way.wrap(file, args));
  return ok ? undefined : `${way.name}: ${output.trim().split("\n")[0] || "failed"}`;
}

/** Whether the machine has the way at all, asked before any file changes hands. */
function absence(way: Way): Promise<string | undefined> {
  return attempt(way, SHELL, ["-c", ":"]);
}

/** Tries the way on this folder with these binaries; undefined when it works, else what was said. */
async function complaintOf(way: Way, bin: string, folder: string): Promise<string | undefined> {
  if (way.owner !== undefined) await give(folder, way.owner);
  const initdb = programOf(bin, "initdb");
  const complaint = await attempt(way, SHELL, ["-c", TRIAL, "sh", folder, initdb, TRIAL_FILE]);
  await rm(join(folder, TRIAL_FILE), { force: true });
  return complaint;
}

/** As the folder's owner if that is an ordinary user, who then keeps it; else as nobody. */
async function waysFor(folder: string): Promise<Ways> {
  const { uid, gid } = await stat(folder);
  const spare = await nobody();
  const isSpare = uid === 0 || uid === spare.uid;
  return waysAs(isSpare ? spare : { uid, gid }, isSpare);
}

/** Programs and the way to start them. */
export interface Start {
  readonly installation: Installation;
  readonly way: Way;
}

/** What a way is looked for: programs, and the folder that becomes their user's. */
export interface Search {
  readonly installation: Installation;
  readonly folder: string;
  readonly dataDir: string;
  /** Gives binaries any user can reach; asked only when no way gets at the installation's own. */
  reachable(installation: Installation): Promise<Installation | undefined>;
}

/** The first way that works; the complaints of those that do not are added to the list. */
async function firstWorking(
  ways: readonly Way[],
  installation: Installation,
  folder: string,
  complaints: string[],
): Promise<Start | undefined> {
  for (const way of ways) {
    const complaint = (await absence(way)) ?? (await complaintOf(way, installation.bin, folder));
    if (complaint === undefined) return { installation, way };
    complaints.push(complaint);
  }
  return undefined;
}

/**
 * With a data folder others may pass, but not list, from now on; and, where that is not enough, with
 * binaries anybody can reach.
 */
async function openedUp(
  { installation, reachable, folder, dataDir }: Search,
  way: Way,
  complaints: string[],
): Promise<Start | undefined> {
  const { mode, uid } = await stat(dataDir);
  if (uid !== 0) return undefined;
  await chmod(dataDir, (mode & 0o777) | 0o011);
  const found = await firstWorking([way], installation, folder, complaints);
  if (found !== undefined) return found;
  const copy = await reachable(installation);
  const last = copy && (await firstWorking([way], copy, folder, complaints));
  if (last === undefined) await chmod(dataDir, mode & 0o777);
  return last;
}

/**
 * Finds, by trying, a way to run the installation's programs on the folder. A service that is not
 * root needs none.
 * @throws EmbeddedError `no-unprivileged-way`
 */
export async function findWay(search: Search): Promise<Start> {
  const { installation, folder } = search;
  if (process.getuid?.() !== 0) return { installation, way: OWN_USER };
  const { inPlace, unaided, last } = await waysFor(folder);
  const complaints: string[] = [];
  const found =
    (await firstWorking(inPlace, installation, folder, complaints)) ??
    (await openedUp(search, unaided, complaints)) ??
    (await firstWorking([last], installation, folder, complaints));
  if (found !== undefined) return found;
  throw new EmbeddedError(
    "no-unprivileged-way",
    `PostgreSQL refuses to run as root and no other user works here (${complaints.join("; ")}): start the service as a normal user, move it out of folders closed to others, or set DATABASE_URL`,
  );
}
