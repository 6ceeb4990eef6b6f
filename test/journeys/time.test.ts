import { expect, test } from "vitest";
import { useStage } from "./cast.ts";

const stage = useStage();
const MINUTE = 60_000;

test("a silent person is reminded once, then the matter is closed and they are told", async () => {
  const bot = await stage.start();
  await bot.says("lin", "人工");
  await bot.settle();
  bot.reads("lin");
  await bot.waits(29 * MINUTE);
  expect(bot.reads("lin")).toBe("");
  await bot.waits(2 * MINUTE);
  expect(bot.reads("lin")).toMatch(/还没办完[\s\S]*想问哪个窗口/);
  await bot.waits(29 * MINUTE);
  expect(bot.reads("lin")).toBe("");
  await bot.waits(2 * MINUTE);
  expect(bot.reads("lin")).toContain("先关了");
  await bot.waits(24 * 60 * MINUTE);
  expect(bot.reads("lin")).toBe("");
  await bot.says("lin", "继续");
  await bot.settle();
  expect(bot.reads("lin")).toContain("没有进行到一半的事");
});

test("an answer in time keeps the reminder away", async () => {
  const bot = await stage.start();
  await bot.says("lin", "人工");
  await bot.waits(20 * MINUTE);
  await bot.says("lin", "税务");
  await bot.settle();
  bot.reads("lin");
  await bot.waits(20 * MINUTE);
  expect(bot.reads("lin")).toBe("");
});

test("a reminder that is due while every process is dead comes once, with two to send it", async () => {
  const bot = await stage.start(undefined, 2);
  await bot.says("lin", "人工");
  await bot.settle();
  bot.reads("lin");
  bot.crash();
  bot.crash();
  await bot.waits(31 * MINUTE);
  expect(bot.reads("lin").match(/还没办完/g)).toHaveLength(1);
});

test("a reminder whose process dies right behind its commit comes once", async () => {
  const bot = await stage.start();
  await bot.says("lin", "人工");
  await bot.settle();
  bot.reads("lin");
  bot.crash({ after: "commit", before: "ack" });
  await bot.waits(31 * MINUTE);
  expect(bot.deaths()).toBe(1);
  expect(bot.reads("lin").match(/还没办完/g)).toHaveLength(1);
});

test("a private question nobody saw is offered again, privately, to whoever turns up in the group", async () => {
  const bot = await stage.start();
  await bot.says("lin", "人工", { in: "group", addressed: true });
  await bot.waits(2 * MINUTE);
  bot.reads("lin");
  bot.reads("wu");
  await bot.says("lin", "房租最多能减多少？", { in: "group", addressed: true });
  await bot.settle();
  expect(bot.reads("lin")).toContain("想问哪个窗口");
  expect(bot.reads("wu")).not.toContain("想问哪个窗口");
});
