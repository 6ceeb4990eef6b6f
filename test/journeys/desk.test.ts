import { expect, test } from "vitest";
import { CAST, fillTicket, useStage } from "./cast.ts";

const stage = useStage();

test("a group question becomes a ticket, whose answer comes back to the group and is rated", async () => {
  const bot = await stage.start();
  await bot.says("lin", "房租最多能减多少？", { in: "group", addressed: true });
  await bot.settle();
  const [answer] = bot.platform.seenBy("wu").slice(-1);
  expect(answer).toMatchObject({ author: "bot", space: "group", replyTo: "m1" });
  expect(answer?.text).toContain("来源");

  await bot.taps("lin", "问窗口");
  await bot.settle();
  expect(bot.reads("lin")).toContain("同意吗");
  expect(bot.platform.seenBy("wu").at(-1)?.text).not.toContain("同意吗");
  await bot.taps("lin", "同意");
  await bot.settle();
  // A question in the middle is answered, then the open one comes again.
  await bot.says("lin", "雏鹰计划是什么？");
  await bot.settle();
  expect(bot.reads("lin")).toContain("回到刚才的问题");
  await bot.taps("lin", "改窗口");
  await bot.says("lin", "税务");
  await bot.settle();
  await bot.taps("lin", "确认提交");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/已交给税务窗口.*工单号 T-\d+/);

  expect(bot.reads("pu")).toContain("房租最多能减多少？");
  expect(bot.reads("ying")).not.toContain("新工单");
  await bot.taps("pu", "接单并回答");
  await bot.says("pu", "要看租约，周三下午带来就行。");
  await bot.settle();
  await bot.taps("pu", "确认发送");
  await bot.settle();

  const inGroup = bot.reads("wu");
  expect(inGroup).toContain("要看租约，周三下午带来就行。");
  expect(inGroup).not.toMatch(/提问人|同意吗|确认提交/);
  await bot.taps("wu", "有用");
  await bot.settle();
  expect(bot.reads("wu")).toContain("只有提问人能用这个按钮");
  await bot.taps("lin", "有用");
  await bot.settle();
  expect(bot.reads("lin")).toContain("这张工单就结束了");
  expect(bot.errors).toEqual([]);
});

test("what was asked privately, with a number to call, is seen by nobody but its asker and its desk", async () => {
  const bot = await stage.start();
  await bot.says("lin", "人工", { in: "group", addressed: true });
  await bot.settle();
  expect(bot.reads("wu")).not.toContain("问题");
  await bot.says("lin", "税务");
  await bot.says("lin", "我的发票为什么开不出来");
  await bot.says("lin", "同意");
  await bot.says("lin", "改联系方式 打电话给我");
  await bot.says("lin", "13800000000");
  await bot.settle();
  await bot.taps("lin", "确认提交");
  await bot.settle();
  expect(bot.reads("pu")).toContain("13800000000");
  await bot.taps("pu", "接单并回答");
  await bot.says("pu", "请带营业执照过来，我们当面看。");
  await bot.settle();
  await bot.taps("pu", "确认发送");
  await bot.settle();
  expect(bot.reads("lin")).toContain("请带营业执照过来");
  for (const { id } of CAST.filter(({ id }) => id !== "lin" && id !== "pu")) {
    const seen = bot.platform
      .seenBy(id)
      .map(({ text }) => text)
      .join();
    expect(seen).not.toMatch(/13800000000|开不出来|营业执照|T-\d+/);
  }
});

test("a reply that did not help says why, and goes on", async () => {
  const bot = await stage.start();
  await fillTicket(bot, "lin", "增值税怎么报");
  await bot.taps("lin", "确认提交");
  await bot.settle();
  await bot.taps("pu", "接单并回答");
  await bot.says("pu", "网上报。");
  await bot.settle();
  await bot.taps("pu", "确认发送");
  await bot.settle();
  await bot.taps("lin", "没解决");
  await bot.says("lin", "没说在哪个网站");
  await bot.settle();
  expect(bot.reads("lin")).toContain("谢谢直说");
  await bot.taps("lin", "再问一句");
  await bot.says("lin", "是哪个网站？");
  await bot.settle();
  expect(bot.reads("pu")).toMatch(/追问 T-\d+[\s\S]*是哪个网站？/);
});

test("a ticket at the wrong desk is passed on, and taken by one colleague only", async () => {
  const bot = await stage.start();
  await fillTicket(bot, "lin", "活动场地怎么借");
  await bot.taps("lin", "确认提交");
  await bot.settle();
  await bot.taps("pu", "改派窗口");
  await bot.says("pu", "综合");
  await bot.settle();
  expect(bot.reads("ying")).toContain("改派来的工单");
  await bot.taps("ying", "接单并回答");
  await bot.taps("pu", "接单并回答");
  await bot.settle();
  expect(bot.reads("pu")).toContain("已有同事接了");
  expect(bot.reads("ying")).toContain("活动场地怎么借");
});
