import { afterAll, beforeAll, expect, test } from "vitest";
import { type Chat, hearsAfter, looksUntil, seesInGroup } from "./announcing/chat.ts";
import { openWeb } from "./announcing/web.ts";

const PATIENCE = 180_000;
let chat: Chat;

beforeAll(async () => {
  chat = await openWeb();
}, PATIENCE);
afterAll(() => chat?.stop());

/** From the list of drafts to the group, with a second person's approval where it goes to all groups. */
async function sends(title: string, approved: boolean): Promise<void> {
  await hearsAfter(chat, "author", /最近的公告/, () => chat.says("author", "群发进度"));
  await hearsAfter(chat, "author", /草稿/, () => chat.taps("author", title));
  if (approved) {
    await hearsAfter(chat, "second", /等你批准/, () => chat.taps("author", "提交发送"));
    await hearsAfter(chat, "author", /已获批准/, () => chat.taps("second", "批准"));
  } else {
    await hearsAfter(chat, "author", /待发送|发送中|已完成/, () => chat.taps("author", "提交发送"));
  }
  await seesInGroup(chat, "lin", (words) => words.includes(title));
}

test(
  "the five announcements of the demonstration go out from a fresh playground, the correction after the one it corrects",
  async () => {
    await sends("AI开放麦余位提醒", false);
    await sends("雏鹰计划材料常见问题", false);
    await sends("发视频前先问三句", true);
    await sends("窗口临时调整", true);

    await sends("银行贷款贴息", false);
    await looksUntil(chat, "author", /已完成/);
    await hearsAfter(chat, "author", /补发什么说明/, () => chat.taps("author", "全部撤回"));
    await hearsAfter(chat, "author", /撤回不能反悔/, () => chat.says("author", "跳过"));
    await hearsAfter(chat, "author", /已撤回/, () => chat.says("author", "确认"));
    await seesInGroup(chat, "lin", (words) => !words.includes("全额贴息"));
    await sends("更正上一条公告", false);

    const seen = await chat.group("lin");
    const titles = ["AI开放麦余位提醒", "雏鹰计划材料常见问题", "发视频前先问三句"];
    for (const title of [...titles, "窗口临时调整", "更正上一条公告"]) {
      expect([title, seen.filter((words) => words.includes(title)).length]).toEqual([title, 1]);
    }
    expect(seen.filter((words) => words.includes("应为银行贷款50%贴息"))).toHaveLength(1);
  },
  PATIENCE,
);
