import { copyFile, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { memberOf } from "../../app/playground.ts";
import { TEST_KEY } from "../../app/running.ts";
import {
  cleanUp,
  clusterFolder,
  emptyFolder,
  needsTwoMajors,
  open,
  processesOf,
} from "../../store/embedded/data-folders.ts";
import { builtService, runCli } from "../../support/built.ts";
import { killPrograms, startNode, startProgram } from "../../support/program.ts";
import { everyRow, look, tablesIn } from "./databases.ts";

afterAll(async () => {
  killPrograms();
  await cleanUp();
});

async function startService(dataDir: string) {
  const service = startNode(builtService(), { DATA_DIR: dataDir, PORT: "0" });
  const printed = await service.prints(/^open: .*$/m);
  const stop = async () => {
    service.kill("SIGTERM");
    expect((await service.ended).code).toBe(0);
  };
  return { address: /^open: (.*)$/m.exec(printed)?.[1] ?? "", stop };
}

test("an embedded service's backup brings all but who was erased into a new folder, with the key kept apart", async () => {
  const [first, second] = [await emptyFolder(), join(await emptyFolder(), "data")];
  const file = join(await emptyFolder(), "all.backup");
  const cli = (dataDir: string, ...words: string[]) => runCli(words, { DATA_DIR: dataDir });

  const service = await startService(first);
  for (const id of ["lin-xiaoman", "amay"]) {
    await (await memberOf(service.address, id)).asks("首年房租能减多少？");
  }
  const made = await cli(first, "backup", file);
  expect([made.code, made.stderr]).toEqual([0, ""]);
  expect(made.stdout).toContain(`keep a copy of ${join(first, "encryption.key")} somewhere else`);
  expect((await cli(first, "forget", "--person", "web:amay")).code).toBe(0);
  await service.stop();
  const stopped = await cli(first, "backup", `${file}.stopped`);
  expect([stopped.code, stopped.stderr]).toEqual([0, ""]);
  expect(await processesOf(await clusterFolder(first))).toEqual([]);

  const keyless = await cli(second, "restore", file);
  const where =
    /^The key that this backup was made under is not given: put it at \S.*encryption\.key/;
  expect([keyless.code, keyless.stderr]).toEqual([1, expect.stringMatching(where)]);
  expect(await readdir(join(second, ".."))).toEqual([]);

  await mkdir(second);
  await copyFile(join(first, "encryption.key"), join(second, "encryption.key"));
  const put = await cli(second, "restore", file, "--erasures", join(first, "erasures"));
  expect([put.code, put.stderr]).toEqual([0, ""]);
  expect(put.stdout).toMatch(/^restored as of .* rows\n1 people were erased again\n$/);
  expect(await processesOf(await clusterFolder(second))).toEqual([]);

  const again = await startService(second);
  const lin = await memberOf(again.address, "lin-xiaoman");
  const told = await lin.history("direct:lin-xiaoman");
  expect(told[0]?.words).toBe("首年房租能减多少？");
  const wu = await memberOf(again.address, "amay");
  expect(await wu.history("direct:amay")).toEqual([]);
  const running = await cli(second, "restore", file);
  expect([running.code, running.stderr]).toEqual([
    1,
    expect.stringMatching(/^A service runs on this database, which is left as it is: set DATA_DIR/),
  ]);
  await again.stop();
}, 120_000);

test("killed in the middle it leaves an empty database, into which it can be restored again", async () => {
  const [first, second] = [await emptyFolder(), await emptyFolder()];
  const file = join(first, "all.backup");
  expect((await runCli(["seed", "demo"], { DATA_DIR: first })).code).toBe(0);
  expect((await runCli(["backup", file], { DATA_DIR: first })).code).toBe(0);
  await copyFile(join(first, "encryption.key"), join(second, "encryption.key"));
  const { url } = await open({ dataDir: second });

  await look(url, async (gate) => {
    // The rows of one of the last tables wait until the gate opens; those of the others are there by then.
    await gate.unsafe(`
      create schema gate;
      create function gate.hold() returns trigger language plpgsql as $$ begin
        perform pg_advisory_xact_lock(4711);
        return null;
      end $$;
      create function gate.make() returns event_trigger language plpgsql as $$ begin
        if to_regclass('public.event_reminders') is not null
          and not exists (select from pg_trigger where tgname = 'gate') then
          create trigger gate before insert on public.event_reminders
            for each statement execute function gate.hold();
        end if;
      end $$;
      create event trigger gate on ddl_command_end when tag in ('CREATE TABLE')
        execute function gate.make();
      select pg_advisory_lock(4711)`);
    const restoring = startProgram("src/cli.ts", ["restore", file], { DATA_DIR: second });
    const waits = () =>
      look(url, async (sql) => {
        const [row] = await sql<{ waits: boolean }[]>`
          select exists (select from pg_stat_activity where wait_event = 'advisory'
            and query like 'copy public."event_reminders"%') as waits`;
        return row?.waits === true;
      });
    await expect.poll(waits, { timeout: 60_000 }).toBe(true);
    restoring.kill("SIGKILL");
    expect((await restoring.ended).code).toBeNull();
    await gate.unsafe("select pg_advisory_unlock(4711)");
    await gate.unsafe("drop event trigger gate");
    const under = () =>
      gate`select pid from pg_stat_activity where application_name = 'juchang' and xact_start is not null`;
    await expect.poll(async () => (await under()).length, { timeout: 60_000 }).toBe(0);
    await gate.unsafe("drop schema gate cascade");
  });
  expect(await tablesIn(url)).toEqual([]);
  const put = await runCli(["restore", file], { DATA_DIR: second });
  expect([put.code, put.stdout]).toEqual([0, expect.stringMatching(/^restored as of/)]);
  expect(put.stderr).toMatch(
    /^DATA_DIR names nobody who was erased after .* run “erasures apply LIST” before/,
  );
  expect((await tablesIn(url)).length).toBeGreaterThan(40);
}, 180_000);

test("a backup goes from one major version of PostgreSQL to another and back", async (context) => {
  needsTwoMajors(context);
  const [older, newer] = [
    await open({ dataDir: await emptyFolder(), binaries: "machine" }),
    await open({ dataDir: await emptyFolder(), binaries: "package" }),
  ];
  const data = await emptyFolder();
  const cli = (url: string, ...words: string[]) =>
    runCli(words, { DATABASE_URL: url, ENCRYPTION_KEY: TEST_KEY, DATA_DIR: data });
  const back = new URL(older.url);
  back.pathname = "/back";
  expect((await cli(older.url, "seed", "demo")).code).toBe(0);
  await look(older.url, (sql) => sql`create database back`);
  for (const [from, to] of [
    [older.url, newer.url],
    [newer.url, back.href],
  ] as const) {
    const file = join(data, new URL(to).port + new URL(to).pathname.slice(1));
    expect((await cli(from, "backup", file)).stderr).toBe("");
    const put = await cli(to, "restore", file);
    expect(put.code, put.stderr).toBe(0);
  }
  const rows = await everyRow(older.url);
  expect(await everyRow(newer.url)).toEqual(rows);
  expect(await everyRow(back.href)).toEqual(rows);
}, 120_000);
