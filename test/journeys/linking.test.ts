import { expect, test } from "vitest";
import type { Simulation } from "../support/simulator/simulator.ts";
import { fillTicket, useStage } from "./cast.ts";

const stage = useStage();

const REFUSED = "这个代码不能用";

/** A code for this member, as they read it. */
async function codeFor(bot: Simulation, member: string): Promise<string> {
  bot.reads(member);
  await bot.says(member, "绑定");
  await bot.settle();
  const [, code] = /绑定代码：(\S+)/.exec(bot.reads(member)) ?? [];
  if (code === undefined) throw new Error(`${member} got no code`);
  return code;
}

/** Both sides go all the way. */
async function link(bot: Simulation, maker: string, other: string): Promise<void> {
  await bot.says(other, `绑定 ${await codeFor(bot, maker)}`);
  await bot.settle();
  expect(bot.reads(other)).toMatch(/Web ..?\*\*|Web 林\*\*/);
  await bot.says(other, "确认");
  await bot.settle();
  await bot.taps(maker, "是我，继续");
  await bot.settle();
  await bot.says(maker, "确认");
  await bot.settle();
}

test("what was started on one platform goes on on the other, and belongs to both", async () => {
  const bot = await stage.start(undefined, 2);
  await bot.says("wu", "语言 英文");
  await fillTicket(bot, "lin", "第一个问题在这里");
  await bot.says("lin", "确认");
  await bot.settle();
  await fillTicket(bot, "wu", "How do I issue an invoice?");
  await bot.says("wu", "I agree");
  await bot.settle();
  await link(bot, "lin", "wu");
  bot.reads("wu");
  bot.reads("lin");
  await bot.says("lin", "确认");
  await bot.settle();
  expect(bot.reads("lin") + bot.reads("wu")).toMatch(/T-\d+/);
  expect(bot.reads("pu").match(/T-\d+/g)).toHaveLength(2);
  await bot.says("wu", "我的数据");
  await bot.settle();
  const card = bot.reads("wu");
  expect(card).toMatch(/(?:工单|Tickets)[：:] ?2/);
  expect(card.match(/(?:同意 · |Consent · )/g)).toHaveLength(1);
  expect(card).toMatch(/(?:聊天账号|Chat accounts)[：:] ?2/);
});

test("a button from before still does what it said", async () => {
  const bot = await stage.start();
  await bot.says("lin", "你好");
  await fillTicket(bot, "wu", "发票怎么开给品牌方");
  await link(bot, "lin", "wu");
  const review = bot.platform.seenBy("wu").findLast(({ intent }) => intent?.kind === "review");
  const confirm = review?.intent?.buttons?.[0];
  if (!review || !confirm) throw new Error("There is no review card");
  bot.reads("wu");
  await bot.taps("wu", { message: review, action: confirm.action });
  await bot.settle();
  expect(bot.reads("wu") + bot.reads("lin")).toMatch(/工单号 T-\d+/);
});

test("whatever is wrong with a code, the reply is the same", async () => {
  const bot = await stage.start();
  const code = await codeFor(bot, "lin");
  const tries = ["绑定 AAAA-AAAA", `绑定 ${code}`];
  await bot.says("wu", tries[0] ?? "");
  await bot.says("lin", tries[1] ?? "");
  await bot.settle();
  const [wrong, own] = [bot.reads("wu"), bot.reads("lin")];
  expect(wrong).toContain(REFUSED);
  expect(own.endsWith(wrong)).toBe(true);
  await bot.waits(11 * 60_000);
  bot.reads("wu");
  await bot.says("wu", `绑定 ${code}`);
  await bot.settle();
  expect(bot.reads("wu")).toBe(wrong);
  const fresh = await codeFor(bot, "lin");
  await bot.says("wu", `绑定 ${fresh}`);
  await bot.settle();
  bot.reads("kite");
  await bot.says("kite", `绑定 ${fresh}`);
  await bot.settle();
  expect(bot.reads("kite")).toContain(REFUSED);
});

test("guessing is stopped, and the owner's own code is none the worse for it", async () => {
  const bot = await stage.start();
  const code = await codeFor(bot, "lin");
  for (let count = 0; count < 5; count++) await bot.says("wu", `绑定 AAAA-AAA${count}`);
  await bot.says("wu", `绑定 ${code}`);
  await bot.settle();
  expect(bot.reads("wu")).not.toContain("合成同一个人");
  await bot.says("kite", `绑定 ${code}`);
  await bot.settle();
  expect(bot.reads("kite")).toContain("合成同一个人");
});

test("nothing is joined unless both sides say so, and nobody can say so for another", async () => {
  const bot = await stage.start();
  await bot.says("kite", `绑定 ${await codeFor(bot, "lin")}`);
  await bot.says("kite", "取消");
  await bot.settle();
  const code = await codeFor(bot, "lin");
  await bot.says("wu", `绑定 ${code}`);
  await bot.says("wu", "确认");
  await bot.settle();
  const ask = bot.platform.seenBy("lin").at(-1);
  const action = ask?.intent?.buttons?.[0]?.action;
  if (!ask || !action) throw new Error("Nobody asked");
  bot.reads("kite");
  const own = bot.platform.seenBy("kite").at(-1);
  await bot.taps("kite", { message: own ?? ask, action });
  await bot.settle();
  expect(bot.reads("kite")).toContain("This code can't be used");
  await bot.waits(11 * 60_000);
  bot.reads("lin");
  await bot.taps("lin", { message: ask, action });
  await bot.settle();
  expect(bot.reads("lin")).toContain(REFUSED);
  await bot.says("lin", "我的数据");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/聊天账号：1 条/);
});

test("whoever is erased is erased on both platforms", async () => {
  const bot = await stage.start();
  await bot.says("wu", "你好");
  await link(bot, "lin", "wu");
  await bot.says("lin", "删除我的数据");
  await bot.says("lin", "确认删除");
  await bot.settle();
  await bot.waits(1_000);
  bot.reads("wu");
  await bot.says("wu", "我的数据");
  await bot.settle();
  expect(bot.reads("wu")).toContain("我们刚认识");
});
