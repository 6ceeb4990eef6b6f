import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "../../src/engine/intent.ts";
import { laneStateSchema } from "../../src/engine/state.ts";
import { type Conversation, converse } from "../support/conversation.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";
import { drawn } from "../support/fuzz.ts";

const TEXTS = [
  "人工",
  "/desk 税务 发票怎么开",
  "税务",
  "2",
  "同意",
  "确认",
  "返回",
  "跳过",
  "取消",
  "稍后",
  "继续",
  "改问题 换一个",
  "改电话",
  "13800000000",
  "房租多少？",
  "哪个",
  "help",
  "language",
  "",
  "\u0000\u202e",
  "<script>alert(1)</script> {{7*7}} '; drop table people;--",
  "__proto__",
  "constructor",
  "🐣🐣",
];

const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...TEXTS).map((text) => ({ kind: "says", text }) as const),
  },
  { weight: 2, arbitrary: fc.nat(20).map((back) => ({ kind: "taps", back }) as const) },
  { weight: 1, arbitrary: fc.nat(6).map((run) => ({ kind: "timer", run }) as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "forged" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "group" } as const) },
);

function actions(heard: Conversation["heard"]): readonly Action[] {
  return heard.flatMap(({ intent }) => [
    ...(intent.buttons ?? []).map(({ action }) => action),
    ...(intent.kind === "choose" ? intent.options.map(({ action }) => action) : []),
  ]);
}

describe("any sequence of events", () => {
  it("throws nothing, leaves a state that survives JSON, and shows the group nothing private", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (events) => {
        const ledger = createLedger();
        const lin = converse(definition(deskServices(ledger)));
        for (const one of events) {
          if (one.kind === "says") await lin.says(one.text);
          else if (one.kind === "group") await lin.says("房租多少？", { space: "group" });
          else if (one.kind === "forged") await lin.taps("forged");
          else if (one.kind === "timer") {
            await lin.happens({ kind: "timer", name: "idle", run: one.run });
          } else {
            const offered = actions(lin.heard);
            const action = offered.at(-1 - (one.back % Math.max(1, offered.length)));
            if (action) await lin.taps(action);
          }
          const state = lin.state();
          expect(laneStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
          expect(state.runs.length).toBeLessThanOrEqual(5);
        }
        const inGroup = lin.heard.filter(
          ({ to }) => to.kind !== "person" && to.at.space === "group1",
        );
        expect(JSON.stringify(inGroup)).not.toContain("13800000000");
      }),
      { numRuns: drawn(150) },
    );
  });

  it("loses no answer to a verb that was not asked to lose one", async () => {
    const verbs = fc.constantFrom(
      "返回",
      "保留",
      "跳过",
      "重复",
      "稍后",
      "继续",
      "帮助",
      "改窗口",
      "改不知道",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(verbs, { maxLength: 12 }), async (said) => {
        const lin = converse(definition(deskServices(createLedger())));
        await lin.says("人工 发票怎么开");
        await lin.says("同意");
        const before = lin.state().runs[0]?.answers;
        for (const verb of said) await lin.says(verb);
        const kept = lin.state().runs.find(({ flow }) => flow === "desk.ticket");
        expect(kept?.answers).toEqual(before);
      }),
      { numRuns: drawn(100) },
    );
  });
});
