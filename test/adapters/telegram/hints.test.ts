import { describe, expect, test } from "vitest";
import { sampleIntents } from "../../../adapters/telegram/samples.ts";
import type { Intent } from "../../../src/engine/intent.ts";
import { groupWith, inGroup, useRunning, whenReady } from "./running.ts";

const at = useRunning();
const ready = () => whenReady(at());

describe("a hint for one member of a group", () => {
  const hint: Intent = { kind: "notice", text: "这个按钮不是给你的。" };

  test("is the alert that answers their tap", async () => {
    const running = await ready();
    const { people } = running.telegram;
    const { lin, group } = groupWith(running);
    const { buttons } = sampleIntents("zh-CN").say;
    await running.send({ space: inGroup(group), intent: { kind: "say", text: "…", buttons } });
    running.decide = (event) => {
      const isTap = event.body.kind === "tap";
      if (isTap) {
        void running.send({ space: inGroup(group), onlyFor: String(lin), intent: hint });
      }
      return { kind: "committed" };
    };
    expect(await people.taps(lin, group, "问窗口")).toEqual({ text: hint.text });
    expect(people.botSaid(group)).toHaveLength(1);
  });

  test("that leads to the direct chat opens it", async () => {
    const running = await ready();
    const { people } = running.telegram;
    const { lin, group } = groupWith(running);
    const { say, notice } = sampleIntents("zh-CN");
    await running.send({ space: inGroup(group), intent: say });
    running.decide = () => {
      void running.send({ space: inGroup(group), onlyFor: String(lin), intent: notice });
      return { kind: "committed" };
    };
    const { url } = await people.taps(lin, group, "问窗口");
    expect(url).toBe("https://t.me/juchang_test_bot?start=a__repeat");
  });

  test("without a tap goes to the direct chat, or is a neutral line that leads there", async () => {
    const running = await ready();
    const { people } = running.telegram;
    const { lin, group } = groupWith(running);
    people.starts(lin);
    const onlyFor = String(lin);
    await running.send({ space: inGroup(group), onlyFor, intent: hint });
    expect(people.botSaid(group)).toEqual([]);
    // Who added the bot may be told of its privacy mode in the meantime.
    expect(people.botSaid(lin).map(({ text }) => text)).toContain(hint.text);
    const { notice } = sampleIntents("zh-CN");
    await running.send({ space: inGroup(group), onlyFor, intent: notice });
    expect(people.botSaid(group)).toHaveLength(1);
    expect(people.button(group, "去私聊")?.url).toContain("?start=a__repeat");
  });

  test("never shows in the group, even when its person has no direct chat", async () => {
    const running = await ready();
    const { lin, group } = groupWith(running);
    const onlyFor = String(lin);
    expect(await running.send({ space: inGroup(group), onlyFor, intent: hint })).toEqual({
      kind: "unreachable",
      reason: "never started",
    });
    expect(running.telegram.people.botSaid(group)).toEqual([]);
  });

  test("a tap nobody has a hint for is answered all the same", async () => {
    const running = await ready();
    const { lin, group } = groupWith(running);
    await running.send({ space: inGroup(group), intent: sampleIntents("zh-CN").say });
    expect(await running.telegram.people.taps(lin, group, "问窗口")).toEqual({});
  });
});
