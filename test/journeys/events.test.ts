import { describe, expect, test } from "vitest";
import { buttonsOf } from "../support/simulator/simulator.ts";
import { useStage } from "./cast.ts";
import { fillSignUp, HOUR, startEvents } from "./event-stage.ts";

const stage = useStage();

describe("a group's card", () => {
  test("two people tap at 57 of 60 at once: both are in, the card says 59 and nobody's name", async () => {
    const bot = await startEvents(stage, 2);
    await bot.fills("EV-01", 57);
    await bot.says("lin", "活动", { in: "group", addressed: true });
    await bot.settle();
    await bot.taps("lin", "AI开放麦");
    await bot.settle();
    expect(bot.reads("wu")).toContain("57/60");
    await Promise.all([bot.taps("lin", "报名 / Sign up"), bot.taps("wu", "报名 / Sign up")]);
    await bot.settle();
    await Promise.all([fillSignUp(bot, "lin", "林小满"), fillSignUp(bot, "wu", "吴越")]);
    await Promise.all([bot.taps("lin", "确认报名"), bot.taps("wu", "确认报名")]);
    await bot.settle();
    expect(bot.reads("lin")).toMatch(/报名成功[\s\S]*入场码：[A-Z2-9]{8}/);
    expect(bot.reads("wu")).toMatch(/报名成功[\s\S]*入场码：[A-Z2-9]{8}/);
    await bot.waits(4_000);
    const cards = bot.platform.seenBy("kite").filter(({ text }) => text.includes("/60"));
    expect(cards).toHaveLength(1);
    expect(cards[0]?.text).toContain("59/60");
    const inGroup = bot.platform
      .seenBy("kite")
      .map(({ text }) => text)
      .join("\n");
    expect(inGroup).not.toMatch(/林小满|吴越|1380000|入场码/);
    expect(bot.errors).toEqual([]);
  });

  test("is edited once for many changes, and moves down when it is asked for again", async () => {
    const bot = await startEvents(stage);
    await bot.says("lin", "活动详情 EV-01", { in: "group", addressed: true });
    await bot.settle();
    await bot.fills("EV-01", 5);
    await bot.settle();
    expect(bot.platform.seenBy("wu").at(-1)?.text).toContain("0/60");
    await bot.waits(4_000);
    expect(bot.platform.seenBy("wu").at(-1)?.text).toContain("5/60");
    await bot.says("wu", "活动详情 EV-01", { in: "group", addressed: true });
    await bot.settle();
    const texts = bot.platform.seenBy("kite").map(({ text }) => text);
    expect(texts.filter((text) => text.includes("/60"))).toHaveLength(1);
    expect(texts.at(-1)).toContain("5/60");
    expect(texts.some((text) => text.includes("重新发在下面"))).toBe(true);
  });
});

test("four taps are enough for somebody the bot knows, though a session and a kind of seat must be chosen", async () => {
  const bot = await startEvents(stage);
  await bot.says("lin", "报名 EV-01");
  await fillSignUp(bot, "lin", "林小满");
  await bot.taps("lin", "确认报名");
  await bot.says("wu", "活动详情 EV-07", { in: "group", addressed: true });
  await bot.settle();
  bot.reads("lin");
  const needed = ["报名 / Sign up", "下午组", "学生", "确认报名"];
  for (const label of needed) {
    await bot.taps("lin", label);
    await bot.settle();
  }
  expect(needed.length).toBeLessThanOrEqual(4);
  expect(bot.reads("lin")).toMatch(/报名成功 · 高校选题日[\s\S]*入场码/);
  expect(bot.errors).toEqual([]);
});

describe("a full group", () => {
  test("offers the waiting list and the other group", async () => {
    const bot = await startEvents(stage);
    await bot.says("wu", "报名 EV-05");
    await bot.says("wu", "19:30组");
    await fillSignUp(bot, "wu", "吴越");
    await bot.taps("wu", "确认报名");
    await bot.says("pu", "报名 EV-05");
    await bot.says("pu", "1");
    await fillSignUp(bot, "pu", "小浦");
    await bot.taps("pu", "确认报名");
    await bot.settle();
    await bot.says("lin", "报名 EV-05");
    await bot.settle();
    expect(bot.reads("lin")).toMatch(/19:30组 · 已满，可候补（0 人在等）[\s\S]*20:30组 · 余 2/);
    await bot.taps("lin", "19:30组");
    await fillSignUp(bot, "lin", "林小满");
    expect(bot.reads("lin")).toContain("确认后进入候补");
    await bot.taps("lin", "确认报名");
    await bot.settle();
    const told = bot.reads("lin");
    expect(told).toContain("候补第 1 位");
    expect(told).toMatch(/20:30组：余 2/);
    expect(bot.errors).toEqual([]);
  });
});

describe("a freed seat", () => {
  async function queue() {
    const bot = await startEvents(stage);
    for (const [member, name] of [
      ["wu", "吴越"],
      ["lin", "林小满"],
      ["ying", "小樱"],
    ] as const) {
      await bot.says(member, "报名 EV-02");
      await fillSignUp(bot, member, name);
      await bot.taps(member, "确认报名");
      await bot.settle();
    }
    expect(bot.reads("lin")).toContain("候补第 1 位");
    expect(bot.reads("ying")).toContain("候补第 2 位");
    await bot.says("wu", "取消报名 EV-02");
    await bot.settle();
    await bot.taps("wu", "确认取消报名");
    await bot.settle();
    return bot;
  }

  test("reaches the first who waits with its deadline, and is theirs at a tap", async () => {
    const bot = await queue();
    expect(bot.reads("lin")).toMatch(/有位子空出来了[\s\S]*给你留到 \d+月\d+日/);
    expect(bot.reads("ying")).toBe("");
    await bot.taps("lin", "要这个位子");
    await bot.settle();
    expect(bot.reads("lin")).toMatch(/报名成功[\s\S]*入场码/);
    expect(bot.errors).toEqual([]);
  });

  test("is passed on when nobody answers, and cannot be taken any more then", async () => {
    const bot = await queue();
    await bot.waits(4 * HOUR + 60_000);
    await bot.settle();
    expect(bot.reads("ying")).toContain("有位子空出来了");
    await bot.taps("lin", "要这个位子");
    await bot.settle();
    expect(bot.reads("lin")).toMatch(/顺延给下一位/);
    await bot.taps("ying", "要这个位子");
    await bot.settle();
    expect(bot.reads("ying")).toContain("报名成功");
    expect(bot.errors).toEqual([]);
  });
});

describe("in the middle of a sign-up", () => {
  test.each([
    ["", undefined],
    [", also when the process dies over it", { after: "commit", before: "ack" }],
  ] as const)("a question is answered and the open one comes back%s", async (_name, point) => {
    const bot = await startEvents(stage);
    await bot.says("lin", "报名 EV-01");
    await bot.says("lin", "同意");
    await bot.says("lin", "林小满");
    await bot.settle();
    bot.reads("lin");
    if (point) bot.crash(point);
    await bot.says("lin", "雏鹰计划是什么？");
    await bot.settle();
    expect(bot.reads("lin")).toMatch(/雏鹰[\s\S]*回到刚才的问题[\s\S]*联系电话（2\/2）/);
    bot.crash();
    await bot.says("lin", "138 0000 0000");
    await bot.settle();
    expect(bot.reads("lin")).toMatch(/请核对[\s\S]*林小满[\s\S]*\+8613800000000/);
    await bot.taps("lin", "确认报名");
    await bot.settle();
    expect(bot.reads("lin")).toContain("报名成功");
    expect(bot.errors).toEqual([]);
  });

  test("somebody else's tap on a private button changes nothing and says whose it is", async () => {
    const bot = await startEvents(stage);
    await bot.says("lin", "活动详情 EV-01", { in: "group", addressed: true });
    await bot.settle();
    const inGroup = bot.platform.seenBy("wu").at(-1);
    await bot.says("lin", "报名 EV-01");
    await fillSignUp(bot, "lin", "林小满");
    const message = bot.platform.seenBy("lin").at(-1);
    const confirm = message && buttonsOf(message).find(({ label }) => label === "确认报名");
    if (!inGroup || !confirm) throw new Error("There is no review card");
    await bot.taps("wu", { message: inGroup, action: confirm.action });
    await bot.settle();
    expect(bot.reads("wu")).toContain("这是别人的按钮");
    expect(bot.reads("lin")).not.toContain("报名成功");
  });

  test("the very second it closes nobody gets in any more", async () => {
    const bot = await startEvents(stage);
    await bot.says("lin", "报名 EV-03");
    await fillSignUp(bot, "lin", "林小满");
    bot.reads("lin");
    await bot.waits(10 * 60_000);
    await bot.taps("lin", "确认报名");
    await bot.settle();
    expect(bot.reads("lin")).toMatch(/“一小时工作坊”现在报不了：报名已截止/);
    await bot.says("wu", "报名 EV-03");
    await bot.settle();
    expect(bot.reads("wu")).toContain("报名已截止");
  });

  test("a 2 from somebody the bot asked nothing, and a 2 among members, choose nothing", async () => {
    const bot = await startEvents(stage);
    await bot.says("lin", "报名 EV-05", { in: "group", addressed: true });
    await bot.settle();
    bot.reads("lin");
    await bot.says("wu", "2", { in: "group" });
    await bot.says("lin", "2", { in: "group" });
    await bot.settle();
    expect(bot.reads("lin")).not.toMatch(/同意吗|请核对/);
    await bot.says("lin", "2");
    await bot.settle();
    expect(bot.reads("lin")).toContain("同意吗");
  });

  test("everything is said in English to whoever reads English, and earlier answers are used again", async () => {
    const bot = await startEvents(stage);
    await bot.says("kite", "Sign me up for the open mic please");
    await bot.settle();
    expect(bot.reads("kite")).toContain("Do you agree?");
    await bot.taps("kite", "I agree");
    await bot.says("kite", "Blue Kite");
    await bot.says("kite", "+44 20 7946 0000");
    await bot.settle();
    expect(bot.reads("kite")).toMatch(/Please check · AI open mic[\s\S]*Confirm sign-up/);
    await bot.taps("kite", "Confirm sign-up");
    await bot.settle();
    expect(bot.reads("kite")).toMatch(/You're in · AI open mic[\s\S]*Pass: [A-Z2-9]{8}/);
    await bot.says("kite", "/signup EV-02");
    await bot.settle();
    expect(bot.reads("kite")).toContain("You gave these when you signed up before");
    await bot.taps("kite", "Confirm sign-up");
    await bot.settle();
    expect(bot.reads("kite")).toContain("You're in · Short drama salon");
    expect(bot.errors).toEqual([]);
  });
});
