import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decodeFrame,
  joinEvent,
  type Said,
  saidEvent,
  sendKey,
  tapEvent,
} from "../../../adapters/web/decode.ts";
import { MEMBERS, type Member } from "../../../adapters/web/members.ts";
import type { PlaygroundMessage } from "../../../adapters/web/messages-port.ts";
import { SAMPLE_FRAMES, SAMPLE_INTENTS } from "../../../adapters/web/samples.ts";

const lin = member("lin-xiaoman");
const kite = member("blue-kite");

function member(id: string): Member {
  const found = MEMBERS.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`No member ${id}`);
  return found;
}

const message = (text: string, rest: Partial<PlaygroundMessage> = {}): PlaygroundMessage => ({
  id: "13",
  space: "group",
  author: lin.id,
  at: 1_800_000_000_000,
  body: { kind: "text", text },
  ...rest,
});

const said = (text: string, rest: Partial<PlaygroundMessage> = {}, replied?: PlaygroundMessage) =>
  ({
    installation: "web0",
    message: message(text, rest),
    key: sendKey(lin.id, SAMPLE_FRAMES.send.key),
    member: lin,
    replied,
  }) satisfies Said;

const ofBot = message("", {
  id: "12",
  author: "bot",
  body: { kind: "intent", intent: SAMPLE_INTENTS.say, locale: "zh-CN" },
});

describe("a frame", () => {
  test.each(Object.entries(SAMPLE_FRAMES))("of the samples is taken: %s", (_, frame) => {
    expect(decodeFrame(frame)).toEqual(frame);
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a list", []],
    ["an unknown type", { ...SAMPLE_FRAMES.send, type: "become-admin" }],
    ["a field too many", { ...SAMPLE_FRAMES.send, author: "bot" }],
    ["a field too few", { type: "tap", key: SAMPLE_FRAMES.tap.key }],
    ["a short key", { ...SAMPLE_FRAMES.send, key: "1" }],
    ["a key with a colon", { ...SAMPLE_FRAMES.send, key: "m:amay:123456" }],
    ["a text that is none", { ...SAMPLE_FRAMES.send, text: { $ne: "" } }],
    ["a message id that is none", { ...SAMPLE_FRAMES.tap, message: "1; drop table" }],
    ["a token of other letters", { ...SAMPLE_FRAMES.tap, token: "a_b_<c>" }],
    ["a token too long", { ...SAMPLE_FRAMES.tap, token: "a".repeat(65) }],
  ])("with %s is refused as invalid", (_, frame) => {
    expect(decodeFrame(frame)).toMatchObject({ error: "invalid" });
  });

  test("says politely, in both languages, that a text is too long", () => {
    const refused = decodeFrame({ ...SAMPLE_FRAMES.send, text: "长".repeat(20_001) });
    expect(refused).toMatchObject({ error: "too-long" });
    expect(refused).toHaveProperty("reason.zh", expect.stringContaining("20,000"));
    expect(refused).toHaveProperty("reason.en", expect.stringContaining("20,000"));
  });

  test.each([5000, 20_000])("with a text of %d characters is taken whole", (length) => {
    const text = "长".repeat(length);
    expect(decodeFrame({ ...SAMPLE_FRAMES.send, text })).toMatchObject({ text });
  });

  test.each(["", "  \n\t ", "\u200b\u200d\ufeff", "\u202e\u202c", "\u0000"])(
    "with nothing to see in it (%j) is refused as empty",
    (text) => {
      expect(decodeFrame({ ...SAMPLE_FRAMES.send, text })).toMatchObject({ error: "empty" });
    },
  );

  test("loses what no database keeps: NUL and half of a pair", () => {
    const decoded = decodeFrame({ ...SAMPLE_FRAMES.send, text: "a\u0000b\ud83dc🙂" });
    expect(decoded).toMatchObject({ text: "ab\ufffdc🙂" });
  });

  test("of any shape is taken or refused, never thrown over", () => {
    const near = fc.record({
      type: fc.constantFrom("send", "tap", "read", "x"),
      key: fc.string(),
      space: fc.string(),
      text: fc.string({ unit: "binary" }),
      message: fc.string(),
      token: fc.string(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), near), (raw) => {
        const decoded = decodeFrame(raw);
        expect("error" in decoded || "type" in decoded).toBe(true);
      }),
    );
  });
});

describe("a message in the group", () => {
  test("with a mention is addressed, and arrives without it", () => {
    expect(saidEvent(said("@小V 第二年房租打几折？"))).toEqual({
      installation: "web0",
      deliveryKey: "m:lin-xiaoman:0b0f6f0e-7d8e-4b52-9c3a-1f2e3d4c5b6a",
      space: { platformId: "group", kind: "group", title: "V聚场创作者群" },
      thread: undefined,
      account: { platformId: "lin-xiaoman", name: "林小满", localeTag: "zh-CN" },
      at: 1_800_000_000_000,
      body: {
        kind: "text",
        text: "第二年房租打几折？",
        messageId: "13",
        addressed: true,
        repliesToBot: undefined,
      },
    });
  });

  test("between members is not addressed, and arrives as it is", () => {
    const body = { kind: "text", text: " 谁在二楼 ", addressed: false };
    expect(saidEvent(said(" 谁在二楼 "))?.body).toMatchObject(body);
  });

  test("that replies to the bot is addressed, and names what it replies to", () => {
    const event = saidEvent(said("第三年呢？", { replyTo: "12" }, ofBot));
    expect(event?.body).toMatchObject({ addressed: true, repliesToBot: "12" });
  });

  test("that replies to a member is not", () => {
    const event = saidEvent(said("好呀", { replyTo: "11" }, message("来吗", { id: "11" })));
    expect(event?.body).toMatchObject({ addressed: false, repliesToBot: undefined });
  });

  test.each(["/desk", "@小V /ask where", "/language zh"])("is a command: %s", (text) => {
    expect(saidEvent(said(text))?.body).toMatchObject({
      kind: "command",
      text: text.replace("@小V ", ""),
      messageId: "13",
    });
  });

  test.each(["/", "/ 或者", "5/6 的活动", "//不是命令"])("is no command: %s", (text) => {
    expect(saidEvent(said(text))?.body.kind).toBe("text");
  });
});

test("a direct chat is always addressed", () => {
  const event = saidEvent({
    ...said("房租"),
    message: message("房租", { space: "direct:lin-xiaoman" }),
  });
  expect(event?.space).toEqual({ platformId: "direct:lin-xiaoman", kind: "direct" });
  expect(event?.body).toMatchObject({ addressed: true });
});

test("the bot's own messages are no events", () => {
  expect(saidEvent({ ...said(""), message: ofBot })).toBeUndefined();
});

test("the message of someone who has left is still an event", () => {
  const event = saidEvent({ ...said("@小V 在吗"), member: undefined });
  expect(event?.account).toEqual({ platformId: "lin-xiaoman" });
});

test("a tap happens where its button stands, under a key of its member's own", () => {
  const tapped = {
    installation: "web0",
    frame: SAMPLE_FRAMES.tap,
    message: ofBot,
    member: kite,
    at: 5,
  };
  expect(tapEvent(tapped)).toMatchObject({
    deliveryKey: "t:blue-kite:2b0f6f0e-7d8e-4b52-9c3a-1f2e3d4c5b6a",
    space: { platformId: "group", kind: "group" },
    account: { platformId: "blue-kite", name: "Blue Kite", localeTag: "en" },
    at: 5,
    body: { kind: "tap", token: "o_desk_abcdefghijkl", messageId: "12" },
  });
});

test("one member's key is never another's", () => {
  expect(sendKey("amay", "k")).not.toBe(sendKey("mumu", "k"));
});

test("the bot's joining of the group is an event without a person, always under the same key", () => {
  const { deliveryKey, account, body } = joinEvent("web0", 5);
  expect({ account, body }).toEqual({ account: undefined, body: { kind: "join" } });
  expect(deliveryKey).toBe(joinEvent("web0", 6).deliveryKey);
});
