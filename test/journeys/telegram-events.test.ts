import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { writeDownEvents } from "./event-stage.ts";
import { startTelegramService, type TelegramService } from "./telegram-service.ts";

const SOON = { timeout: 20_000, interval: 50 };

let database: TestDatabase;
let telegram: TelegramStandIn;
let service: TelegramService;

beforeAll(async () => {
  database = await testDatabase();
  telegram = await startTelegram();
  service = await startTelegramService({ databaseUrl: database.url, way: "webhook", telegram });
  const masterKeys = [Buffer.from(service.environment["ENCRYPTION_KEY"] ?? "", "base64")];
  const store = await openStore({ url: database.url, masterKeys });
  await writeDownEvents(store);
  await store.close();
});
afterAll(async () => {
  expect(telegram.refusals()).toEqual([]);
  await service.stop();
  await telegram.stop();
  await database.drop();
});

const said = (chat: number) => telegram.people.botSaid(chat).map(({ text }) => text);
const hears = (chat: number, words: RegExp) =>
  expect.poll(() => said(chat).join("\n---\n"), SOON).toMatch(words);

/** Taps a button as soon as it is there. */
async function taps(person: number, chat: number, label: string) {
  await vi.waitFor(() => expect(telegram.people.button(chat, label)).toBeDefined(), SOON);
  return telegram.people.taps(person, chat, label);
}

/** A group with the card of the open mic in it; all but Zhou have started the bot. */
async function groupWithCard(language?: string) {
  const [lin, wu] = [telegram.people.user("林小满", language), telegram.people.user("吴越")];
  for (const person of [lin, wu]) telegram.people.starts(person);
  const zhou = telegram.people.user("周周");
  const group = telegram.people.group("V聚场创作者群", [lin, wu, zhou], "supergroup");
  telegram.people.adds(lin, group);
  telegram.people.says(lin, group, "/event EV-01");
  await hears(group, /\/60/);
  return { lin, wu, zhou, group };
}

/** From the tap on the card to the review card, for somebody never asked before. */
async function fillIn(person: number, words: { agree: string; name: string; asked: RegExp }) {
  await taps(person, person, words.agree);
  await hears(person, words.asked);
  telegram.people.says(person, person, words.name);
  await hears(person, /2\/2/);
  telegram.people.says(person, person, "+86 138 0000 0000");
}

const ZH = { agree: "同意", name: "林小满", asked: /1\/2/ };

const cardOf = (group: number) => said(group).find((text) => text.includes("/60"));

test("from the group's card to the pass with its files, and back; the group sees counts alone", async () => {
  const { lin, group } = await groupWithCard();
  const before = Number(/(\d+)\/60/.exec(cardOf(group) ?? "")?.[1]);
  await telegram.people.taps(lin, group, "报名");
  await fillIn(lin, ZH);
  await hears(lin, /请核对/);
  await taps(lin, lin, "确认报名");
  await hears(lin, /报名成功[\s\S]*入场码：[A-Z2-9]{8}/);
  const files = telegram.people.botSaid(lin).flatMap(({ file }) => file?.name ?? []);
  expect(files).toEqual(["code.png", "EV-01.ics"]);
  await expect.poll(() => cardOf(group), SOON).toContain(`${before + 1}/60`);
  telegram.people.says(lin, lin, "取消报名 EV-01");
  await taps(lin, lin, "确认取消报名");
  await hears(lin, /已取消“AI开放麦”的报名/);
  await expect.poll(() => cardOf(group), SOON).toContain(`${before}/60`);
  expect(said(group).join("\n")).not.toMatch(/林小满|1380000|入场码/);
});

test("four taps are enough for somebody the bot knows, though a session and a kind of seat must be chosen", async () => {
  const { lin, group } = await groupWithCard();
  await telegram.people.taps(lin, group, "报名");
  await fillIn(lin, ZH);
  await taps(lin, lin, "确认报名");
  await hears(lin, /报名成功/);
  telegram.people.says(lin, group, "/event EV-07");
  await hears(group, /EV-07/);
  const needed = [
    [group, "报名", /“高校选题日”有几个场次/],
    [lin, "下午组", /身份（3\/3）/],
    [lin, "创作者", /请核对 · 高校选题日/],
    [lin, "确认报名", /报名成功 · 高校选题日/],
  ] as const;
  for (const [chat, label, next] of needed) {
    await taps(lin, chat, label);
    await hears(lin, next);
  }
  expect(needed.length).toBeLessThanOrEqual(4);
});

test("in English all the way for somebody whose app is in English", async () => {
  const { lin: kite, group } = await groupWithCard("en");
  await telegram.people.taps(kite, group, "Sign up");
  await hears(kite, /Do you agree/);
  await fillIn(kite, { agree: "I agree", name: "Blue Kite", asked: /1\/2/ });
  await hears(kite, /Please check · AI open mic/);
  await taps(kite, kite, "Confirm sign-up");
  await hears(kite, /You're in · AI open mic[\s\S]*Pass: [A-Z2-9]{8}/);
  telegram.people.says(kite, kite, "/withdraw EV-01");
  await taps(kite, kite, "Confirm and give it back");
  await hears(kite, /no longer signed up for “AI open mic”/);
});

test("the way into a sign-up that was begun in the group is of no use to anybody else", async () => {
  const { wu, zhou, group } = await groupWithCard();
  telegram.people.says(zhou, group, "/signup EV-05");
  await hears(group, /私信/);
  const link = telegram.people.button(group, "去私聊")?.url ?? "";
  telegram.people.opens(wu, link);
  await hears(wu, /不是给你|别人/);
  expect(said(wu).join()).not.toMatch(/声音创作夜|19:30/);
  telegram.people.opens(zhou, link);
  await hears(zhou, /声音创作夜/);
  expect(telegram.people.button(zhou, "19:30组")).toBeDefined();
});
