import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { eventWork } from "../../src/domain/events/event-work.ts";
import { rosterCsv } from "../../src/domain/events/roster-csv.ts";
import { CAST, useStage } from "./cast.ts";
import { type EventStage, fillSignUp, HOUR, startEvents } from "./event-stage.ts";

const stage = useStage();

const NAMES = [
  "满",
  "名".repeat(40),
  "名".repeat(400),
  "👩‍🎤🎶",
  "<b>小满</b>",
  "*bold* _x_ @all",
  "<!channel>",
  '=HYPERLINK("http://x.example")',
  "＝1+1",
  "Can Öztürk",
];
const ODD = NAMES.map((name, index) => ({ id: `odd-${index}`, name }));

async function rosterOf(bot: EventStage) {
  const work = eventWork({ zone: "Asia/Shanghai" });
  return bot.store.inTransaction(async (transaction) => {
    const event = await work.viewEvent(transaction, "EV-01");
    const rows = await work.roster(transaction, "EV-01");
    return rosterCsv(rows ?? [], event?.questions ?? [], "en");
  });
}

test("whatever people are called, they sign up with it, stand on the roster with it and are found by it at the door", async () => {
  const bot = await startEvents(stage, 1, [...CAST, ...ODD]);
  await bot.says("lin", "活动详情 EV-01", { in: "group", addressed: true });
  for (const { id, name } of ODD) {
    await bot.says(id, "报名 EV-01");
    await fillSignUp(bot, id, name);
    expect(bot.reads(id)).toContain(`称呼：${name}\n`);
    await bot.taps(id, "确认报名");
    await bot.settle();
    expect(bot.reads(id)).toMatch(/报名成功[\s\S]*入场码：[A-Z2-9]{8}/);
  }
  const csv = await rosterOf(bot);
  const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true });
  const shown = (name: string) => (/^[=＝]/u.test(name) ? `'${name}` : name);
  expect(rows.map((row) => row["Name"])).toEqual(NAMES.map(shown));
  for (const { id, name } of ODD) {
    await bot.says("ying", "管理活动 EV-01");
    await bot.says("ying", "现场签到");
    bot.reads("ying");
    await bot.says("ying", name);
    await bot.settle();
    expect([id, bot.reads("ying")]).toEqual([id, expect.stringContaining("不是今天")]);
  }
  await bot.waits(4_000);
  const inGroup = bot.platform.seenBy("kite").map(({ text }) => text);
  expect(inGroup.join("\n")).toContain(`${NAMES.length}/60`);
  for (const name of NAMES.filter(({ length }) => length > 1)) {
    expect(inGroup.join("\n")).not.toContain(name);
  }
  expect(bot.errors).toEqual([]);
});

describe("a member who leaves the group", () => {
  /** Wu has the only seat, Lin waits for it, Ying behind them. */
  async function queue() {
    const bot = await startEvents(stage);
    for (const member of ["wu", "lin", "ying"]) {
      await bot.says(member, "报名 EV-02");
      await fillSignUp(bot, member, "小满");
      await bot.taps(member, "确认报名");
      await bot.settle();
      bot.reads(member);
    }
    return bot;
  }

  async function givesUp(bot: EventStage, member: string) {
    await bot.says(member, "取消报名 EV-02");
    await bot.settle();
    await bot.taps(member, "确认取消报名");
    await bot.settle();
  }

  test("while waiting is still offered the seat in their direct chat, and reminded of it", async () => {
    const bot = await queue();
    await bot.leaves("lin");
    await givesUp(bot, "wu");
    expect(bot.reads("lin")).toContain("有位子空出来了");
    await bot.taps("lin", "要这个位子");
    await bot.settle();
    expect(bot.reads("lin")).toContain("报名成功");
    await bot.waits(9 * 24 * HOUR);
    await bot.settle();
    expect(bot.reads("lin")).toContain("还来吗");
    expect(bot.errors).toEqual([]);
  });

  test("and cannot be reached any more: the seat goes on to the next when its time is over", async () => {
    const bot = await queue();
    await bot.leaves("lin");
    bot.platform.blocking.add("lin");
    await givesUp(bot, "wu");
    expect(bot.reads("lin")).toBe("");
    await bot.waits(4 * HOUR + 60_000);
    await bot.settle();
    expect(bot.reads("lin")).toBe("");
    expect(bot.reads("ying")).toContain("有位子空出来了");
    await bot.taps("ying", "要这个位子");
    await bot.settle();
    expect(bot.reads("ying")).toContain("报名成功");
    expect(bot.errors).toEqual([]);
  });

  test("in mid-sign-up goes on in the direct chat", async () => {
    const bot = await startEvents(stage);
    await bot.says("lin", "报名 EV-01");
    await bot.says("lin", "同意");
    await bot.leaves("lin");
    await bot.says("lin", "林小满");
    await bot.says("lin", "138 0000 0000");
    await bot.taps("lin", "确认报名");
    await bot.settle();
    expect(bot.reads("lin")).toContain("报名成功");
    expect(bot.errors).toEqual([]);
  });
});
