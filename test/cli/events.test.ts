import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUp } from "../../src/domain/events/sign-up.ts";
import { findPoster } from "../../src/store/events/posters.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { requestOf } from "../domain/events/request.ts";
import { eventOf, noonZone } from "../domain/events/support.ts";
import { runCli } from "../support/built.ts";
import { ascii, jfif, jpegFrame, jpegHeader, jpegOf, jpegSegment } from "../support/pictures.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { PDF } from "../support/sample-files.ts";

const key = randomBytes(32).toString("base64");
let database: TestDatabase;
let store: Store;
let folder: string;

const cli = (...words: string[]) =>
  runCli(words, { DATABASE_URL: database.url, ENCRYPTION_KEY: key });

beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ url: database.url, masterKeys: parseMasterKeys(key) });
  folder = await mkdtemp(join(tmpdir(), "juchang-events-"));
});
afterAll(async () => {
  await store.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

test("the demonstration's events are there, as full as they should be, and stay as they are", async () => {
  expect(await cli("seed", "demo")).toMatchObject({ code: 0, stderr: "" });
  const listed = await cli("events", "list", "--json");
  const events = listed.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const shown = (code: string) =>
    events
      .find((event) => event.code === code)
      .sessions.map((session: { taken: number; capacity: number; openness: string }) =>
        [session.taken, session.capacity, session.openness].join(" "),
      );
  expect(events.map(({ code }) => code).sort()).toEqual(
    Array.from({ length: 8 }, (_, index) => `EV-0${index + 1}`),
  );
  expect(shown("EV-01")[0]).toBe("57 60 open");
  expect(shown("EV-03")).toEqual(["40 40 open"]);
  expect(shown("EV-05")).toEqual(["12 12 open", "8 12 open"]);
  expect(shown("EV-06")).toEqual(["0 30 not_yet_open"]);
  expect(shown("EV-08")[0]).toMatch(/^2 2 /);
  await cli("seed", "demo");
  const again = await cli("events", "list", "--json");
  expect(again.stdout).toBe(listed.stdout);
});

test("a file is loaded, its mistakes named by line, and loaded again without effect", async () => {
  const file = join(folder, "events.json");
  await writeFile(
    file,
    JSON.stringify([eventOf("CLI-1"), eventOf("CLI-2", { capacity: 0 })], null, 1),
  );
  const first = await cli("events", "import", file);
  expect([first.code, first.stdout]).toEqual([
    1,
    "1 created, 0 changed, 0 unchanged, 1 problems\n",
  ]);
  expect(first.stderr).toMatch(/events\.json:\d+: CLI-2 capacity must be 1 or more/);
  const second = await cli("events", "import", file, "--json");
  expect(JSON.parse(second.stdout)).toMatchObject({
    created: [],
    unchanged: ["CLI-1"],
    problems: [{ code: "CLI-2", field: "capacity", problem: "capacity_too_small" }],
  });
});

test("the roster opens in a spreadsheet and runs nothing; the door is kept by pass", async () => {
  const file = join(folder, "roster.json");
  const questions = [{ id: "nick", label: { zh: "称呼", en: "Name" }, type: "text" }];
  const startsAt = new Date(Date.now() + 3_600_000).toISOString();
  const endsAt = new Date(Date.now() + 7_200_000).toISOString();
  await writeFile(
    file,
    JSON.stringify(eventOf("ROST", { questions, zone: noonZone(), startsAt, endsAt })),
  );
  expect((await cli("events", "import", file)).code).toBe(0);
  const installation = await store.installations.ensure("web", "playground");
  const person = await store.people.ensureAccount(installation, "roster");
  const answers = { nick: '=cmd|" /c calc"!A0, 小满' };
  const seated = await store.inTransaction((transaction) =>
    signUp(transaction, requestOf(person, "ROST", { answers })),
  );
  const pass = seated.kind === "seated" ? seated.pass : "";
  const { stdout } = await cli("events", "roster", "rost", "--csv");
  expect(stdout.startsWith("\uFEFF场次,状态,")).toBe(true);
  expect(stdout).toContain(`,"'=cmd|"" /c calc""!A0, 小满"\r\n`);
  expect((await cli("events", "roster", "rost")).stdout).toContain(pass);
  const entered = await cli("events", "checkin", "ROST", pass);
  expect([entered.code, entered.stdout]).toEqual([0, "checked in\n"]);
  const again = await cli("events", "checkin", "ROST", pass, "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ kind: "already_in" });
  const wrong = await cli("events", "checkin", "ROST", "22222222");
  expect([wrong.code, wrong.stdout]).toEqual([1, "no such event or pass\n"]);
});

test.each([[["events"]], [["events", "import"]], [["events", "roster", "NONE"]]])(
  "%j is refused with what to do",
  async (words) => {
    const refused = await cli(...words);
    expect(refused.code).toBeGreaterThan(0);
    expect(refused.stderr).toMatch(/usage: events|no event NONE; “events list”/);
  },
);

test("all that is wrong with one event is told in either language, each with its line", async () => {
  const file = join(folder, "wrong.yaml");
  const { startsAt: _startsAt, ...rest } = { startsAt: "", ...eventOf("CLI-9") };
  const wrong = { ...rest, title: { zh: "只有中文" }, zone: "Asia/Shangri-La", colour: "red" };
  const lines = Object.entries(wrong).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  await writeFile(file, lines.join("\n"));
  const line = (key: string) => lines.findIndex((one) => one.startsWith(key)) + 1;
  const told = async (...words: string[]) => {
    const { stderr, stdout, code } = await cli("events", "import", file, ...words);
    expect(code).toBe(1);
    return [...stderr.trim().split("\n"), stdout.trim()].map((one) => one.replace(file, "F"));
  };
  expect(await told()).toEqual(
    [
      `F:1: CLI-9 startsAt is missing`,
      `F:${line("title")}: CLI-9 title.en is missing`,
      `F:${line("zone")}: CLI-9 zone is not a time zone: write Asia/Shanghai`,
      `F:${line("colour")}: CLI-9 colour is not a field of an event`,
      "0 created, 0 changed, 0 unchanged, 4 problems",
    ].sort(byLine),
  );
  expect(await told("--locale", "zh-CN")).toEqual(
    [
      `F:1: CLI-9 startsAt 没有写`,
      `F:${line("title")}: CLI-9 title.en 没有写`,
      `F:${line("zone")}: CLI-9 zone 没有这个时区：写 Asia/Shanghai`,
      `F:${line("colour")}: CLI-9 colour 活动没有这一项`,
      "新建 0，改动 0，未变 0，问题 4",
    ].sort(byLine),
  );
  expect((await cli("events", "import", file, "--locale", "fr")).code).toBe(2);
  expect((await cli("events", "list", "--locale", "en")).code).toBe(2);
});

/** By the line of the file; figures last. */
function byLine(one: string, other: string): number {
  const at = (told: string) => Number(/^F:(\d+)/.exec(told)?.[1] ?? Number.MAX_SAFE_INTEGER);
  return at(one) - at(other);
}

test("a poster is given and taken away; what is no picture is refused with what to do", async () => {
  const events = join(folder, "poster.json");
  await writeFile(events, JSON.stringify(eventOf("PSTR-1")));
  await cli("events", "import", events);
  const [picture, other] = [join(folder, "poster.jpg"), join(folder, "poster.pdf")];
  const place = jpegSegment(0xe1, ascii("http://ns.adobe.com/xap/1.0/\0 31.2989N 121.5048E"));
  await writeFile(picture, jpegOf([jfif(), place, jpegFrame(800, 600)]));
  await writeFile(other, PDF);
  const refused = await cli("events", "poster", "PSTR-1", other);
  expect([refused.code, refused.stdout]).toEqual([1, ""]);
  expect(refused.stderr).toContain("no JPEG or PNG");
  const given = await cli("events", "poster", "pstr-1", picture, "--json");
  expect([given.code, JSON.parse(given.stdout)]).toEqual([0, { kind: "changed", code: "PSTR-1" }]);
  const kept = await store.inTransaction((transaction) => findPoster(transaction, "PSTR-1"));
  expect(Buffer.from(kept?.stored ?? []).equals(jpegHeader(800, 600))).toBe(true);
  expect(await cli("events", "poster", "PSTR-1", "--remove")).toMatchObject({
    code: 0,
    stdout: "PSTR-1 has no poster any more\n",
  });
  expect((await cli("events", "poster", "PSTR-1")).code).toBe(2);
  expect((await cli("events", "poster", "NONE-1", picture)).code).toBe(1);
});
