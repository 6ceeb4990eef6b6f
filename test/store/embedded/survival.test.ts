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
  copyOf,
  describeOnBoth,
  type Origin,
  open,
  preparedFolder,
  processesOf,
  uncollected,
} from "./data-folders.ts";
import { query } from "./query.ts";

afterAll(cleanUp);

async function serverPid(dataDir: string): Promise<number> {
  const server = await findRunning(dataDir);
  if (server === undefined) throw new Error("no server runs");
  return server.pid;
}

/** A data folder as `kill -9` of the service and of its server leaves it. */
async function kill(binaries: Origin): Promise<string> {
  const dataDir = await preparedFolder(binaries);
  const service = await startService({ dataDir, binaries });
  if (service.report.kind !== "open") throw new Error(service.report.message);
  await query(service.report.url, "create table kept as select 42 as answer");
  await service.kill();
  const pid = await serverPid(dataDir);
  process.kill(pid, "SIGKILL");
  await vi.waitFor(async () => expect(await isAlive(pid)).toBe(false));
  return dataDir;
}

const killed = new Map<Origin, Promise<string>>();

/** A killed folder of the caller's own. */
async function killedFolder(binaries: Origin): Promise<string> {
  const original = killed.get(binaries) ?? kill(binaries);
  killed.set(binaries, original);
  return copyOf(await original);
}

async function replaceServerNumber(dataDir: string, number: string): Promise<void> {
  const file = join(await clusterFolder(dataDir), "postmaster.pid");
  const [, ...rest] = (await readFile(file, "utf8")).split("\n");
  await writeFile(file, [number, ...rest].join("\n"));
}

async function expectKept(dataDir: string, binaries: Origin): Promise<void> {
  const database = await open({ dataDir, binaries });
  expect(database.binaries).toBe(binaries);
  expect(await query(database.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  await database.stop();
  expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
}

describeOnBoth((binaries) => {
  test("after the server was killed the next start recovers what was committed", async () => {
    await expectKept(await killedFolder(binaries), binaries);
  });

  test("a killed server's number that another program has now is no obstacle", async () => {
    const dataDir = await killedFolder(binaries);
    const { uid } = await stat(await clusterFolder(dataDir));
    const bystander = spawn("sleep", ["60"], { uid, stdio: "ignore" });
    try {
      await replaceServerNumber(dataDir, String(bystander.pid));
      await expectKept(dataDir, binaries);
      expect(await isAlive(bystander.pid ?? 0)).toBe(true);
    } finally {
      bystander.kill();
    }
  });

  test("a lock file that a power cut left empty is no obstacle", async () => {
    const dataDir = await killedFolder(binaries);
    await writeFile(join(await clusterFolder(dataDir), "postmaster.pid"), "");
    await expectKept(dataDir, binaries);
  });

  test("a server killed while in use comes back where its users look for it", async () => {
    const dataDir = await preparedFolder(binaries);
    const lines: string[] = [];
    const database = await open({ dataDir, binaries, log: (line) => lines.push(line) });
    const pool = postgres(database.url, { max: 2, fetch_types: false });
    await pool`create table kept as select 42 as answer`;

    process.kill(await serverPid(dataDir), "SIGKILL");
    const isBack = () => expect(lines).toContain("database server was lost and is back");
    await vi.waitFor(isBack, { timeout: 30_000 });
    const kept = await vi.waitFor(() => pool`select answer from kept`, { timeout: 30_000 });
    expect([...kept]).toEqual([{ answer: 42 }]);

    await pool.end();
    await database.stop();
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
    expect(await uncollected()).toEqual([]);
  });

  test("a server whose starter was killed is adopted and stopped by who leaves last", async () => {
    const dataDir = await preparedFolder(binaries);
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
