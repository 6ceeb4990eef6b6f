import { mkdir, readdir, readFile, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, EmbeddedError } from "./embedded-error.ts";
import { isAlive } from "./process-facts.ts";

/** A data folder of one PostgreSQL major version (PostgreSQL calls it a cluster), existing or to be made. */
export interface Cluster {
  readonly major: number;
  readonly folder: string;
}

/** Where the cluster of a major version lives: the version is in the name, so that versions never mix. */
export function clusterOf(dataDir: string, major: number): Cluster {
  return { major, folder: join(dataDir, `pg${major}`) };
}

/** The server's own log, beside the data folder; it holds no statements and no values (see `settings.ts`). */
export function logFileOf(cluster: Cluster): string {
  return `${cluster.folder}.log`;
}

/** Makes the folder if needed and gives its real path; only its owner can enter a new one. */
export async function prepareDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    return await realpath(dataDir);
  } catch (error) {
    throw notWritable(dataDir, error);
  }
}

/** The one line for a data folder this user cannot use. */
export function notWritable(dataDir: string, cause: unknown): EmbeddedError {
  return new EmbeddedError(
    "not-writable",
    `DATA_DIR ${dataDir} cannot be used by this user (${codeOf(cause) ?? "unknown"}): give it to this user, or set DATA_DIR to another folder`,
    { cause },
  );
}

async function majorInside(folder: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(join(folder, "PG_VERSION"), "utf8"), 10);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * The clusters that hold a database, newest major first. A folder counts once it is complete, because
 * it gets its name only then; one whose contents are of another version than its name is refused.
 */
export async function existingClusters(dataDir: string): Promise<Cluster[]> {
  const clusters: Cluster[] = [];
  for (const name of await readdir(dataDir)) {
    const major = Number(/^pg(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(major)) continue;
    const cluster = clusterOf(dataDir, major);
    const inside = await majorInside(cluster.folder);
    if (inside === undefined) continue;
    if (inside !== major) {
      throw new EmbeddedError(
        "other-major",
        `${cluster.folder} holds a PostgreSQL ${inside} database: rename it to pg${inside}`,
      );
    }
    clusters.push(cluster);
  }
  return clusters.sort((a, b) => b.major - a.major);
}

/** Where a cluster is made before it gets its name; the number tells whose it is. */
export function stagingOf(cluster: Cluster): string {
  return `${cluster.folder}.new-${process.pid}`;
}

/** Removes what processes that were killed while making a cluster or a copy of binaries left behind. */
export async function removeAbandonedStaging(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const pid = Number(/^(?:pg|postgresql-).*\.new-(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || (pid !== process.pid && (await isAlive(pid)))) continue;
    await rm(join(dataDir, name), { recursive: true, force: true });
  }
}
