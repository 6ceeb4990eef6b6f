import { describe, expect, test } from "vitest";
import { tellCases } from "../../src/domain/cases/tell-cases.ts";
import type { Store } from "../../src/store/store.ts";
import { book } from "../domain/cases/lists.ts";
import { CRASH_POINTS, nameOf } from "../support/simulator/crash-point.ts";
import type { Simulation } from "../support/simulator/simulator.ts";
import { useStage } from "./cast.ts";

const stage = useStage();
const NUMBER = "DIE-730951";

/** The bot, to which the district's systems told of one application. */
async function startWithCase(): Promise<Simulation> {
  const stores: Store[] = [];
  const bot = await stage.start((shipped) => (store) => {
    stores.push(store);
    return shipped(store);
  });
  const record = {
    number: NUMBER,
    programme: "fledgling-plan",
    status: "review",
    applicant: "星河漫游",
    phoneTail: "7019",
    missing: [],
    visible: true,
    updatedAt: Date.UTC(2026, 10, 1),
  };
  await stores
    .at(-1)
    ?.inTransaction((tx) => tellCases(tx, [record], { source: "api", by: "key" }, book));
  return bot;
}

/** Up to the last question. */
async function upToCode(bot: Simulation, member: string): Promise<void> {
  for (const text of ["进度", "同意", NUMBER, "7019"]) await bot.says(member, text);
  await bot.settle();
}

async function codeOf(bot: Simulation): Promise<string> {
  bot.reads("ying");
  await bot.says("ying", `绑定码 ${NUMBER}`);
  await bot.settle();
  return /验证码 ([2-9A-Z]{8})/u.exec(bot.reads("ying"))?.[1] ?? "";
}

describe("a process that dies while an application is bound", () => {
  test.each(CRASH_POINTS.map((point) => [nameOf(point), point] as const))(
    "at %s: it is bound once, read, and its code is used up",
    async (_name, point) => {
      const bot = await startWithCase();
      await upToCode(bot, "lin");
      const code = await codeOf(bot);
      bot.reads("lin");
      bot.crash(point);
      await bot.says("lin", code);
      await bot.settle();
      expect(bot.deaths()).toBe(1);
      const read = bot.reads("lin");
      expect(read).toMatch(/对上了[\s\S]*雏鹰计划 · 评审中/u);
      expect(read.match(/对上了/gu)?.length).toBeLessThanOrEqual(2);
      await bot.says("lin", "进度");
      await bot.settle();
      expect(bot.reads("lin").match(/雏鹰计划 · 评审中/gu)).toHaveLength(1);
      await upToCode(bot, "wu");
      await bot.says("wu", code);
      await bot.settle();
      expect(bot.reads("wu")).toMatch(/没有对上/u);
    },
  );
});

test("whoever is deleted in the middle of asking is a stranger afterwards, and the code binds nothing for them", async () => {
  const bot = await startWithCase();
  await upToCode(bot, "lin");
  const code = await codeOf(bot);
  await bot.says("lin", "删除我的数据");
  await bot.says("lin", "确认删除");
  await bot.settle();
  await bot.waits(1_000);
  bot.reads("lin");
  await bot.says("lin", code);
  await bot.settle();
  expect(bot.reads("lin")).not.toMatch(/对上了|雏鹰计划/u);
  await bot.says("lin", "进度");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/核对是不是本人/u);
});
