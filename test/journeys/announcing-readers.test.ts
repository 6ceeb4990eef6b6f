import { afterAll, beforeAll, expect, test } from "vitest";
import { createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { hearsAfter, looksUntil } from "./announcing/chat.ts";
import { openTelegram, type TelegramChat } from "./announcing/telegram.ts";

const PATIENCE = 180_000;
let chat: TelegramChat;
let store: Store;

beforeAll(async () => {
  chat = await openTelegram();
  store = await openStore({ url: chat.databaseUrl, masterKeys: parseMasterKeys(chat.key) });
}, PATIENCE);
afterAll(async () => {
  await store?.close();
  await chat?.stop();
});

const personOf = async (who: "author" | "lin" | "kite") => {
  const bot = String(chat.telegram.world.bot.id);
  return (await store.people.named("telegram", bot, String(chat.idOf(who)))) ?? "";
};

/** An announcement to all groups that lin and kite must confirm, as a draft, whatever the hour is. */
async function draft(title: string): Promise<void> {
  const author = await personOf("author");
  const required = [await personOf("lin"), await personOf("kite")];
  await store.inTransaction((transaction) =>
    createBroadcast(transaction, author, {
      ...{ playground: false, topic: "service", audience: [{ kind: "groups" }] },
      ...{ buttons: [{ kind: "read" }], required, override: "测试要求随时可发" },
      content: {
        title: { zh: title, en: "The gate is closed" },
        body: { zh: "请走北门。", en: "Use the north gate." },
      },
    }),
  );
}

test(
  "staff remind the missing readers from the card: each once, privately, in their language",
  async () => {
    await draft("南门关闭");
    await hearsAfter(chat, "author", /南门关闭/, () => chat.says("author", "群发进度"));
    await hearsAfter(chat, "author", /共 \d+/, () => chat.taps("author", "南门关闭"));
    await hearsAfter(chat, "second", /等你批准/, () => chat.taps("author", "提交发送"));
    await hearsAfter(chat, "second", /待发送|发送中/, () => chat.taps("second", "批准"));
    const card = await looksUntil(chat, "author", /已完成/);
    expect(card).toMatch(/还没确认的：/);

    const inGroup = (await chat.group("lin")).length;
    const toKite = hearsAfter(chat, "kite", /The gate is closed/, async () => undefined);
    const toLin = hearsAfter(chat, "lin", /请确认已阅/, async () => undefined);
    const report = await hearsAfter(chat, "author", /已私下提醒/, () =>
      chat.taps("author", "提醒还没确认的"),
    );
    expect(report).toContain("已私下提醒 2 人");
    expect(await toLin).toContain("《南门关闭》还等你确认");
    expect(await toKite).toContain("still waits for you");
    // What can still be taken back is not repeated where it cannot.
    expect(await toLin).not.toContain("请走北门");
    expect((await chat.group("lin")).length).toBe(inGroup);

    await hearsAfter(chat, "lin", /已记下/, () => chat.taps("lin", "已阅"));
    await looksUntil(chat, "author", /已阅 1 人/);
    const again = await hearsAfter(chat, "author", /已私下提醒/, () =>
      chat.taps("author", "提醒还没确认的"),
    );
    expect(again).toContain("已私下提醒 0 人");
    expect(again).toContain("1 人 24 小时内提醒过");

    await hearsAfter(chat, "kite", /Noted/, () => chat.taps("kite", "I have read it"));
    await looksUntil(chat, "author", /已阅 2 人/);
    const answered = async () => {
      const { text } = chat.telegram.people.botSaid(chat.idOf("author")).at(-1) ?? {};
      return text;
    };
    expect(await answered()).not.toContain("还没确认的");
  },
  PATIENCE,
);
