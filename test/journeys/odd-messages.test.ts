import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  DESK,
  GROUP,
  heard,
  hears,
  LIN,
  type Service,
  startPlatform,
  startService,
} from "../adapters/slack/slack-service.ts";
import { type SlackStandIn, startSlack } from "../stand-ins/slack/server.ts";
import { addUser } from "../stand-ins/slack/world.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { startTelegramService, type TelegramService } from "./telegram-service.ts";

const SOON = { timeout: 20_000, interval: 50 };
const POLITE = /只看得懂文字/;
const QUESTION = "印花税的发票章丢了怎么办？";

async function failures(database: TestDatabase): Promise<readonly unknown[]> {
  const sql = postgres(database.url, { max: 1 });
  const found = await sql`select cause from failed_events`;
  await sql.end();
  return found;
}

describe("on Telegram", () => {
  let database: TestDatabase;
  let telegram: TelegramStandIn;
  let service: TelegramService;
  let clerk: number;

  beforeAll(async () => {
    [database, telegram] = await Promise.all([testDatabase(), startTelegram()]);
    clerk = telegram.people.user("窗口小王");
    telegram.people.starts(clerk);
    service = await startTelegramService({
      databaseUrl: database.url,
      way: "webhook",
      telegram,
      staff: `telegram:${clerk}=operator`,
    });
    await vi.waitFor(async () => {
      expect((await fetch(`${service.address}/readyz`)).status).toBe(200);
    }, SOON);
  });
  afterAll(async () => {
    expect(telegram.refusals()).toEqual([]);
    expect(await failures(database)).toEqual([]);
    await service.stop();
    await telegram.stop();
    await database.drop();
  });

  const said = (chat: number) => telegram.people.botSaid(chat).map(({ text }) => text);
  const reads = (chat: number, words: RegExp) =>
    expect.poll(() => said(chat).join("\n---\n"), SOON).toMatch(words);
  /** Whatever was said before in a chat has been dealt with once this is answered. */
  async function afterwards(person: number, chat: number): Promise<void> {
    telegram.people.says(person, chat, "/ask 第二年房租减多少？");
    await reads(chat, /75%/);
  }

  test.each([
    ["a sticker", { sticker: { file_id: "s" } }],
    ["a voice message", { voice: { file_id: "v", duration: 3 } }],
    ["a photo with words that ask nothing", { photo: [{ file_id: "p" }], caption: "看看这个" }],
    ["a file", { document: { file_id: "d", file_name: "合同.pdf" } }],
    ["a place", { location: { latitude: 31.2, longitude: 121.5 } }],
    ["a poll", { poll: { id: "1", question: "?" } }],
  ])("%s sent directly gets one polite sentence", async (_what, content) => {
    const lin = telegram.people.user("林小满");
    telegram.people.starts(lin);
    await reads(lin, /聚场助手/);
    telegram.people.shows(lin, lin, content);
    await reads(lin, POLITE);
    await afterwards(lin, lin);
    expect(said(lin).filter((text) => POLITE.test(text))).toHaveLength(1);
  });

  test("words below a photo are the question, and the photo gets its sentence", async () => {
    const lin = telegram.people.user("林小满");
    telegram.people.starts(lin);
    await reads(lin, /聚场助手/);
    const caption = "第二年房租减多少？";
    telegram.people.shows(lin, lin, { photo: [{ file_id: "p" }], caption });
    await reads(lin, /75%[\s\S]*只看了你写的文字/);
    expect(said(lin).join()).not.toMatch(POLITE);
  });

  test("in a group only what is meant for the bot gets the sentence", async () => {
    const lin = telegram.people.user("林小满");
    const group = telegram.people.group("群", [lin], "supergroup");
    telegram.people.adds(lin, group);
    await reads(group, /我是聚场助手/);
    telegram.people.shows(lin, group, { sticker: { file_id: "s" } });
    telegram.people.shows(lin, group, { voice: { file_id: "v" }, caption: "大家听" });
    await afterwards(lin, group);
    expect(said(group).join()).not.toMatch(POLITE);
    const caption = `@${telegram.world.bot.username} 看这个`;
    const name = { type: "mention", offset: 0, length: caption.indexOf(" ") };
    telegram.people.shows(lin, group, { photo: [{}], caption, caption_entities: [name] });
    await reads(group, POLITE);
  });

  test("an edited question, and one in a channel's or an anonymous admin's name, are left alone", async () => {
    const lin = telegram.people.user("林小满");
    const group = telegram.people.group("群", [lin], "supergroup");
    telegram.people.adds(lin, group);
    await afterwards(lin, group);
    const before = said(group).length;
    const from = { id: lin, is_bot: false, first_name: "林小满" };
    const chat = { id: group, type: "supergroup", title: "群" };
    const anonymous = { id: 1_087_968_824, is_bot: true, first_name: "Group" };
    const base = { message_id: 9_001, date: 1_795_747_408, chat, text: "/ask 房租？" };
    telegram.updates.push(group, "edited_message", { ...base, from, edit_date: 1_795_747_409 });
    telegram.updates.push(group, "message", { ...base, from: anonymous, sender_chat: chat });
    const channel = { id: -100_777, type: "channel", title: "频道" };
    telegram.updates.push(group, "message", { ...base, from: anonymous, sender_chat: channel });
    await expect.poll(() => telegram.updates.pending(), SOON).toBe(0);
    telegram.people.says(lin, group, "/ask 雏鹰计划怎么还款？");
    await expect.poll(() => said(group).length, SOON).toBe(before + 1);
  });

  test("a channel the bot is added to is known, and gets no greeting", async () => {
    const lin = telegram.people.user("林小满");
    const channel = telegram.people.group("频道", [lin], "supergroup");
    const kept = telegram.world.chats.get(channel);
    if (kept) kept.bot = "administrator";
    const [from, chat] = [
      { id: lin, is_bot: false, first_name: "林小满" },
      { id: channel, type: "channel", title: "频道" },
    ];
    const member = (status: string) => ({ user: telegram.world.bot, status });
    telegram.updates.push(channel, "my_chat_member", {
      ...{ chat, from, date: 1_795_747_408 },
      ...{ old_chat_member: member("left"), new_chat_member: member("administrator") },
    });
    await expect.poll(() => telegram.updates.pending(), SOON).toBe(0);
    const group = telegram.people.group("群", [lin], "supergroup");
    telegram.people.adds(lin, group);
    await reads(group, /我是聚场助手/);
    expect(said(channel)).toEqual([]);
    const sql = postgres(database.url, { max: 1 });
    const known = await sql`select kind from spaces where platform_id = ${String(channel)}`;
    await sql.end();
    expect(known).toEqual([{ kind: "channel" }]);
  });

  test.each([
    ["nobody's name", "", "一位创作者"],
    ["markup for a name", "<b>*_林_*</b> [x](tg://user?id=1) `y`", "<b>*_林_*</b>"],
    ["a mention for a name", "@durov /cancel #x t.me/evil", "durov"],
    ["a very long name", "长".repeat(300), "长"],
  ])("%s reaches the desk as plain words", async (_what, name, shown) => {
    const person = telegram.people.user(name);
    telegram.people.starts(person);
    await reads(person, /聚场助手/);
    telegram.people.says(person, person, `/desk ${QUESTION}`);
    for (const label of ["同意", "确认提交"]) {
      await vi.waitFor(() => expect(telegram.people.button(person, label)).toBeDefined(), SOON);
      await telegram.people.taps(person, person, label);
    }
    await reads(person, /T-\d+/);
    const receipt = /T-\d+/.exec(said(person).join())?.[0] ?? "";
    await reads(clerk, new RegExp(receipt));
    const card = telegram.people.botSaid(clerk).findLast(({ text }) => text.includes(receipt));
    expect(card?.text).toContain(shown);
    expect(card?.linked).toEqual([]);
    const marks = new Set(card?.entities.map(({ type }) => type));
    expect([...marks].filter((type) => type !== "bold" && type !== "blockquote")).toEqual([]);
  });
});

describe("on Slack", () => {
  let database: TestDatabase;
  let slack: SlackStandIn;
  let service: Service;
  const EVIL = "U0EVIL";
  const NAME = "<!channel> *林* <@U0LIN|x> _y_ `z` &amp;";

  beforeAll(async () => {
    [database, slack] = await Promise.all([testDatabase(), startPlatform()]);
    addUser(slack.team, EVIL, NAME);
    addUser(slack.team, "U0NAMELESS", "");
    service = await startService(slack, database);
  });
  afterAll(async () => {
    expect(slack.mistakes()).toEqual([]);
    expect(slack.world.pings).toEqual([]);
    expect(await failures(database)).toEqual([]);
    await service.stop();
    await slack.close();
    await database.drop();
  });

  test("a file alone gets one polite sentence directly, and in a channel only with a mention", async () => {
    const direct = slack.people.direct(LIN).id;
    await slack.people.says(LIN, direct, "", { file: "语音.m4a" });
    await hears(slack, LIN, direct, POLITE);
    await slack.people.says(LIN, GROUP, "", { file: "合同.pdf" });
    await slack.people.says(LIN, GROUP, "@bot 第二年房租打几折？");
    await hears(slack, LIN, GROUP, /75%/);
    expect(heard(slack, LIN, GROUP).join()).not.toMatch(POLITE);
    await slack.people.says(LIN, GROUP, "@bot", { file: "合同.pdf" });
    await hears(slack, LIN, GROUP, POLITE);
  });

  test("edited and deleted messages are acknowledged and left alone", async () => {
    const direct = slack.people.direct(LIN).id;
    const before = heard(slack, LIN, direct).length;
    const ts = "1795747408.000900";
    const message = { type: "message", user: LIN, text: "第二年房租打几折？", ts };
    const changed = { type: "message", channel: direct, channel_type: "im" };
    for (const event of [
      {
        ...changed,
        subtype: "message_changed",
        message: { ...message, edited: { user: LIN, ts } },
        previous_message: { ...message, text: "房租？" },
        ts: "1795747409.000100",
      },
      { ...changed, subtype: "message_deleted", deleted_ts: ts, previous_message: message, ts },
    ]) {
      expect((await slack.people.happens({ ...event, event_ts: event.ts })).tries).toEqual([200]);
    }
    await slack.people.says(LIN, direct, "雏鹰计划怎么还款？");
    await expect.poll(() => heard(slack, LIN, direct).length, SOON).toBe(before + 1);
  });

  test.each([
    ["markup for a name", EVIL, /&lt;!channel&gt;/],
    ["nobody's name", "U0NAMELESS", /T-\d/],
  ])("%s reaches the desk as plain words, and rings nobody", async (_what, user, shown) => {
    const direct = slack.people.direct(user).id;
    await slack.people.says(user, direct, `人工 ${QUESTION} <!channel> *粗*`);
    for (const label of ["同意", "确认提交"]) {
      await vi.waitFor(async () => slack.people.taps(user, direct, label), SOON);
    }
    const receipt = /T-\d+/.exec(await hears(slack, user, direct, /T-\d+/))?.[0] ?? "";
    const desk = slack.people.direct(DESK).id;
    await hears(slack, DESK, desk, new RegExp(receipt));
    const card = slack.people
      .sees(DESK, desk)
      .findLast((message) => JSON.stringify(message).includes(receipt));
    // The text is what phones show and ring for; in the blocks plain text alone holds people's words.
    expect(card?.text).toMatch(shown);
    expect(card?.text).not.toMatch(/<!channel>|<@U0LIN/);
    expect(JSON.stringify(card?.blocks)).not.toContain('"mrkdwn"');
  });
});

test("a name that rings would be noticed by the stand-in", async () => {
  const slack = await startSlack();
  const channel = slack.people.direct(slack.team.botUser).id;
  await fetch(`${slack.apiUrl}/chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${slack.team.botToken}` },
    body: new URLSearchParams({ channel, text: "<!channel> hello" }),
  });
  expect(slack.world.pings).toEqual(["<!channel> hello"]);
  await slack.close();
});
