import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import type { Answerer } from "../../src/knowledge/answer.ts";
import { type AskSettings, askLine } from "../../src/knowledge/ask.ts";
import { openKnowledge, ROUTED_FLOWS } from "../../src/open-knowledge.ts";

/**
 * Messages that a pattern with two ways to read the same characters would try for years, and with them everybody
 * else would wait. Read once, they take milliseconds; the limit is there to end a test that has failed.
 */
const MESSAGES: readonly (readonly string[])[] = [
  ["雏鹰计划是什么？", `${"那么".repeat(60)}x`],
  [`${"http://a".repeat(60)} x`],
  [`${"https://b.cn/ ".repeat(60)}吗 x`],
  [`wow${"wwow".repeat(60)}o`],
  [`${"ahhaah".repeat(60)}x`],
  [`${"ahhaah".repeat(16)}x`],
  ["雏鹰计划是什么？", `${"有没有要什么条件".repeat(60)}y`],
];
const LIMIT_MS = 60_000;

let answerer: Answerer;
beforeAll(async () => {
  ({ answerer } = (await openKnowledge()).live.current());
});

test.each(MESSAGES)(
  "message %# is answered like any other",
  (...said) => {
    const turns = said.map((q) => ({ q }));
    for (const inGroup of [false, true]) {
      const settings: AskSettings = { locale: "zh-CN", inGroup, flows: ROUTED_FLOWS };
      const ask = () => askLine(answerer, { id: "1", turns }, settings);
      expect(runInNewContext("ask()", { ask }, { timeout: LIMIT_MS })).toMatchObject({ id: "1" });
    }
  },
  150_000,
);
