import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseMasterKeys } from "../../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../../src/store/store.ts";
import { wordsOf } from "../../stand-ins/slack/people.ts";
import type { SlackStandIn } from "../../stand-ins/slack/server.ts";
import { addChannel, addUser, type TeamWorld } from "../../stand-ins/slack/world.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import {
  environmentOf,
  GROUP,
  hears,
  LIN,
  startPlatform,
  startService,
  until,
} from "./slack-service.ts";

let database: TestDatabase;
let slack: SlackStandIn;
let store: Store;
let second: TeamWorld;

beforeAll(async () => {
  database = await testDatabase();
  slack = await startPlatform({ teams: ["T1", "T2", "T3"] });
  const found = slack.world.teams.get("T2");
  if (!found) throw new Error("There is no second workspace");
  second = found;
  addUser(second, LIN, "Blue Kite", "en-US");
  addChannel(second, GROUP, "channel", [LIN, second.botUser]);
  const masterKeys = parseMasterKeys(environmentOf(slack, database)["ENCRYPTION_KEY"] ?? "");
  store = await openStore({ url: database.url, masterKeys });
  const installation = await store.installations.ensure("slack", "T2");
  await store.installations.setToken(installation, second.botToken);
});
afterAll(async () => {
  await store.close();
  await slack.close();
  await database.drop();
});

const saidIn = (team: TeamWorld) =>
  slack
    .peopleOf(team)
    .sees(LIN, GROUP)
    .filter(({ user }) => user === team.botUser)
    .map(wordsOf);
const readiness = async (address: string) => {
  const response = await fetch(`${address}/readyz`);
  return { status: response.status, checks: JSON.parse(await response.text()).checks };
};

test("two workspaces at one address: each is answered with its own token, where it asked", async () => {
  const service = await startService(slack, database);
  expect((await readiness(service.app.address)).checks).toMatchObject({
    slack: "ok",
    "slack:T2": "ok",
  });
  // The same channel, the same person's id and the same words in both.
  await slack.people.says(LIN, GROUP, "@bot 第二年房租打几折？");
  await slack.peopleOf(second).says(LIN, GROUP, "@bot How much is the rent in the second year?");
  await hears(slack, LIN, GROUP, /75%/);
  await until("an answer in T2", () => saidIn(second).some((words) => /75%/.test(words)));
  expect(saidIn(second).some((words) => /second year/i.test(words))).toBe(true);
  expect(slack.people.sees(LIN, GROUP).map(wordsOf).join("\n")).not.toMatch(/second year/i);
  expect(slack.mistakes()).toEqual([]);
  await service.stop();
});

test("a workspace nobody added is acknowledged, counted, and leaves no row", async () => {
  const service = await startService(slack, database);
  const sql = postgres(database.url, { max: 1 });
  const before = await sql`select count(*)::int as count from inbound`;
  const third = slack.world.teams.get("T3");
  if (!third) throw new Error("There is no third workspace");
  addUser(third, LIN, "路人");
  addChannel(third, GROUP, "channel", [LIN, third.botUser]);
  const { delivered } = await slack.peopleOf(third).says(LIN, GROUP, "@bot 房租？");
  expect(delivered.flatMap(({ tries }) => tries)).toEqual(delivered.map(() => 200));
  expect(await sql`select count(*)::int as count from inbound`).toEqual(before);
  await sql.end();
  const metrics = await (await fetch(`${service.app.address}/metrics`)).text();
  expect(metrics).toMatch(
    /juchang_events_total\{platform="slack",kind="unknown",receipt="ignored"\} [1-9]/,
  );
  await service.stop();
});

test("one workspace's revoked token: readiness names it, and the other goes on", async () => {
  second.revoked = true;
  const service = await startService(slack, database);
  const { status, checks } = await readiness(service.app.address);
  expect([status, checks]).toEqual([
    503,
    expect.objectContaining({
      slack: "ok",
      "slack:T2": expect.stringMatching(/refuses the bot token.*installation add slack/),
    }),
  ]);
  await slack.people.says(LIN, GROUP, "@bot 首年房租能减多少？");
  await hears(slack, LIN, GROUP, /首年/);
  second.revoked = false;
  await service.stop();
});
