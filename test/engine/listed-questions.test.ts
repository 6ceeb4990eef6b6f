import { describe, expect, it } from "vitest";
import { flow } from "../../src/engine/builder.ts";
import type { EngineDefinition } from "../../src/engine/definition.ts";
import type { ListedQuestion } from "../../src/engine/flow.ts";
import { graphOf } from "../../src/engine/graph.ts";
import type { Json } from "../../src/engine/terms.ts";
import { converse } from "../support/conversation.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

const named = (zh: string, more: Partial<ListedQuestion> = {}): ListedQuestion => ({
  label: { zh, en: zh },
  optional: false,
  ...more,
});

function talk(questions: ListedQuestion[]) {
  const taken: Json[] = [];
  const visit = flow("test.listed", { version: 1, surface: "private", idleMs: 1, ttlMs: 1 })
    .askEach("q", 4, {
      question: (place) => questions[place],
      prompt: (place) => ({ text: `${questions[place]?.label.zh}?` }),
      parse: (said) =>
        said.length > 8
          ? { ok: false, reason: { zh: "太长", en: "too long" } }
          : { ok: true, value: said },
      prefill: (place) => (questions[place]?.label.zh === "已知" ? "旧" : undefined),
      show: (value) => value,
    })
    .review("check", {
      prompt: () => ({ text: "核对" }),
      confirm: { zh: "确认", en: "Confirm" },
    })
    .effect("keep", {
      key: ({ run }) => run,
      perform: async (_transaction, { answers }) => {
        taken.push(answers["q-1"] ?? null, answers["q-2"] ?? null, answers["q-3"] ?? null);
        return { kind: "kept" };
      },
    })
    .match("keep", { kept: { to: "end" } })
    .build();
  const bot = definition(deskServices(createLedger()));
  const shipped: EngineDefinition = {
    ...bot,
    flows: [...bot.flows, visit],
    commands: [
      ...bot.commands,
      { name: "visit", words: ["来访"], flow: "test.listed", input: () => null },
    ],
  };
  return { taken, visit, lin: converse(shipped) };
}

describe("a list of questions known only in the run", () => {
  const choices = [
    { id: "1", label: { zh: "带货", en: "Commerce" } },
    { id: "2", label: { zh: "探店", en: "Visits" } },
  ];
  const THREE = [
    named("称呼"),
    named("板块", { options: choices }),
    named("问题", { optional: true }),
  ];

  it("is asked in its order, each question in its own way", async () => {
    const { lin, taken } = talk(THREE);
    expect((await lin.says("来访")).text).toContain("称呼?");
    expect((await lin.says("小满")).text).toMatch(/板块\?[\s\S]*1\. 带货[\s\S]*2\. 探店/);
    expect((await lin.says("第二个")).text).toMatch(/问题\?[\s\S]*跳过/);
    expect((await lin.says("跳过")).text).toContain("核对");
    await lin.says("确认");
    expect(taken).toEqual(["小满", "2", null]);
  });

  it("takes a tap on an option, and changes any answer on the review card", async () => {
    const { lin, taken } = talk(THREE);
    await lin.says("来访");
    await lin.says("小满");
    await lin.tapsLabel("带货");
    await lin.says("想问");
    expect((await lin.tapsLabel("改板块")).text).toContain("目前的回答");
    await lin.tapsLabel("探店");
    await lin.says("改称呼 林小满");
    await lin.says("确认");
    expect(taken).toEqual(["林小满", "2", "想问"]);
  });

  it("says why an answer is none, and does not skip what is required", async () => {
    const { lin } = talk(THREE);
    await lin.says("来访");
    expect((await lin.says("这个称呼实在是太长太长了")).text).toContain("太长");
    expect((await lin.says("跳过")).text).toContain("不能跳过");
  });

  it("does not ask what is known already", async () => {
    const { lin, taken } = talk([named("已知"), named("称呼")]);
    expect((await lin.says("来访")).text).toContain("称呼?");
    await lin.says("小满");
    await lin.says("确认");
    expect(taken).toEqual(["旧", "小满", null]);
  });

  it("leaves out what is no longer in the list", async () => {
    const list = [named("称呼"), named("板块", { options: choices })];
    const { lin } = talk(list);
    await lin.says("来访");
    await lin.says("小满");
    await lin.says("1");
    list.pop();
    const again = await lin.says("重复");
    expect(again.text).toContain("称呼：小满");
    expect(again.text).not.toContain("板块");
  });

  it("has a step for each place it may have, which stored runs can name", () => {
    const { visit } = talk([]);
    expect(
      graphOf(visit)
        .steps.map(({ id }) => id)
        .slice(0, 4),
    ).toEqual(["q-1", "q-2", "q-3", "q-4"]);
  });
});
