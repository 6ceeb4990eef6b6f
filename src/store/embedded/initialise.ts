import { appendFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Cluster, removeAbandonedStaging, stagingOf } from "./cluster.ts";
import { codeOf, EmbeddedError } from "./embedded-error.ts";
import { programOf } from "./installation.ts";
import { keepPassword, newPassword } from "./password.ts";
import type { Start } from "./privileges.ts";
import { runProgram } from "./run-program.ts";
import { initdbArguments, initialSettings } from "./settings.ts";

async function runInitdb({ installation, way }: Start, data: string, passwordFile: string) {
  const { major, bin } = installation;
  const args = initdbArguments(major, data, passwordFile);
  const { ok, output } = await runProgram(way.wrap(programOf(bin, "initdb"), args));
  if (ok) return;
  const said = output.split("\n").find((line) => /error|fatal/i.test(line)) ?? output.trim();
  throw new EmbeddedError(
    "did-not-start",
    `initdb failed: ${said}; free space or set DATABASE_URL`,
  );
}

/** Writes a complete cluster, settings and password included, into the staging folder. */
async function fill(staging: string, findStart: (folder: string) => Promise<Start>) {
  const password = newPassword();
  const passwordFile = join(staging, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  const start = await findStart(staging);
  const data = join(staging, "data");
  await runInitdb(start, data, passwordFile);
  await appendFile(join(data, "postgresql.conf"), initialSettings(start.installation.major));
  await keepPassword(data, password);
  return { start, data };
}

function inTheWay(folder: string, cause: unknown): EmbeddedError {
  return new EmbeddedError(
    "did-not-start",
    `${folder} is in the way and holds no database: move it away`,
    { cause },
  );
}

async function nameIt(data: string, folder: string): Promise<void> {
  try {
    await rename(data, folder);
  } catch (error) {
    throw ["ENOTEMPTY", "EEXIST"].includes(codeOf(error) ?? "") ? inTheWay(folder, error) : error;
  }
}

/**
 * Makes an empty database for the cluster beside its place and gives it its name only when it is
 * complete, so that a killed start leaves nothing that looks like a database.
 * @param findStart finds the way to run the programs on the folder it is given, and hands that over
 * @returns what `findStart` found, for starting the server
 */
export async function initialise(
  cluster: Cluster,
  dataDir: string,
  findStart: (folder: string) => Promise<Start>,
): Promise<Start> {
  await removeAbandonedStaging(dataDir);
  const staging = stagingOf(cluster);
  await mkdir(staging, { mode: 0o700 });
  try {
    const { start, data } = await fill(staging, findStart);
    await nameIt(data, cluster.folder);
    return start;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Forces a new cluster's files to disk, which `initdb --no-sync` left to the system so that the first
 * start is quick; the server may run meanwhile.
 */
export async function forceToDisk({ installation, way }: Start, folder: string): Promise<void> {
  const args = ["--sync-only", "-D", folder];
  const { ok, output } = await runProgram(way.wrap(programOf(installation.bin, "initdb"), args));
  if (!ok) throw new Error(`the new database could not be forced to disk: ${output.trim()}`);
}
