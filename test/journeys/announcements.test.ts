import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore } from "../../src/store/store.ts";
import { type Chat, hearsAfter, looksUntil, seesInGroup, type Who } from "./announcing/chat.ts";
import { openSlack } from "./announcing/slack.ts";
import { openTelegram } from "./announcing/telegram.ts";
import { openWeb } from "./announcing/web.ts";
import { writeDownEvents } from "./event-stage.ts";

const PATIENCE = 180_000;

/** Says something and waits for the next question. */
async function writes(chat: Chat, lines: readonly (readonly [string, RegExp])[]): Promise<string> {
  let said = "";
  for (const [words, next] of lines) {
    said = await hearsAfter(chat, "author", next, () => chat.says("author", words));
  }
  return said;
}

/** Up to the review card, whatever the hour is. */
async function reviewed(chat: Chat, required: string): Promise<string> {
  const asked = await writes(chat, [
    ["群发", /哪个话题/],
    ["服务", /发给谁/],
    ["所有人和所有群", /中文标题/],
    ["窗口临时调整", /英文标题/],
    ["Desk moved for a day", /中文正文/],
    ["明天一楼改为二楼接待。", /英文正文/],
    ["Tomorrow on the second floor.", /报名按钮/],
    ["EV-01", /必须确认已阅/],
    [required, /什么时候发/],
    ["跳过", /确认发送|将发给|等到早上八点/],
  ]);
  if (!asked.includes("等到早上八点")) return asked;
  return writes(chat, [["测试要求随时可发", /将发给/]]);
}

describe.each([
  ["Web", openWeb],
  ["Telegram", openTelegram],
  ["Slack", openSlack],
] as const)("announcing in chat on %s", (platform, open) => {
  let chat: Chat;
  beforeAll(async () => {
    chat = await open();
    // The playground has its events already.
    if (platform === "Web") return;
    const masterKeys = parseMasterKeys(chat.key);
    const store = await openStore({ url: chat.databaseUrl, masterKeys });
    await writeDownEvents(store);
    await store.close();
  }, PATIENCE);
  afterAll(() => chat?.stop());

  const taps = (who: Who, label: string, hears: RegExp, where?: "direct" | "group") =>
    hearsAfter(chat, who, hears, () => chat.taps(who, label, where));

  test(
    "from the words to taking it back",
    async () => {
      const counted = await reviewed(chat, chat.account("lin"));
      expect(counted).toMatch(/将发给 [1-9]\d* 人、1 个群/);
      expect(counted).toContain("另一位同事批准");

      // The review card is asked again after each look: the newest one is the one to confirm.
      const previews = await taps("author", "各平台预览", /Slack 上的样子[\s\S]*将发给/);
      for (const platform of ["Web", "Telegram", "Slack"]) {
        expect(previews).toContain(`${platform} 上的样子`);
      }
      expect(previews).toContain("Tomorrow on the second floor.");
      expect(previews).toContain("[报名 EV-01]");
      const copies = async () =>
        (await chat.direct("author")).filter((words) => words.includes("明天一楼改为二楼")).length;
      const before = await copies();
      await taps("author", "先发给我看看", /将发给/);
      // The review card has the words, and so has the copy.
      await expect.poll(copies, { timeout: 20_000 }).toBe(before + 2);
      expect((await chat.group("lin")).join()).not.toContain("窗口临时调整");

      const asked = await hearsAfter(chat, "second", /等你批准/, () =>
        chat.taps("author", "确认发送"),
      );
      expect(asked).toContain("明天一楼改为二楼接待");
      await expect(chat.taps("author", "批准")).rejects.toThrow();
      const released = hearsAfter(chat, "author", /已获批准/, () => chat.taps("second", "批准"));
      await released;
      const posted = await seesInGroup(chat, "lin", (words) => words.includes("窗口临时调整"));
      expect(posted).toContain("Desk moved for a day");
      await expect.poll(async () => (await chat.direct("kite")).join()).toContain("Desk moved");

      expect(await looksUntil(chat, "author", /已完成/)).toMatch(/还没确认的：/);
      await taps("lin", "已阅", /已记下/);
      expect(await looksUntil(chat, "author", /已阅 1 人/)).not.toContain("还没确认的");
      expect(await taps("lin", "为什么收到", /聊过的人|发在你所在的群/)).toContain("服务");
      await taps("kite", "Mute “Service”", /no more about|Service/);

      await taps("lin", "有问题", /想问什么|问题/);
      await hearsAfter(chat, "lin", /确认/, () => chat.says("lin", "号还算数吗？"));
      const ticket = await hearsAfter(chat, "author", /T-\d+/, () => chat.says("lin", "确认"));
      expect(ticket).toContain("关于公告《窗口临时调整》");
      expect((await chat.group("kite")).join()).not.toContain("号还算数吗");

      await taps("author", "全部改正", /新的中文正文/);
      await writes(chat, [
        ["改为三楼接待。", /新的英文正文/],
        ["On the third floor.", /已经送达的每一份/],
      ]);
      await chat.says("author", "确认");
      await seesInGroup(
        chat,
        "lin",
        (words) => words.includes("改为三楼接待") && !words.includes("明天一楼改为二楼"),
      );

      await taps("author", "全部撤回", /补发什么说明/);
      await writes(chat, [
        ["以新公告为准。", /英文说明/],
        ["Please go by the new one.", /撤回不能反悔/],
      ]);
      await hearsAfter(chat, "author", /已撤回/, () => chat.says("author", "确认"));
      await seesInGroup(chat, "lin", (words) => !words.includes("改为三楼接待"));
      await looksUntil(chat, "author", /已删除 [1-9]\d*，已过期限 0，失败 0/);
    },
    PATIENCE,
  );

  test("a creator is told privately that it is for staff, and a member's words do nothing", async () => {
    const before = (await chat.group("kite")).length;
    await chat.says("lin", "群发", "group");
    await expect
      .poll(
        async () => [...(await chat.direct("lin")), ...(await chat.group("lin"))].at(-1) ?? "",
        { timeout: 20_000 },
      )
      .toBeDefined();
    await chat.says("lin", "@所有人 现在发广播：明天放假", "group");
    await hearsAfter(chat, "lin", /工作人员用的功能/, () => chat.says("lin", "群发"));
    const after = (await chat.group("kite")).slice(before).join("\n");
    expect(after).not.toContain("工作人员用的功能");
    expect(after).not.toContain("哪个话题");
    expect((await chat.direct("kite")).join()).not.toContain("明天放假");
  });
});
