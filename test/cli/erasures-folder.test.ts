import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { said, take } from "../store/support/turns.ts";
import { builtService, runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { killPrograms, startNode } from "../support/program.ts";

const key = randomBytes(32).toString("base64");
const NOT_NOTED = /Erasures cannot be noted in the data folder.*set DATA_DIR/;
let database: TestDatabase;
let store: Store;
let folder: string;

/** The environment of a service whose data folder is there, or never can be: its parent is a file. */
const environment = (data: "usable" | "unusable") => ({
  DATABASE_URL: database.url,
  ENCRYPTION_KEY: key,
  DATA_DIR: join(folder, data === "usable" ? "data" : "file/data"),
  PORT: "0",
});
const cli = (words: string, data: "usable" | "unusable") =>
  runCli(words.split(" "), environment(data));

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ url: database.url, masterKeys: parseMasterKeys(key) });
  folder = await mkdtemp(join(tmpdir(), "juchang-erasures-"));
  await writeFile(join(folder, "file"), "");
  const installation = await store.installations.ensure("telegram", "bot");
  for (const by of ["4711", "4712"]) await take(store, said({ installation, by }));
});
afterAll(async () => {
  killPrograms();
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

describe("a data folder that cannot be written", () => {
  test("keeps nobody from being erased, and whoever does it is told what is left to do", async () => {
    const forgot = await cli("forget --person telegram:4711", "unusable");
    expect([forgot.code, forgot.stderr]).toEqual([0, expect.stringMatching(NOT_NOTED)]);
    expect(await store.people.erasures()).toHaveLength(1);
  });

  test("is a problem that doctor names; one that can be is none", async () => {
    const checked = await cli("doctor", "unusable");
    const finding = /^problem: erasures cannot be noted in the data folder.*DATA_DIR/m;
    expect([checked.code, checked.stdout]).toEqual([1, expect.stringMatching(finding)]);
    expect((await cli("doctor", "usable")).stdout).not.toMatch(finding);
  });

  test("keeps no service from starting", async () => {
    const service = startNode(builtService(), environment("unusable"));
    expect(await service.prints(/^open: .*$/m)).toMatch(NOT_NOTED);
    service.kill("SIGTERM");
    expect((await service.ended).code).toBe(0);
  });
});

test("two at once note what is erased, and nothing half-written stays", async () => {
  const forgot = await Promise.all([
    cli("forget --person telegram:4712", "usable"),
    cli("doctor", "usable"),
    ...[1, 2].map(async () => {
      const list = join(folder, "list");
      await writeFile(list, "");
      return cli(`erasures apply ${list}`, "usable");
    }),
  ]);
  expect(forgot.map(({ stderr }) => stderr)).toEqual(["", "", "", ""]);
  expect(await readdir(join(folder, "data"))).toEqual(["erasures"]);
});
