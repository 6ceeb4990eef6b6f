import { EventEmitter, once } from "node:events";
import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, test, vi } from "vitest";
import { withStartLock } from "../../../src/store/embedded/start-lock.ts";
import { startService } from "./child-service.ts";
import {
  cleanUp,
  clusterFolder,
  emptyFolder,
  open,
  processesOf,
  sharedFolder,
} from "./data-folders.ts";
import { query } from "./query.ts";

afterAll(cleanUp);

const binaries = "package";

describe("several users of one data folder", () => {
  test("of processes that start at once on an empty folder one starts, the others adopt", async () => {
    const dataDir = await emptyFolder();
    const services = await Promise.all(
      Array.from({ length: 3 }, () => startService({ dataDir, binaries })),
    );
    const reports = services.map(({ report }) => report);
    const found = reports.map((report) => (report.kind === "open" ? report.binaries : report));
    expect(found.sort()).toEqual(["adopted", "adopted", "package"]);
    expect(new Set(reports.map((report) => report.kind === "open" && report.url)).size).toBe(1);
    const cluster = await clusterFolder(dataDir);
    expect(await processesOf(cluster)).toHaveLength(1);

    const [first, second, last] = services;
    await first?.leave();
    await second?.leave();
    expect(await processesOf(cluster)).toHaveLength(1);
    await last?.leave();
    expect(await processesOf(cluster)).toEqual([]);
  });

  test("users that leave at once leave nothing running, over and over", async () => {
    const dataDir = await sharedFolder(binaries);
    const cluster = await clusterFolder(dataDir);
    for (let round = 0; round < 3; round += 1) {
      const users = await Promise.all(Array.from({ length: 4 }, () => open({ dataDir, binaries })));
      await Promise.all(users.map((user) => user.stop()));
      expect(await processesOf(cluster)).toEqual([]);
    }
  });

  test("who comes while the last one leaves has a working database", async () => {
    const dataDir = await sharedFolder(binaries);
    let current = await open({ dataDir, binaries });
    for (let round = 0; round < 5; round += 1) {
      const [next] = await Promise.all([open({ dataDir, binaries }), current.stop()]);
      expect(await query(next.url, "select 1 as one")).toEqual([{ one: 1 }]);
      current = next;
    }
    await current.stop();
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
  });

  test("a stranger's connection keeps the server running, until a later user leaves", async () => {
    const dataDir = await sharedFolder(binaries);
    const lines: string[] = [];
    const database = await open({ dataDir, binaries, log: (line) => lines.push(line) });
    const stranger = postgres(database.url, { max: 1, fetch_types: false });
    await stranger`select 1`;
    await database.stop();
    expect(lines).toEqual(["database server left running: others are connected"]);
    expect([...(await stranger`select 1 as one`)]).toEqual([{ one: 1 }]);
    await stranger.end();

    const later = await open({ dataDir });
    expect(later.binaries).toBe("adopted");
    await later.stop();
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
  });

  test("stopping twice is stopping once", async () => {
    const database = await open({ dataDir: await sharedFolder(binaries), binaries });
    await Promise.all([database.stop(), database.stop()]);
    await database.stop();
  });
});

describe("the start lock", () => {
  test("a second starter waits for the first", async () => {
    const dataDir = await emptyFolder();
    const steps: string[] = [];
    const gate = new EventEmitter();
    const first = withStartLock(dataDir, async () => {
      steps.push("first in");
      await once(gate, "open");
      steps.push("first out");
    });
    await vi.waitFor(() => expect(steps).toEqual(["first in"]));
    const second = withStartLock(dataDir, async () => {
      steps.push("second in");
    });
    gate.emit("open");
    await Promise.all([first, second]);
    expect(steps).toEqual(["first in", "first out", "second in"]);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test.each([
    ["of a process that is gone", { pid: 2 ** 22 + 1, startTicks: "1", token: "x" }],
    ["of an earlier process with this number", { pid: process.pid, startTicks: "1", token: "x" }],
  ])("a lock %s is taken over", async (_whose, holder) => {
    const dataDir = await emptyFolder();
    await writeFile(join(dataDir, "start.lock"), JSON.stringify(holder));
    expect(await withStartLock(dataDir, async () => "in")).toBe("in");
    expect(await readdir(dataDir)).toEqual([]);
  });

  test("a lock that was cut off while it was written is taken over", async () => {
    const dataDir = await emptyFolder();
    const lock = join(dataDir, "start.lock");
    await writeFile(lock, "");
    await utimes(lock, new Date(0), new Date(0));
    expect(await withStartLock(dataDir, async () => "in")).toBe("in");
  });

  test("work that fails gives the lock back", async () => {
    const dataDir = await emptyFolder();
    const failing = withStartLock(dataDir, async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await readdir(dataDir)).toEqual([]);
  });

  test("what a killed first start left is removed and does not count as a database", async () => {
    const dataDir = await emptyFolder();
    await mkdir(join(dataDir, `pg18.new-${2 ** 22 + 1}`, "data"), { recursive: true });
    await writeFile(join(dataDir, `pg18.new-${2 ** 22 + 1}`, "data", "PG_VERSION"), "18");
    const database = await open({ dataDir, binaries });
    expect((await readdir(dataDir)).sort()).toEqual(["pg18", "pg18.log"]);
    await database.stop();
  });
});
