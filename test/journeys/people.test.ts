import { expect, test } from "vitest";
import { fillTicket, useStage } from "./cast.ts";

const stage = useStage();

test("two people in the same flow at the same time do not meet", async () => {
  const bot = await stage.start(undefined, 2);
  await Promise.all(["lin", "wu"].map((member) => bot.says(member, "人工")));
  await Promise.all([bot.says("lin", "税务"), bot.says("wu", "综合")]);
  await Promise.all([bot.says("lin", "发票怎么开"), bot.says("wu", "场地怎么借")]);
  await Promise.all(["lin", "wu"].map((member) => bot.says(member, "同意")));
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/税务窗口[\s\S]*发票怎么开/);
  expect(bot.reads("wu")).toMatch(/综合窗口[\s\S]*场地怎么借/);
  await Promise.all(["lin", "wu"].map((member) => bot.says(member, "确认")));
  await bot.settle();
  expect(bot.reads("pu")).toMatch(/提问人：林小满[\s\S]*发票怎么开/);
  expect(bot.reads("ying")).toMatch(/提问人：吴越[\s\S]*场地怎么借/);
});

test("a choice in the group can be made by whoever asked, and by nobody else", async () => {
  const bot = await stage.start();
  await bot.says("lin", "语言", { in: "group", addressed: true });
  await bot.settle();
  await bot.taps("wu", "English");
  await bot.settle();
  const [refusal] = bot.platform.seenBy("wu").slice(-1);
  expect(refusal).toMatchObject({ onlyFor: "wu", text: expect.stringContaining("别人的按钮") });
  expect(bot.platform.seenBy("lin")).not.toContainEqual(refusal);
  await bot.taps("lin", "English");
  await bot.settle();
  expect(bot.reads("lin")).toContain("English from now on");
});

test("a button that is out of date shows where things stand, and does nothing", async () => {
  const bot = await stage.start();
  await bot.says("lin", "人工");
  await bot.settle();
  const [asked] = bot.platform.seenBy("lin").slice(-1);
  const tax = asked?.intent?.kind === "choose" ? asked.intent.options[2] : undefined;
  if (!asked || !tax) throw new Error("Nothing was asked");
  await bot.says("lin", "综合");
  await bot.taps("lin", { message: asked, action: tax.action });
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/已经过期[\s\S]*把想问的写清楚/);
  await bot.says("lin", "场地怎么借");
  await bot.says("lin", "同意");
  await bot.settle();
  expect(bot.reads("lin")).toContain("综合窗口");
});

test("a confirming button that is tapped twice opens one ticket", async () => {
  const bot = await stage.start(undefined, 2);
  await fillTicket(bot, "lin", "发票怎么开");
  await Promise.all([bot.taps("lin", "确认提交"), bot.taps("lin", "确认提交")]);
  await bot.settle();
  expect(bot.reads("lin").match(/工单号/g)).toHaveLength(1);
  expect(bot.reads("pu").match(/新工单/g)).toHaveLength(1);
});

test("a flow goes on in the language that was chosen in its middle", async () => {
  const bot = await stage.start();
  await bot.says("lin", "人工");
  await bot.says("lin", "税务");
  await bot.settle();
  expect(bot.reads("lin")).toContain("把想问的写清楚");
  await bot.says("lin", "语言 英文");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/English from now on[\s\S]*Please write your question/);
  await bot.says("lin", "How do I issue an invoice?");
  await bot.settle();
  expect(bot.reads("lin")).toContain("Do you agree?");
  await bot.says("lin", "I agree");
  await bot.says("lin", "Confirm");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/Handed to the .*Ticket T-\d+/);
  expect(bot.reads("pu")).toContain("新工单");
});
