import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SlackStandIn } from "../../stand-ins/slack/server.ts";
import { addUser } from "../../stand-ins/slack/world.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { type Service, startPlatform, startService, until } from "./slack-service.ts";

const PEOPLE = 60;

let database: TestDatabase;
let slack: SlackStandIn;
let service: Service;

beforeEach(async () => {
  database = await testDatabase();
  slack = await startPlatform({ withinMs: 3_000 });
  service = await startService(slack, database);
});

afterEach(async () => {
  await service.stop();
  await slack.close();
  await database.drop();
});

/** Nothing can be committed for a second, again and again. */
async function stall(times: number): Promise<void> {
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  for (let count = 0; count < times; count++) {
    await sql.begin(async (held) => {
      await held`lock table inbound in access exclusive mode`;
      await held`select pg_sleep(1)`;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await sql.end();
}

test("a database that stalls for a second at a time: everything is acknowledged, and everybody answered once", async () => {
  const people = Array.from({ length: PEOPLE }, (_, index) => `U0MANY${index}`);
  for (const id of people) addUser(slack.team, id, `创作者${id}`);
  const stalling = stall(3);
  const said = await Promise.all(
    people.map(async (id, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 50));
      return slack.people.says(id, slack.people.direct(id).id, "第二年房租打几折？");
    }),
  );
  await stalling;
  // On a busy machine a delivery may be repeated before it is acknowledged: that must not show.
  expect(said.map(({ delivered }) => delivered[0]?.tries.at(-1))).toEqual(people.map(() => 200));
  const answers = (id: string) =>
    slack.people
      .sees(id, slack.people.direct(id).id)
      .filter(({ user }) => user === slack.team.botUser);
  await until("all answers", () => people.every((id) => answers(id).length > 0), 30_000);
  expect(people.map((id) => answers(id).length)).toEqual(people.map(() => 1));
  expect(slack.mistakes()).toEqual([]);
});
