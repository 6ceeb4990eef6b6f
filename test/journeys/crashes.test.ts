import { describe, expect, test } from "vitest";
import { CRASH_POINTS, nameOf } from "../support/simulator/crash-point.ts";
import { fillTicket, useStage } from "./cast.ts";

const stage = useStage();

describe.each(CRASH_POINTS.map((point) => [nameOf(point), point] as const))(
  "a process that dies at %s",
  (_name, point) => {
    test("while a ticket is confirmed leaves one ticket, told once to everybody", async () => {
      const bot = await stage.start();
      await fillTicket(bot, "lin", "发票怎么开");
      bot.reads("lin");
      bot.crash(point);
      await bot.taps("lin", "确认提交");
      await bot.settle();
      expect(bot.deaths()).toBe(1);
      expect(await bot.redeliver("lin", { last: 3 })).toEqual([
        { kind: "duplicate" },
        { kind: "duplicate" },
        { kind: "duplicate" },
      ]);
      await bot.settle();
      const codes = [bot.reads("lin"), bot.reads("pu")].map((text) => text.match(/T-\d+/g) ?? []);
      // The platform has no way to know that a process died before it could note a send.
      const most = point.after === "send" ? 2 : 1;
      expect(new Set(codes.flat()).size).toBe(1);
      for (const told of codes) expect(told.length).toBeLessThanOrEqual(most);
      for (const told of codes) expect(told.length).toBeGreaterThanOrEqual(1);
      expect(bot.errors).toEqual([]);
    });

    test("while a question is asked repeats it once at most, and goes on", async () => {
      const bot = await stage.start();
      bot.crash(point);
      await bot.says("lin", "人工");
      await bot.settle();
      const asked = bot.reads("lin").match(/想问哪个窗口/g) ?? [];
      expect(asked.length).toBeGreaterThanOrEqual(1);
      expect(asked.length).toBeLessThanOrEqual(point.after === "send" ? 2 : 1);
      await bot.says("lin", "税务");
      await bot.settle();
      expect(bot.reads("lin")).toContain("把想问的写清楚");
    });
  },
);

test("the owner of the token dies: the other process sends what it left", async () => {
  const bot = await stage.start(undefined, 2);
  for (const question of ["发票怎么开", "场地怎么借"]) {
    bot.crash({ after: "claim", before: "send" });
    await bot.says("lin", `人工 ${question}`);
    await bot.settle();
    expect(bot.reads("lin")).toContain("同意吗");
  }
  expect(bot.deaths()).toBe(2);
});

test("events that overtake each other are each applied once", async () => {
  const bot = await stage.start(undefined, 2);
  const said = ["人工", "税务", "发票怎么开", "取消"].map((text) =>
    bot.platform.say("lin", text, {}),
  );
  await bot.reorder(said, [3, 1, 0, 2]);
  await bot.settle();
  for (const event of said) expect(bot.inbox.receipts(event)).toHaveLength(1);
  expect(bot.errors).toEqual([]);
});
