import { expect, test } from "vitest";
import { z } from "zod";
import { flow } from "../../src/engine/builder.ts";
import type { Flow } from "../../src/engine/flow.ts";
import { changed } from "../support/simulator/builds.ts";
import type { Build } from "../support/simulator/process.ts";
import { useStage } from "./cast.ts";

const stage = useStage();

const MINUTE = 60_000;
const life = { surface: "private", idleMs: 10 * MINUTE, ttlMs: 60 * MINUTE } as const;
const question = (zh: string, en: string) => ({
  label: { zh, en },
  prompt: () => ({ text: `${zh}？` }),
  parse: (text: string) => ({ ok: true as const, value: text }),
});
const review = {
  prompt: () => ({ text: "核对" }),
  confirm: { zh: "确认", en: "Confirm" },
};
const city = question("城市", "city");
const name = question("名字", "name");

const first = flow("test.visit", { version: 1, ...life })
  .input(z.null())
  .ask("city", city)
  .ask("name", name)
  .review("check", review)
  .build();
/** The city is called place now; whoever was asked for it goes on there. */
const migrated = flow("test.visit", { version: 2, ...life })
  .input(z.null())
  .ask("place", city)
  .ask("name", name)
  .review("check", review)
  .migrate(1, ({ step, answers }) => ({
    step: step === "city" ? "place" : step === "check" ? "check" : "name",
    answers: {
      ...(typeof answers["city"] === "string" ? { place: answers["city"] } : {}),
      ...(typeof answers["name"] === "string" ? { name: answers["name"] } : {}),
    },
  }))
  .build();
const swapped = flow("test.visit", { version: 3, ...life })
  .input(z.null())
  .ask("name", name)
  .ask("city", city)
  .review("check", review)
  .restartKeepingAnswers(1)
  .build();

const having =
  (...flows: readonly Flow[]) =>
  (shipped: Build): Build =>
    changed(shipped, (definition) => ({
      ...definition,
      flows: [...definition.flows, ...flows],
      commands: [
        ...definition.commands,
        ...flows.map(({ id }) => ({ name: "visit", words: ["来访"], flow: id, input: () => null })),
      ],
    }));

test("a new version that migrates goes on where the person was, with what they said", async () => {
  const bot = await stage.start(having(first));
  await bot.says("lin", "来访");
  await bot.says("lin", "上海");
  await bot.settle();
  await bot.deploy(having(migrated)(stage.shipped()));
  bot.reads("lin");
  await bot.says("lin", "小满");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/核对[\s\S]*城市：上海[\s\S]*名字：小满/);
});

test("a new version that begins again keeps the answers, and takes none for another question's", async () => {
  const bot = await stage.start(having(first));
  await bot.says("lin", "来访");
  await bot.says("lin", "上海");
  await bot.settle();
  await bot.deploy(having(swapped)(stage.shipped()));
  bot.reads("lin");
  // Said to “名字？” of the old version, and the same question is open in the new one.
  await bot.says("lin", "小满");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/名字：小满[\s\S]*城市：上海/);
});

test("whoever was asked something else before the deploy is asked anew", async () => {
  const bot = await stage.start(having(first));
  await bot.says("lin", "来访");
  await bot.settle();
  await bot.deploy(having(swapped)(stage.shipped()));
  bot.reads("lin");
  await bot.says("lin", "上海");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/我们刚更新过[\s\S]*名字？/);
});

test("an unknown version is parked with a polite sentence, and staff are told once", async () => {
  const bot = await stage.start(having(first));
  await bot.says("lin", "来访");
  await bot.says("wu", "来访");
  await bot.settle();
  await bot.deploy(stage.shipped());
  bot.reads("lin");
  bot.reads("ying");
  await bot.says("lin", "上海");
  await bot.settle();
  expect(bot.reads("lin")).toContain("需要工作人员看一下");
  const told = bot.reads("ying");
  expect(told).toMatch(/有一件事需要人看一下[\s\S]*test\.visit/);
  expect(told).not.toMatch(/上海|林小满/);
  await bot.says("lin", "上海");
  await bot.says("wu", "杭州");
  await bot.settle();
  expect(bot.reads("lin")).not.toContain("需要工作人员看一下");
  expect(bot.reads("wu")).toContain("需要工作人员看一下");
  expect(bot.reads("ying")).toBe("");
});

test("staff hear of a parked matter although the process died right behind its commit", async () => {
  const bot = await stage.start(having(first));
  await bot.says("lin", "来访");
  await bot.settle();
  await bot.deploy(stage.shipped());
  bot.crash({ after: "commit", before: "ack" });
  await bot.says("lin", "上海");
  await bot.settle();
  expect(bot.deaths()).toBe(1);
  // One message, which may have gone out twice: the process may also have died while sending it.
  const told = bot.platform.seenBy("ying").filter(({ text }) => text.includes("需要人看一下"));
  expect(new Set(told.map(({ outbound }) => outbound)).size).toBe(1);
});

test.each([
  ["the version it was parked in", first],
  ["a version that knows how to go on", migrated],
])("a parked matter is taken up again by %s", async (_what, known) => {
  const bot = await stage.start(having(first));
  await bot.says("lin", "来访");
  await bot.says("lin", "上海");
  await bot.settle();
  await bot.deploy(stage.shipped());
  await bot.says("lin", "小满");
  await bot.settle();
  expect(bot.reads("lin")).toContain("需要工作人员看一下");
  await bot.deploy(having(known)(stage.shipped()));
  await bot.says("lin", "在吗");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/我们刚更新过[\s\S]*名字？/);
  await bot.says("lin", "小满");
  await bot.settle();
  expect(bot.reads("lin")).toMatch(/城市：上海[\s\S]*名字：小满/);
});

test("a deploy between two deliveries of the same tap does it once", async () => {
  const bot = await stage.start();
  await bot.says("lin", "人工 发票怎么开");
  await bot.settle();
  await bot.taps("lin", "同意");
  await bot.settle();
  bot.crash({ after: "commit", before: "ack" });
  await bot.taps("lin", "确认提交");
  await bot.deploy(stage.shipped());
  await bot.settle();
  expect(bot.reads("lin").match(/工单号/g)).toHaveLength(1);
});
