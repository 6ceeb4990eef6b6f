import { spawn } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, expect, test, vi } from "vitest";
import { findRunning } from "../../../src/store/embedded/find-running.ts";
import { isAlive } from "../../../src/store/embedded/process-facts.ts";
import { startService } from "./child-service.ts";
import {
  cleanUp,
  clusterFolder,
  describeOnBoth,
  type Origin,
  open,
  processesOf,
  sharedFolder,
  uncollected,
} from "./data-folders.ts";
import { query } from "./query.ts";

afterAll(cleanUp);

async function serverPid(dataDir: string): Promise<number> {
  const server = await findRunning(dataDir);
  if (server === undefined) throw new Error("no server runs");
  return server.pid;
}

/** Leaves the folder as `kill -9` of the service and of its server does. */
async function killAll(dataDir: string, binaries: Origin): Promise<void> {
  const service = await startService({ dataDir, binaries });
  if (service.report.kind !== "open") throw new Error(service.report.message);
  await query(service.report.url, "create table kept as select 42 as answer");
  await service.kill();
  const pid = await serverPid(dataDir);
  process.kill(pid, "SIGKILL");
  await vi.waitFor(async () => expect(await isAlive(pid)).toBe(false));
}

async function lockFileIn(dataDir: string): Promise<string> {
  return join(await clusterFolder(dataDir), "postmaster.pid");
}

async function expectKept(dataDir: string, binaries: Origin): Promise<void> {
  const database = await open({ dataDir, binaries });
  expect(database.binaries).toBe(binaries);
  expect(await query(database.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  await database.stop();
  expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
}

describeOnBoth((binaries) => {
  let left = "";

  test("after the server was killed the next start recovers what was committed", async () => {
    const dataDir = await sharedFolder(binaries);
    await killAll(dataDir, binaries);
    left = await readFile(await lockFileIn(dataDir), "utf8");
    await expectKept(dataDir, binaries);
  });

  test("a killed server's number that another program has now is no obstacle", async () => {
    const dataDir = await sharedFolder(binaries);
    const { uid } = await stat(await clusterFolder(dataDir));
    const bystander = spawn("sleep", ["60"], { uid, stdio: "ignore" });
    try {
      const [, ...rest] = left.split("\n");
      await writeFile(await lockFileIn(dataDir), [bystander.pid, ...rest].join("\n"));
      await expectKept(dataDir, binaries);
      expect(await isAlive(bystander.pid ?? 0)).toBe(true);
    } finally {
      bystander.kill();
    }
  });

  test("a lock file that a power cut left empty is no obstacle", async () => {
    const dataDir = await sharedFolder(binaries);
    await writeFile(await lockFileIn(dataDir), "");
    await expectKept(dataDir, binaries);
  });

  test("a server killed while in use comes back where its users look for it", async () => {
    const dataDir = await sharedFolder(binaries);
    const lines: string[] = [];
    const database = await open({ dataDir, binaries, log: (line) => lines.push(line) });
    const pool = postgres(database.url, { max: 2, fetch_types: false });
    await pool`create table written as select 7 as days`;

    process.kill(await serverPid(dataDir), "SIGKILL");
    const isBack = () => expect(lines).toContain("database server was lost and is back");
    await vi.waitFor(isBack, { timeout: 30_000 });
    const kept = await vi.waitFor(() => pool`select days from written`, { timeout: 30_000 });
    expect([...kept]).toEqual([{ days: 7 }]);

    await pool.end();
    await database.stop();
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
    expect(await uncollected()).toEqual([]);
  });

  test("a server whose starter was killed is adopted and stopped by who leaves last", async () => {
    const dataDir = await sharedFolder(binaries);
    const service = await startService({ dataDir, binaries });
    await service.kill();

    const database = await open({ dataDir });
    expect(database.binaries).toBe("adopted");
    expect(database.describe).toBe(
      `database: PostgreSQL ${database.version}, already running (${await clusterFolder(dataDir)}, port ${database.port})`,
    );
    expect(service.report).toMatchObject({ kind: "open", url: database.url });
    await database.stop();
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
  });
});
