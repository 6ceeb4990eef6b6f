import { once } from "node:events";
import { readdir, readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { EmbeddedDatabase } from "../../../src/store/embedded/open-embedded.ts";
import { startService } from "./child-service.ts";
import {
  cleanUp,
  clusterFolder,
  describeOnBoth,
  emptyFolder,
  majorOf,
  open,
  processesOf,
  sharedFolder,
  shareFolder,
  uncollected,
} from "./data-folders.ts";
import { query } from "./query.ts";

afterAll(cleanUp);

describeOnBoth((binaries) => {
  test("an empty folder becomes a running database, and nothing runs after it", async () => {
    const dataDir = await emptyFolder();
    shareFolder(binaries, dataDir);
    const database = await open({ dataDir, binaries });
    expect(database.binaries).toBe(binaries);
    const major = database.version.split(".")[0];
    const cluster = join(dataDir, `pg${major}`);
    const kind = binaries === "package" ? "packaged PostgreSQL" : "this machine's PostgreSQL";
    expect(database.describe).toBe(
      `database: ${kind} ${database.version} (${cluster}, port ${database.port})`,
    );
    expect(await processesOf(cluster)).toHaveLength(1);

    await query(database.url, "create table kept as select '聚场' as word");
    await database.stop();
    expect(await processesOf(cluster)).toEqual([]);
    expect(await uncollected()).toEqual([]);

    const again = await open({ dataDir, binaries });
    expect(await query(again.url, "select word from kept")).toEqual([{ word: "聚场" }]);
    await again.stop();
    expect((await readdir(dataDir)).sort()).toEqual([`pg${major}`, `pg${major}.log`]);
  });

  test("commits are forced to disk, unless the database is thrown away", async () => {
    const dataDir = await sharedFolder(binaries);
    for (const durable of [true, false]) {
      const database = await open({ dataDir, binaries, durable });
      const [row] = await query(database.url, "select current_setting('fsync') as fsync");
      expect(row).toEqual({ fsync: durable ? "on" : "off" });
      await database.stop();
    }
  });

  test("the environment's language, time zone and PG variables change nothing", async () => {
    const env = {
      ...{ LANG: "C", LC_ALL: "nonsense", LANGUAGE: "zh", TZ: "Mars/Olympus" },
      ...{
        PGPORT: "1",
        PGDATA: "/nonsense",
        PGOPTIONS: "-c nonsense=1",
        PGHOST: "nowhere.invalid",
      },
      ...{ PGUSER: "nobody", PGPASSWORD: "wrong", PGSSLMODE: "verify-full", PGDATABASE: "none" },
    };
    const service = await startService({ dataDir: await emptyFolder(), binaries }, { env });
    if (service.report.kind !== "open") throw new Error(service.report.message);
    const [row] = await query(
      service.report.url,
      `select pg_encoding_to_char(encoding) as encoding, datcollate as collation,
         current_setting('TimeZone') as zone, current_setting('lc_messages') as messages,
         upper('é') = 'É' as "knowsLetters", 'B' < 'a' as "byCodePoint"
       from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({
      encoding: "UTF8",
      collation: "C",
      zone: "UTC",
      messages: "C",
      knowsLetters: (majorOf(binaries) ?? 0) >= 17,
      byCodePoint: true,
    });
    await service.leave();
  });

  test("a taken port is left to whoever has it", async () => {
    const dataDir = await sharedFolder(binaries);
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = z.object({ port: z.number() }).parse(other.address());
    const database = await open({ dataDir, binaries, port });
    expect(database.port).not.toBe(port);
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await database.stop();
    await new Promise((resolve) => other.close(resolve));

    const wished = await open({ dataDir, binaries, port });
    expect(wished.port).toBe(port);
    await wished.stop();
  });

  describe("what others can see of it", () => {
    let dataDir: string;
    let database: EmbeddedDatabase;
    beforeAll(async () => {
      dataDir = await sharedFolder(binaries);
      database = await open({ dataDir, binaries });
    });
    afterAll(() => database.stop());

    test("the password is required, for its owner only, and absent from what is printed", async () => {
      const { password } = new URL(database.url);
      const file = join(await clusterFolder(dataDir), "juchang.password");
      expect(await readFile(file, "utf8")).toBe(password);
      expect((await stat(file)).mode & 0o077).toBe(0);
      expect(database.describe).not.toContain(password);
      for (const wrong of ["", "wrong"]) {
        const intruder = database.url.replace(`:${password}@`, `:${wrong}@`);
        await expect(query(intruder, "select 1")).rejects.toMatchObject({ code: "28P01" });
      }
    });

    test("it listens on loopback only and leaves no socket file", async () => {
      const [row] = await query(
        database.url,
        `select current_setting('listen_addresses') as addresses,
           current_setting('unix_socket_directories') as sockets`,
      );
      expect(row).toEqual({ addresses: "127.0.0.1", sockets: "" });
    });

    test("words and values of a failing statement do not reach the server's log", async () => {
      const sql = postgres(database.url, { max: 1 });
      await sql`create table seats (phone text primary key)`;
      await sql`insert into seats values (${"13800001111"})`;
      const again = sql`insert into seats values (${"13800001111"})`;
      await expect(again).rejects.toThrow("duplicate key");
      await expect(sql.unsafe("select '王小明'::int")).rejects.toThrow("王小明");
      await sql.end();
      const log = await readFile(`${await clusterFolder(dataDir)}.log`, "utf8");
      expect(log).toContain("database system is ready");
      expect(log).not.toMatch(/13800001111|王小明|insert into/);
    });
  });
});
