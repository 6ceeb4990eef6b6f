import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../src/store/store.ts";
import { writeDownEvents } from "../../journeys/event-stage.ts";
import { buttonsOf } from "../../stand-ins/slack/people.ts";
import type { SlackStandIn } from "../../stand-ins/slack/server.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import {
  environmentOf,
  GROUP,
  heard,
  hears,
  KITE,
  LIN,
  type Service,
  startPlatform,
  startService,
  until,
} from "./slack-service.ts";

let database: TestDatabase;
let slack: SlackStandIn;
let service: Service;

beforeAll(async () => {
  database = await testDatabase();
  slack = await startPlatform();
  const key = environmentOf(slack, database)["ENCRYPTION_KEY"] ?? "";
  service = await startService(slack, database);
  const masterKeys = [Buffer.from(key, "base64")];
  const store = await openStore({ url: database.url, masterKeys });
  await writeDownEvents(store);
  await store.close();
});

afterAll(async () => {
  await service.stop();
  await slack.close();
  await database.drop();
});

/** Taps a button as soon as it is there. */
async function taps(user: string, channel: string, label: string): Promise<void> {
  await until(`a button “${label}”`, () =>
    slack.people
      .sees(user, channel)
      .some((message) => buttonsOf(message).some(({ text }) => text.text.includes(label))),
  );
  await slack.people.taps(user, channel, label);
}

interface Words {
  readonly agree: string;
  readonly name: string;
  readonly confirm: string;
}

/** From the tap on the card to the pass, for somebody never asked before. */
async function signsUp(user: string, { agree, name, confirm }: Words): Promise<string> {
  const direct = slack.people.direct(user).id;
  await taps(user, direct, agree);
  await hears(slack, user, direct, /1\/2/);
  await slack.people.says(user, direct, name);
  await hears(slack, user, direct, /2\/2/);
  await slack.people.says(user, direct, "+86 138 0000 0000");
  await taps(user, direct, confirm);
  return direct;
}

const taken = () => heard(slack, LIN, GROUP).flatMap((words) => /(\d+)\/60/.exec(words)?.[1] ?? []);

test("from the channel's card to the pass, and back; the channel sees counts alone", async () => {
  await slack.people.says(LIN, GROUP, "@bot 活动详情 EV-01");
  await hears(slack, LIN, GROUP, /0\/60/);
  await taps(LIN, GROUP, "报名");
  const words = { agree: "同意", name: "林小满", confirm: "确认报名" };
  const direct = await signsUp(LIN, words);
  await hears(slack, LIN, direct, /报名成功[\s\S]*[A-Z2-9]{8}/);
  const files = slack.people.sees(LIN, direct).flatMap((message) => message.files ?? []);
  expect(files.map(({ name }) => name)).toEqual(["code.png", "EV-01.ics"]);
  await until("the card at 1", () => taken().at(-1) === "1");
  await slack.people.says(LIN, direct, "取消报名 EV-01");
  await taps(LIN, direct, "确认取消报名");
  await hears(slack, LIN, direct, /已取消“AI开放麦”的报名/);
  await until("the card at 0", () => taken().at(-1) === "0");
  expect(taken()).toHaveLength(1);
  const inChannel = heard(slack, KITE, GROUP).join("\n");
  expect(inChannel).not.toMatch(/林小满|1380000|[A-Z2-9]{8}/);
});

test("in English all the way for somebody whose Slack is in English", async () => {
  await taps(KITE, GROUP, "Sign up");
  const words = { agree: "I agree", name: "Blue Kite", confirm: "Confirm sign-up" };
  const direct = await signsUp(KITE, words);
  await hears(slack, KITE, direct, /You're in · AI open mic[\s\S]*[A-Z2-9]{8}/);
  await slack.people.says(KITE, direct, "withdraw EV-01");
  await taps(KITE, direct, "Confirm and give it back");
  await hears(slack, KITE, direct, /no longer signed up for “AI open mic”/);
});

test("four taps are enough for somebody the bot knows, though a session and a kind of seat must be chosen", async () => {
  const direct = slack.people.direct(KITE).id;
  await slack.people.says(KITE, GROUP, "@bot 活动详情 EV-07");
  await hears(slack, KITE, GROUP, /EV-07/);
  const needed = [
    [GROUP, "Sign up", /“Campus topics day” has several sessions/],
    [direct, "下午", /Role \(3\/3\)/],
    [direct, "Creator", /Please check · Campus topics day/],
    [direct, "Confirm sign-up", /You're in · Campus topics day/],
  ] as const;
  for (const [channel, label, next] of needed) {
    await taps(KITE, channel, label);
    await hears(slack, KITE, direct, next);
  }
  expect(needed.length).toBeLessThanOrEqual(4);
});

// Last: a tap from within another's direct chat, which Slack never sends, passes for a tap in one's own.
test("a tap with what was asked of somebody else chooses nothing for them", async () => {
  const direct = slack.people.direct(LIN).id;
  await slack.people.says(LIN, direct, "报名 EV-05");
  await hears(slack, LIN, direct, /“声音创作夜”有几个场次/);
  const { tries } = await slack.people.taps(LIN, direct, "19:30组", KITE);
  expect(tries).toEqual([200]);
  await taps(LIN, direct, "20:30组");
  expect(await hears(slack, LIN, direct, /请核对 · 声音创作夜/)).toContain("20:30组");
  expect(heard(slack, KITE, slack.people.direct(KITE).id).join()).not.toMatch(/声音创作夜/);
});

test("nothing the service did was refused by the platform or rang anybody", () => {
  expect(slack.mistakes()).toEqual([]);
  expect(slack.world.pings).toEqual([]);
});
