import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { type SlackStandIn, startSlack } from "../stand-ins/slack/server.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";

const KEY = randomBytes(32).toString("base64");
let database: TestDatabase;
let telegram: TelegramStandIn;
let slack: SlackStandIn;
let store: Store;

beforeAll(async () => {
  [database, telegram, slack] = await Promise.all([testDatabase(), startTelegram(), startSlack()]);
  store = await openStore({ url: database.url, masterKeys: parseMasterKeys(KEY) });
});
afterAll(async () => {
  await Promise.all([store.close(), telegram.stop(), slack.close()]);
  await database.drop();
});

/** Runs `installation …`; whatever comes of it, no token is printed. */
async function installation(
  words: string,
  {
    input,
    ...environment
  }: { readonly input?: string; readonly [name: string]: string | undefined } = {},
) {
  const ended = await runCli(
    ["installation", ...words.split(" ")],
    {
      DATABASE_URL: database.url,
      ENCRYPTION_KEY: KEY,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      SLACK_API_URL: slack.apiUrl,
      ...environment,
    },
    input,
  );
  expect(ended.stdout + ended.stderr).not.toMatch(/stand-in_token|xoxb-/);
  return ended;
}

async function listed() {
  const { stdout } = await installation("list --json");
  return stdout
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

test("a token from standard input is checked, sealed, and opened again", async () => {
  const added = await installation("add telegram", { input: `${telegram.token}\n` });
  expect([added.code, added.stderr]).toEqual([0, ""]);
  expect(added.stdout).toMatch(/^telegram:700001 is added as \w+; restart/);
  expect(await listed()).toEqual([
    expect.objectContaining({ platform: "telegram", platformId: "700001", token: "added" }),
  ]);

  const sql = postgres(database.url, { max: 1 });
  const rows = await sql`select i::text as words, encode(token_sealed, 'escape') as sealed
    from installations i`;
  const audit = await sql`select what, details::text as details from audit`;
  await sql.end();
  expect(JSON.stringify([rows, audit])).not.toContain("stand-in_token");
  expect(audit).toEqual([{ what: "installation.added", details: expect.any(String) }]);

  const [opened] = await store.installations.withTokens("telegram");
  expect(opened?.token).toBe(telegram.token);
});

test("a workspace's token from a variable, and the same again in its place", async () => {
  const first = await installation("add slack --token-env T", { T: slack.team.botToken });
  const again = await installation("add slack --token-env T", { T: slack.team.botToken });
  expect([first.code, again.code, again.stdout]).toEqual([0, 0, first.stdout]);
  const workspaces = (await store.installations.all()).filter(
    ({ platform }) => platform === "slack",
  );
  expect(workspaces).toEqual([expect.objectContaining({ platformId: slack.team.id })]);
});

describe("refused, with what to do", () => {
  test.each<[string, Readonly<Record<string, string>>, number, RegExp]>([
    ["add telegram", { input: "" }, 1, /Standard input holds no telegram bot token/],
    ["add telegram", { input: "hello" }, 1, /Standard input holds no telegram bot token/],
    ["add telegram --token-env T", {}, 1, /--token-env holds no telegram bot token/],
    ["add telegram --token-env T", { T: "700009:unknown" }, 1, /refuses the token.*BotFather/],
    ["add slack --token-env T", { T: "xoxb-unknown" }, 1, /refuses the bot token/],
    [
      "add telegram --token-env T",
      { T: "700009:x", TELEGRAM_API_ROOT: "http://127.0.0.1:1" },
      1,
      /cannot be reached.*TELEGRAM_API_ROOT/,
    ],
    ["add telegram 700001:stand-in_token", {}, 2, /^usage: installation/],
    ["add web", {}, 2, /^usage: installation/],
    ["remove telegram:1", {}, 1, /“installation list”/],
  ])("%s %j", async (words, given, code, said) => {
    const before = await store.installations.all();
    const refused = await installation(words, given);
    expect([refused.code, refused.stderr]).toEqual([code, expect.stringMatching(said)]);
    expect(await store.installations.all()).toEqual(before);
  });
});

test("what is removed keeps its row and loses its token", async () => {
  expect((await installation("remove telegram:700001")).code).toBe(0);
  const [bot] = await listed();
  expect(bot).toMatchObject({ platformId: "700001", token: "none" });
  expect((await installation("remove telegram:700001")).code).toBe(1);
});
