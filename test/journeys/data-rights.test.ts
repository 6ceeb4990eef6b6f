import { expect, test } from "vitest";
import { fillTicket, useStage } from "./cast.ts";

const stage = useStage();

test("whoever asks sees what is held about them, and gets all of it", async () => {
  const bot = await stage.start();
  await fillTicket(bot, "lin", "发票怎么开给品牌方");
  await bot.says("lin", "确认");
  await bot.settle();
  bot.reads("lin");
  await bot.says("lin", "我的数据", { in: "group", addressed: true });
  await bot.settle();
  const card = bot.reads("lin");
  expect(card).toMatch(/工单：1 条/);
  expect(card).toContain("同意 · 把问题交给服务窗口");
  expect(bot.reads("wu")).not.toMatch(/工单|同意/);
  await bot.says("lin", "导出我的数据");
  await bot.settle();
  const all = bot.reads("lin");
  expect(all).toContain("发票怎么开给品牌方");
  expect(all).toContain("林小满");
});

test("a consent that is taken back ends what rests on it, at the desk as well", async () => {
  const bot = await stage.start();
  await fillTicket(bot, "lin", "发票怎么开给品牌方");
  await bot.says("lin", "确认");
  await bot.settle();
  await bot.says("lin", "人工");
  await bot.says("lin", "撤回同意");
  await bot.says("lin", "确认");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/工单会撤回[\s\S]*我已经关掉[\s\S]*已撤回/);
  bot.reads("pu");
  await bot.taps("pu", "接单并回答");
  await bot.settle();
  expect(bot.reads("pu")).not.toContain("发票怎么开给品牌方");
  await fillTicket(bot, "lin", "换一个问题来问");
  expect(bot.reads("lin")).toMatch(/消息经由你正在用的聊天平台传送/);
});

test("whoever is deleted in the middle of a run is a stranger afterwards, and staff learn no more", async () => {
  const bot = await stage.start(undefined, 2);
  await fillTicket(bot, "lin", "发票怎么开给品牌方");
  await bot.says("lin", "确认");
  await bot.settle();
  await bot.says("lin", "人工");
  await bot.says("lin", "删除我的数据");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/工单：1 项还没办完。没答完的撤回并关闭/);
  await bot.says("lin", "确认删除");
  await bot.settle();
  const farewell = bot.reads("lin");
  expect(farewell).toContain("一分钟内");
  expect(farewell).not.toContain("回到刚才的问题");
  bot.reads("pu");
  await bot.taps("pu", "接单并回答");
  await bot.settle();
  const shown = bot.reads("pu");
  expect(shown).toContain("已经结束");
  expect(shown).not.toMatch(/发票怎么开给品牌方|林小满/);
  await bot.says("lin", "我的数据");
  await bot.settle();
  const fresh = bot.reads("lin");
  expect(fresh).not.toMatch(/工单：/);
  expect(fresh).toContain("我们刚认识");
});

test("the farewell arrives although the platform is slow, and only then is the person erased", async () => {
  const bot = await stage.start();
  await bot.says("lin", "删除我的数据");
  await bot.settle();
  bot.reads("lin");
  bot.fails("later");
  await bot.says("lin", "确认删除");
  await bot.settle();
  expect(bot.reads("lin")).not.toContain("一分钟内");
  await bot.waits(5_000);
  expect(bot.reads("lin")).toContain("一分钟内");
  await bot.waits(1_000);
  await bot.says("lin", "我的数据");
  await bot.settle();
  expect(bot.reads("lin")).toContain("我们刚认识");
});
