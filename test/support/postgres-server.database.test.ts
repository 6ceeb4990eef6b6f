import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRunning } from "../../src/store/embedded/find-running.ts";
import { isAlive } from "../../src/store/embedded/process-facts.ts";
import { startService } from "../store/embedded/child-service.ts";
import { query } from "../store/embedded/query.ts";
import { FOLDER_PREFIX, removeAbandonedServers } from "./abandoned-servers.ts";
import { testDatabase } from "./postgres.ts";
import { installedMajors, startTestServer, type TestServer } from "./postgres-server.ts";

const TABLES = `select count(*)::int as tables from information_schema.tables
  where table_schema not in ('pg_catalog', 'information_schema')`;

test("every test file's database is migrated, its own, and gone after it", async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  const [before] = await query(one.url, TABLES);
  expect(before?.["tables"]).toBeGreaterThan(0);
  await query(one.url, "create table mine (id int)");
  expect(await query(other.url, TABLES)).toEqual([before]);
  await Promise.all([one.drop(), other.drop()]);
  await expect(query(one.url, "select 1")).rejects.toMatchObject({ code: "3D000" });
});

const majors = await installedMajors();

test("the machine offers at least the packaged major version", () => {
  expect(majors).toContain(18);
});

describe.each(majors)("a server of major version %i", (major) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ major });
  });
  afterAll(() => server.stop());

  test("has migrated databases and is of that version", async () => {
    const database = await server.database();
    const [row] = await query(database.url, "show server_version");
    expect(row?.["server_version"]).toMatch(new RegExp(`^${major}\\.`));
    const [counted] = await query(database.url, TABLES);
    expect(counted?.["tables"]).toBeGreaterThan(0);
    await database.drop();
  });
});

test("a migration that fails leaves no server behind", async () => {
  const starting = startTestServer({
    major: 18,
    migrate: () => Promise.reject(new Error("broken migration")),
  });
  await expect(starting).rejects.toThrow("broken migration");
});

test("a server whose test run was killed is stopped and removed by the next run", async () => {
  const run = spawn("true");
  await once(run, "exit");
  const folder = await mkdtemp(join(tmpdir(), `${FOLDER_PREFIX}${run.pid}-`));
  const service = await startService({ dataDir: folder, durable: false });
  await service.kill();
  const server = await findRunning(folder);
  expect(await isAlive(server?.pid ?? 0)).toBe(true);
  await removeAbandonedServers();
  expect(await isAlive(server?.pid ?? 0)).toBe(false);
  await expect(stat(folder)).rejects.toMatchObject({ code: "ENOENT" });
});
