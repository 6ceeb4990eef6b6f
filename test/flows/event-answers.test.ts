import { describe, expect, it } from "vitest";
import type { SignUpRequest } from "../../src/domain/events/work.ts";
import { converse } from "../support/conversation.ts";
import { eventOf, fakeEvents } from "../support/fake-events.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

function talk(changes: Parameters<typeof fakeEvents>[0] = {}) {
  const requests: SignUpRequest[] = [];
  const events = fakeEvents({ requests, ...changes });
  const bot = definition(deskServices(createLedger()), undefined, undefined, { events });
  return { requests, lin: converse(bot) };
}

describe("answers to an event's questions", () => {
  it.each([
    "满",
    "名".repeat(40),
    "名".repeat(400),
    "👩‍🎤小满",
    "*小满* <b>x</b> [a](https://x.y)",
  ])("takes a name as it is: %s", async (name) => {
    const { lin, requests } = talk();
    await lin.says("报名 EV-01");
    await lin.says("同意");
    await lin.says(name);
    await lin.says("13800000000");
    await lin.says("1");
    await lin.says("跳过");
    await lin.says("确认");
    expect(requests[0]?.answers["name"]).toBe(name);
  });

  it.each([
    ["+86 138-0000-0000", "+8613800000000"],
    ["0086 13800000000", "+8613800000000"],
    ["１３８００００００００", "+8613800000000"],
    ["138 0000 0000", "+8613800000000"],
    ["021-12345678", "+862112345678"],
    ["+1 (415) 555-0100", "+14155550100"],
  ])("takes a phone number as people type it: %s", async (typed, kept) => {
    const { lin, requests } = talk();
    await lin.says("报名 EV-01");
    await lin.says("同意");
    await lin.says("小满");
    await lin.says(typed);
    await lin.says("1");
    await lin.says("跳过");
    await lin.says("确认");
    expect(requests[0]?.answers["phone"]).toBe(kept);
  });

  it.each(["12345", "138000000000", "2380000000a", "电话没有"])(
    "says what is wrong with a number that is none: %s",
    async (typed) => {
      const { lin } = talk();
      await lin.says("报名 EV-01");
      await lin.says("同意");
      await lin.says("小满");
      expect((await lin.says(typed)).text).toContain("这个号码看起来不对");
    },
  );

  it("asks as many as twenty questions of every kind", async () => {
    const kinds = ["text", "number", "link", "yes_no", "phone"] as const;
    const said = {
      text: "好",
      number: "三 3",
      link: "example.com/a",
      yes_no: "是",
      phone: "13800000000",
    };
    const questions = Array.from({ length: 20 }, (_none, index) => ({
      key: `k${index}`,
      label: { zh: `第${index}项`, en: `item ${index}` },
      type: kinds[index % kinds.length] ?? "text",
      required: true,
      personal: false,
      options: [],
    }));
    const { lin, requests } = talk({ events: [eventOf("EV-01", "AI开放麦", { questions })] });
    await lin.says("报名 EV-01");
    await lin.says("同意");
    expect((await lin.says("一些字")).text).toContain("第1项");
    expect((await lin.says("没有数")).text).toContain("请回复一个数字");
    await lin.says("3");
    expect((await lin.says("不是网址")).text).toContain("完整的网址");
    await lin.says(said.link);
    for (const { type } of questions.slice(3)) await lin.says(type === "number" ? "7" : said[type]);
    await lin.says("确认");
    expect(Object.keys(requests[0]?.answers ?? {})).toHaveLength(20);
    expect(requests[0]?.answers).toMatchObject({ k3: "yes", k2: "https://example.com/a" });
  });
});
