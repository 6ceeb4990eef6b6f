import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, type TestContext } from "vitest";
import { availableInstallations } from "../../../src/store/embedded/choose-installation.ts";
import { existingClusters } from "../../../src/store/embedded/cluster.ts";
import { findRunning } from "../../../src/store/embedded/find-running.ts";
import {
  type EmbeddedDatabase,
  type EmbeddedOptions,
  openEmbedded,
} from "../../../src/store/embedded/open-embedded.ts";
import { shutDown } from "../../../src/store/embedded/shut-down.ts";
import { FOLDER_PREFIX } from "../../support/abandoned-servers.ts";
import { killRemaining } from "./child-service.ts";

const run = promisify(execFile);

const made: string[] = [];
const opened: EmbeddedDatabase[] = [];
const shared = new Map<string, Promise<string>>();

/** A place binaries come from. */
export type Origin = "package" | "machine";

const installations = await availableInstallations(tmpdir());

/** The major version a place gives first; undefined where a machine has no PostgreSQL of its own. */
export function majorOf(origin: Origin): number | undefined {
  return installations.find((one) => one.origin === origin)?.major;
}

/** A suite that holds on the binaries of either place; a machine that has none is named and skipped. */
export function describeOnBoth(suite: (binaries: Origin) => void): void {
  describe("with the binaries of the package", () => suite("package"));
  const absent = majorOf("machine") === undefined;
  const note = absent ? " (NOT RUN: this machine has no PostgreSQL 15 or newer)" : "";
  describe.skipIf(absent)(`with the binaries of the machine${note}`, () => suite("machine"));
}

/** Skips, saying so, a test that needs the machine to have another major version than the package. */
export function needsTwoMajors(context: TestContext): void {
  const machine = majorOf("machine");
  if (machine === undefined || machine === majorOf("package")) {
    context.skip("NOT RUN: this machine has no PostgreSQL of another major version");
  }
}

/** Opens a database that is left at the end, should the test not come to it. */
export async function open(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const database = await openEmbedded(options);
  opened.push(database);
  return database;
}

/** An empty folder only its owner can enter, removed at the end with whatever server runs in it. */
export async function emptyFolder(): Promise<string> {
  const folder = await realpath(
    await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-聚场 `)),
  );
  made.push(folder);
  return folder;
}

async function prepare(binaries: Origin): Promise<string> {
  const dataDir = await emptyFolder();
  await (await open({ dataDir, binaries })).stop();
  return dataDir;
}

/**
 * A folder with a database that was stopped in good order, the same for all tests of a file: each
 * leaves it so.
 */
export function sharedFolder(binaries: Origin): Promise<string> {
  const folder = shared.get(binaries) ?? prepare(binaries);
  shared.set(binaries, folder);
  return folder;
}

/** Makes a folder that a test has begun the one for all later tests of its file. */
export function shareFolder(binaries: Origin, dataDir: string): void {
  shared.set(binaries, Promise.resolve(dataDir));
}

/** The folder of the one cluster in the data folder. */
export async function clusterFolder(dataDir: string): Promise<string> {
  const [cluster] = await existingClusters(dataDir);
  if (cluster === undefined) throw new Error(`no cluster in ${dataDir}`);
  return cluster.folder;
}

/** Servers of the folder among the machine's processes, with their state. */
export async function processesOf(folder: string): Promise<string[]> {
  const { stdout } = await run("ps", ["-ewwo", "pid,stat,command"]);
  return stdout.split("\n").filter((line) => line.includes(`postgres -D ${folder}`));
}

/** Processes that ended and were never collected by this one. */
export async function uncollected(): Promise<string[]> {
  const { stdout } = await run("ps", ["-eo", "ppid=,stat=,comm="]);
  return stdout.split("\n").filter((line) => new RegExp(`^\\s*${process.pid} +Z`).test(line));
}

/** Stops every server and removes every folder of this test file. */
export async function cleanUp(): Promise<void> {
  killRemaining();
  await Promise.allSettled(opened.map((database) => database.stop()));
  for (const folder of made) {
    const server = await findRunning(folder).catch(() => undefined);
    if (server !== undefined) await shutDown(server);
    await rm(folder, { recursive: true, force: true });
  }
}
