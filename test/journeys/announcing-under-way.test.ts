import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { statusOf } from "../../src/domain/broadcasts/status.ts";
import { actOnBroadcast, createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { hasUnsettledCopies } from "../../src/store/broadcasts/copies.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { hearsAfter, looksUntil } from "./announcing/chat.ts";
import { openTelegram, type TelegramChat } from "./announcing/telegram.ts";

const PATIENCE = 180_000;
const GROUPS = 12;
let chat: TelegramChat;
let store: Store;
let groups: readonly number[];

beforeAll(async () => {
  chat = await openTelegram({ SEND_RATE: "telegram=2/s" });
  store = await openStore({ url: chat.databaseUrl, masterKeys: parseMasterKeys(chat.key) });
  const { people } = chat.telegram;
  const made: number[] = [];
  for (let count = 1; count <= GROUPS; count += 1) {
    const members = [chat.idOf("lin"), chat.idOf("kite")];
    const group = people.group(`创作者${count}群`, members, "supergroup");
    people.adds(chat.idOf("lin"), group);
    made.push(group);
  }
  groups = made;
  await vi.waitFor(
    () => {
      if (made.some((group) => people.botSaid(group).length === 0)) throw new Error("not greeted");
    },
    { timeout: 60_000 },
  );
}, PATIENCE);
afterAll(async () => {
  await store?.close();
  await chat?.stop();
});

/** A draft that goes to all groups, whatever the hour is; returns the id. */
async function draft(title: string): Promise<string> {
  const bot = String(chat.telegram.world.bot.id);
  const author = await store.people.named("telegram", bot, String(chat.idOf("author")));
  const id = await store.inTransaction((transaction) =>
    createBroadcast(transaction, author ?? "", {
      ...{ playground: false, topic: "service", audience: [{ kind: "groups" }] },
      ...{ buttons: [{ kind: "read" }], required: [], override: "测试要求随时可发" },
      content: {
        title: { zh: title, en: `${title} (en)` },
        body: { zh: "请大家看一下。", en: "Please have a look." },
      },
    }),
  );
  return id ?? "none";
}

const counted = async (id: string) => {
  const status = await store.inTransaction((transaction) => statusOf(transaction, id, Date.now()));
  if (!status) throw new Error("It is gone");
  const { audience, sent, failed, skipped, uncertain, queued } = status;
  expect(sent + failed + skipped + uncertain + queued).toBe(audience);
  return status;
};

const got = (title: string) =>
  groups.filter((group) =>
    chat.telegram.people.botSaid(group).some(({ text }) => text.includes(title)),
  ).length;

/** Opens the card from the list of the latest. */
const opens = (who: "author" | "second", title: string) =>
  hearsAfter(chat, who, /共 \d+/, async () => {
    await hearsAfter(chat, who, new RegExp(title), () => chat.says(who, "群发进度"));
    await chat.taps(who, title);
  });

test(
  "two who press start: one is told how it stands; paused, resumed; a group that kicks the bot fails alone",
  async () => {
    const id = await draft("第一条通知");
    await opens("author", "第一条通知");
    await opens("second", "第一条通知");
    const answers = await Promise.all(
      (["author", "second"] as const).map((who) =>
        hearsAfter(chat, who, /待批准/, () => chat.taps(who, "提交发送")),
      ),
    );
    expect(answers.filter((words) => words.includes("现在不能这样做"))).toHaveLength(1);
    expect(await counted(id)).toMatchObject({ broadcast: { state: "awaiting_approval" } });

    await hearsAfter(chat, "second", /待发送|发送中/, () => chat.taps("second", "批准"));
    await expect.poll(() => got("第一条通知"), { timeout: 30_000 }).toBeGreaterThan(1);
    await looksUntil(chat, "second", /发送中/);
    await hearsAfter(chat, "second", /已暂停/, () => chat.taps("second", "暂停"));
    await expect
      .poll(() => store.inTransaction((tx) => hasUnsettledCopies(tx, id)), { timeout: 30_000 })
      .toBe(false);
    const held = got("第一条通知");
    expect(held).toBeLessThan(GROUPS);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(got("第一条通知")).toBe(held);

    const last = groups.filter(
      (group) =>
        !chat.telegram.people.botSaid(group).some(({ text }) => text.includes("第一条通知")),
    );
    chat.telegram.people.kicks(chat.idOf("lin"), last.at(-1) ?? 0);
    await hearsAfter(chat, "second", /发送中|已完成/, () => chat.taps("second", "继续"));
    await expect
      .poll(async () => (await counted(id)).broadcast.state, { timeout: 60_000 })
      .toBe("done");
    const { sent, failed, skipped } = await counted(id);
    expect([failed + skipped, sent]).toEqual([1, GROUPS]);
    expect(got("第一条通知")).toBe(GROUPS - 1);
    const chats = chat.telegram.calls
      .filter(({ method, status }) => method === "sendMessage" && status === 200)
      .filter(({ parameters }) => String(parameters["text"]).includes("(en)"))
      .map(({ parameters }) => parameters["chat_id"]);
    expect(new Set(chats).size).toBe(chats.length);
    expect(await opens("second", "第一条通知")).toMatch(/失败 1|跳过 1/);
  },
  PATIENCE,
);

test(
  "a role taken away while it goes out: the buttons are refused, the sending goes on; another stops it",
  async () => {
    const id = await draft("第二条通知");
    await opens("author", "第二条通知");
    await hearsAfter(chat, "second", /等你批准/, () => chat.taps("author", "提交发送"));
    await hearsAfter(chat, "second", /待发送|发送中/, () => chat.taps("second", "批准"));
    await expect.poll(() => got("第二条通知"), { timeout: 30_000 }).toBeGreaterThan(0);
    await opens("author", "第二条通知");
    const bot = String(chat.telegram.world.bot.id);
    const author = await store.people.named("telegram", bot, String(chat.idOf("author")));
    await store.staff.setPosition(author ?? "", undefined);
    await hearsAfter(chat, "author", /工作人员用的功能/, () => chat.taps("author", "暂停"));
    const before = got("第二条通知");
    await expect.poll(() => got("第二条通知"), { timeout: 30_000 }).toBeGreaterThan(before);
    expect(await counted(id)).toMatchObject({ broadcast: { state: "sending" } });

    await opens("second", "第二条通知");
    await hearsAfter(chat, "second", /已停止/, () => chat.taps("second", "停止"));
    await expect.poll(async () => (await counted(id)).queued, { timeout: 30_000 }).toBe(0);
    await expect
      .poll(() => store.inTransaction((tx) => hasUnsettledCopies(tx, id)), { timeout: 30_000 })
      .toBe(false);
    const { skipped } = await counted(id);
    expect(skipped).toBeGreaterThan(0);
    const settled = got("第二条通知");
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(got("第二条通知")).toBe(settled);
    await store.staff.setPosition(author ?? "", { role: "operator", desks: [] });
  },
  PATIENCE,
);

test(
  "what may have arrived is listed, and sent again only by a choice that says so",
  async () => {
    const id = await draft("第三条通知");
    const [group = 0] = groups;
    chat.telegram.plan({ method: "sendMessage", kind: "lost", chat: group, times: 1 });
    await opens("author", "第三条通知");
    await hearsAfter(chat, "second", /等你批准/, () => chat.taps("author", "提交发送"));
    await hearsAfter(chat, "second", /待发送|发送中/, () => chat.taps("second", "批准"));
    await expect
      .poll(async () => (await counted(id)).broadcast.state, { timeout: 90_000 })
      .toBe("done");
    expect(await counted(id)).toMatchObject({ uncertain: 1 });
    expect(await opens("second", "第三条通知")).toContain("不确定 1");
    expect(
      await hearsAfter(chat, "second", /可能收到两次/, () => chat.taps("second", "看不确定的")),
    ).toContain("创作者1群");
    await hearsAfter(chat, "second", /不确定 1/, () => chat.taps("second", "不再发"));
    await hearsAfter(chat, "second", /可能收到两次/, () => chat.taps("second", "看不确定的"));
    await hearsAfter(chat, "second", /发送中|已完成/, () => chat.taps("second", "再发一次"));
    await expect
      .poll(async () => (await counted(id)).uncertain + (await counted(id)).queued, {
        timeout: 60_000,
      })
      .toBe(0);
    await expect(
      store.inTransaction((transaction) =>
        actOnBroadcast(transaction, "approve", { id, by: "nobody" }, { now: 0, rateOf: () => 1 }),
      ),
    ).resolves.toMatchObject({ kind: "not_allowed" });
  },
  PATIENCE,
);
