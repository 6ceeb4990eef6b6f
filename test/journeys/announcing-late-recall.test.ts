import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { hearsAfter, looksUntil } from "./announcing/chat.ts";
import { openTelegram, type TelegramChat } from "./announcing/telegram.ts";

const PATIENCE = 180_000;
const NOTE = { zh: "以新公告为准。", en: "Please go by the new one." };
const WRONG = "全额贴息";
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

/** A group with the bot in it, greeted. */
async function group(title: string): Promise<number> {
  const { people } = chat.telegram;
  const made = people.group(title, [chat.idOf("lin"), chat.idOf("kite")], "supergroup");
  people.adds(chat.idOf("lin"), made);
  await vi.waitFor(
    () => {
      if (people.botSaid(made).length === 0) throw new Error("not greeted");
    },
    { timeout: 20_000 },
  );
  return made;
}

/** A draft for all groups, whatever the hour is. */
async function draft(title: string): Promise<void> {
  const bot = String(chat.telegram.world.bot.id);
  const author = await store.people.named("telegram", bot, String(chat.idOf("author")));
  await store.inTransaction((transaction) =>
    createBroadcast(transaction, author ?? "", {
      ...{ playground: false, topic: "policy", audience: [{ kind: "groups" }] },
      ...{ buttons: [], required: [], override: "测试要求随时可发" },
      content: {
        title: { zh: title, en: "Interest" },
        body: { zh: `贷款${WRONG}。`, en: "All interest is paid." },
      },
    }),
  );
}

const messagesIn = (id: number) => chat.telegram.world.chats.get(id)?.messages ?? [];
const copyIn = (id: number) => messagesIn(id).find(({ text }) => text.includes(WRONG));
const noteIn = (id: number) => messagesIn(id).find(({ text }) => text.includes(NOTE.zh));

/** Two days and an hour go by for a message. */
function ages(id: number): void {
  const copy = copyIn(id);
  if (!copy) throw new Error("There is no copy to age");
  Object.assign(copy, { date: copy.date - 49 * 60 * 60 });
}

test(
  "taken back after two days: deleted where that is still possible, else a note under the copy, and a report of both",
  async () => {
    const [old, locked] = [await group("创作者二群"), await group("创作者三群")];
    const all = [...chat.telegram.world.chats.values()].filter(({ type }) => type === "supergroup");
    const fresh = all.find(({ id }) => id !== old && id !== locked)?.id ?? 0;

    await draft("贴息说明");
    await hearsAfter(chat, "author", /贴息说明/, () => chat.says("author", "群发进度"));
    await hearsAfter(chat, "author", /共 \d+/, () => chat.taps("author", "贴息说明"));
    await hearsAfter(chat, "second", /等你批准/, () => chat.taps("author", "提交发送"));
    await hearsAfter(chat, "second", /待发送|发送中/, () => chat.taps("second", "批准"));
    await looksUntil(chat, "author", /已完成。共 3：已送达 3/);

    ages(old);
    ages(locked);
    const kept = copyIn(old)?.text;
    const description = "Bad Request: MESSAGE_DELETE_FORBIDDEN";
    chat.telegram.plan({
      ...{ method: "deleteMessage", kind: "error", code: 400, description },
      ...{ chat: locked, times: 9 },
    });

    await hearsAfter(chat, "author", /补发什么说明/, () => chat.taps("author", "全部撤回"));
    await hearsAfter(chat, "author", /英文说明/, () => chat.says("author", NOTE.zh));
    await hearsAfter(chat, "author", /撤回不能反悔/, () => chat.says("author", NOTE.en));
    await hearsAfter(chat, "author", /已撤回/, () => chat.says("author", "确认"));
    const report = await looksUntil(chat, "author", /补发说明 2 条/);
    expect(report).toContain("已删除 1，已过期限 1，失败 1");
    expect(report).toContain("删不掉的地方已补发说明 2 条");

    expect(copyIn(fresh)).toBeUndefined();
    expect(noteIn(fresh)).toBeUndefined();
    for (const id of [old, locked]) {
      expect(copyIn(id)).toBeDefined();
      expect(noteIn(id)).toMatchObject({ replyTo: copyIn(id)?.id });
      expect(noteIn(id)?.text).toContain(NOTE.en);
    }
    expect(copyIn(old)?.text).toBe(kept);
    const seen = chat.telegram.people.sees(chat.idOf("lin"), old).join("\n");
    expect(seen.indexOf(NOTE.zh)).toBeGreaterThan(seen.indexOf(WRONG));
  },
  PATIENCE,
);
