import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jsonFrame } from "../../../src/store/backup/frames.ts";
import { parseMasterKeys } from "../../../src/store/sealing/master-keys.ts";
import { openStore } from "../../../src/store/store.ts";
import { said, take } from "../../store/support/turns.ts";
import { runCli } from "../../support/built.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { alter, flip, forge, rewrite } from "./altered.ts";
import { emptyDatabase, everyRow, tablesIn } from "./databases.ts";

const key = randomBytes(32).toString("base64");
const other = randomBytes(32).toString("base64");
let live: TestDatabase;
let empty: TestDatabase;
let folder: string;
let good: string;
let bad: string;

const cli = (words: readonly string[], url: string, encryptionKey = key) =>
  runCli(words, {
    DATABASE_URL: url,
    ENCRYPTION_KEY: encryptionKey,
    DATA_DIR: join(folder, "data"),
  });

/** Refused with one line that says what to do, and nothing was made. */
async function refuses(file: string, why: RegExp, encryptionKey = key) {
  const put = await cli(["restore", file], empty.url, encryptionKey);
  expect([put.code, put.stdout, put.stderr]).toEqual([1, "", expect.stringMatching(why)]);
  expect(put.stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(await tablesIn(empty.url)).toEqual([]);
}

beforeAll(async () => {
  live = await testDatabase();
  empty = await emptyDatabase();
  folder = await mkdtemp(join(tmpdir(), "juchang-refused-"));
  good = join(folder, "good.backup");
  bad = join(folder, "bad.backup");
  const store = await openStore({ url: live.url, masterKeys: parseMasterKeys(key) });
  const installation = await store.installations.ensure("telegram", "bot");
  for (const by of ["4711", "4712"]) await take(store, said({ installation, by, name: "林小满" }));
  await store.close();
  expect((await cli(["backup", good], live.url)).stderr).toBe("");
});
afterAll(async () => {
  await live.drop();
  await empty.drop();
  await rm(folder, { recursive: true });
});

describe("a file that is no whole backup is refused before the database is touched:", () => {
  const UNSOUND = /^\S+bad\.backup is cut short or was altered.*nothing was changed/;
  const NONE_OF_OURS = /^\S+bad\.backup is no backup of this service/;

  test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ["cut in the middle", (bytes) => bytes.subarray(0, bytes.length / 2), UNSOUND],
    ["its last byte is missing", (bytes) => bytes.subarray(0, -1), UNSOUND],
    ["only its first line is left", (bytes) => bytes.subarray(0, 17), UNSOUND],
    ["something was appended", (bytes) => Buffer.concat([bytes, Buffer.of(0)]), UNSOUND],
    ["a bit of its content is flipped", flip(400), UNSOUND],
    ["a bit of its digest is flipped", flip(-1), UNSOUND],
    ["a bit of its length is flipped", flip(-33), UNSOUND],
    ["it begins with something else", flip(0), NONE_OF_OURS],
    [
      "it is of pg_dump",
      () => Buffer.from("PGDMP\u0001\u000e\u0000 and so on and on"),
      NONE_OF_OURS,
    ],
    ["it is empty", () => Buffer.alloc(0), NONE_OF_OURS],
    [
      "a newer version wrote it in another form",
      (bytes) => Buffer.concat([Buffer.from("juchang backup 2\n"), bytes.subarray(17)]),
      /newer version/,
    ],
  ])("%s", async (_what, change, why) => {
    await alter(good, bad, change);
    await refuses(bad, why);
  });

  test("it is not there, or a folder", async () => {
    await refuses(join(folder, "nothing"), /cannot be read \(ENOENT\): name a backup file/);
    await refuses(folder, /no backup of this service|cannot be read/);
  });

  test("it unpacks to more than it says, or holds a piece that is too long", async () => {
    await forge(bad, Buffer.alloc(50_000_000), 1_000);
    await refuses(bad, UNSOUND);
    await forge(bad, Buffer.from([255, 255, 255, 255, 1, 2, 3]));
    await refuses(bad, UNSOUND);
    await forge(bad, jsonFrame({ tables: [{ name: 'a" from stdin; drop table people; --' }] }));
    await refuses(bad, UNSOUND);
  });

  test("it says that it becomes more than the disk has", async () => {
    await forge(bad, Buffer.alloc(1_000), 10 ** 18);
    const target = join(folder, "fresh", "data");
    const put = await runCli(["restore", bad], { DATA_DIR: target });
    expect([put.code, put.stderr]).toEqual([
      1,
      expect.stringMatching(/needs at least .* MB.*DATA_DIR/),
    ]);
    expect(await readdir(folder)).not.toContain("fresh");
  });
});

describe("a sound file is refused, and nothing of it stays, when", () => {
  const rewritten = async (change: Parameters<typeof rewrite>[2]) => {
    await rm(bad, { force: true });
    await rewrite(good, bad, change);
    return bad;
  };

  test("a newer version made it", async () => {
    const header = { migration: Date.UTC(2100, 0, 1), version: "9.9.9" };
    const file = await rewritten({ header: (own) => ({ ...own, ...header }) });
    await refuses(file, /made by a newer version of the service \(9\.9\.9\)/);
    const unknown = await rewritten({
      header: (own) => ({ ...own, migration: own.migration - 1 }),
    });
    await refuses(unknown, /does not know the tables of this backup/);
  });

  test("its tables or columns are not those of its migration", async () => {
    const fewer = await rewritten({
      header: (own) => ({
        ...own,
        tables: own.tables.map(({ name, columns }) => ({ name, columns: columns.slice(1) })),
      }),
    }).catch(() => bad);
    await refuses(fewer, /is not as this version knows it, so nothing was restored/);
  });

  test("its rows refer to some that are missing", async () => {
    const file = await rewritten({ without: "people" });
    await refuses(file, /does not take the rows of \w+ in this backup, so nothing was restored/);
  });

  test("it was made under another key, whatever it says of its keys", async () => {
    await refuses(good, /needs the master key [0-9a-f]{8}, which is not given/, other);
    const file = await rewritten({ header: (own) => ({ ...own, keys: [] }) });
    await refuses(file, /need the master key [0-9a-f]{8}/, other);
  });

  test("the database was used before, which stays as it was", async () => {
    const before = await everyRow(live.url);
    const put = await cli(["restore", good], live.url);
    expect([put.code, put.stdout, put.stderr]).toEqual([
      1,
      "",
      expect.stringMatching(/^This database is in use, or was.*DATA_DIR to a new folder.*\n$/),
    ]);
    expect(await everyRow(live.url)).toEqual(before);
    const migrated = await testDatabase();
    expect((await cli(["restore", good], migrated.url)).code).toBe(1);
    await migrated.drop();
  });
});

describe("a backup is not made", () => {
  test("over a file that is there, or where none can be written", async () => {
    const before = await readFile(good);
    const again = await cli(["backup", good], live.url);
    expect([again.code, again.stdout, again.stderr]).toEqual([
      1,
      "",
      expect.stringMatching(
        /^\S+good\.backup is there already and is left as it is: name a new file\n$/,
      ),
    ]);
    expect((await readFile(good)).equals(before)).toBe(true);
    await writeFile(join(folder, "file"), "");
    for (const place of ["file/x.backup", "none/x.backup"]) {
      const made = await cli(["backup", join(folder, place)], live.url);
      const why = /cannot be written \(\w+\): name a file in a folder that is there/;
      expect([made.code, made.stderr]).toEqual([1, expect.stringMatching(why)]);
    }
  });

  test("of a database that holds nothing, or cannot be reached; and nothing unfinished stays", async () => {
    const place = join(folder, "place");
    await mkdir(place);
    const nothing = await cli(["backup", join(place, "x.backup")], empty.url);
    expect([nothing.code, nothing.stderr]).toEqual([
      1,
      expect.stringMatching(/^There is nothing to back up/),
    ]);
    const away = await cli(
      ["backup", join(place, "x.backup")],
      "postgres://a:secret@127.0.0.1:1/x",
    );
    expect([away.code, away.stderr]).toEqual([
      1,
      expect.stringMatching(/^The database is not available/),
    ]);
    expect(away.stderr).not.toContain("secret");
    expect(await readdir(place)).toEqual([]);
  });
});

test.each([
  ["backup", /^usage: backup FILE\n$/],
  ["backup one two", /^usage: backup FILE\n$/],
  ["backup --all", /^usage: backup FILE\n$/],
  ["restore", /^usage: restore FILE/],
  ["restore one two", /^usage: restore FILE/],
  ["restore one --erased two", /usage: restore FILE/],
])("%s is wrong usage", async (words, usage) => {
  const ended = await cli(words.split(" "), empty.url);
  expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(usage)]);
});

test("a list of erasures that is not there is named, before the database is touched", async () => {
  const list = join(folder, "nobody");
  const put = await cli(["restore", good, "--erasures", list], empty.url);
  expect([put.code, put.stdout]).toEqual([1, ""]);
  expect(put.stderr).toMatch(/nobody cannot be read \(ENOENT\): name the list/);
  expect(await tablesIn(empty.url)).toEqual([]);
  const apply = await cli(["erasures", "apply", list], live.url);
  expect([apply.code, apply.stderr]).toEqual([1, put.stderr]);
});
