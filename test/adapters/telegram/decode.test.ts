import { describe, expect, test } from "vitest";
import { SAMPLE_UPDATES } from "../../../adapters/telegram/samples.ts";
import { bodyOf, decode, eventOf, GROUP, LIN, mention, message } from "./decoding.ts";

describe("each kind of update", () => {
  test.each(Object.entries(SAMPLE_UPDATES))("%s", (_name, update) => {
    expect(decode(update)).toMatchSnapshot();
  });
});

describe("a mention", () => {
  test.each([
    ["at the beginning", "@juchang_bot 房租？", "房租？"],
    ["in the middle", "请问 @juchang_bot，房租？", "请问房租？"],
    ["at the end", "房租？ @juchang_bot", "房租？"],
    ["between English words", "what about @juchang_bot rent", "what about rent"],
    ["behind an emoji", "👨‍👩‍👧 @juchang_bot 房租？", "👨‍👩‍👧房租？"],
  ])("%s is taken out", (_where, said, text) => {
    expect(bodyOf(mention(said))).toMatchObject({ kind: "text", text, addressed: true });
  });

  test("of somebody else, or one that only looks like one, calls nobody", () => {
    expect(bodyOf(mention("@juchang_bot2 好", "@juchang_bot2"))).toMatchObject({
      addressed: false,
    });
    expect(bodyOf({ text: "@juchang_bot 好" })).toMatchObject({
      addressed: false,
      text: "@juchang_bot 好",
    });
  });

  test("without a user name counts by the account", () => {
    const entities = [{ type: "text_mention", offset: 0, length: 4, user: { id: 7 } }];
    expect(bodyOf({ text: "聚场助手 房租？", entities })).toMatchObject({
      text: "房租？",
      addressed: true,
    });
  });

  test("before a command makes it one", () => {
    expect(bodyOf(mention("@juchang_bot /desk"))).toMatchObject({ kind: "command", text: "/desk" });
  });
});

const commandIn = (text: string) => ({
  text,
  entities: [{ type: "bot_command", offset: 0, length: /^\S+/.exec(text)?.[0].length ?? 0 }],
});

describe("a command", () => {
  test.each([
    ["/ask 房租？", { kind: "command", text: "/ask 房租？" }],
    ["/ask@juchang_bot 房租？", { kind: "command", text: "/ask 房租？" }],
    ["/ASK@Juchang_Bot", { kind: "command", text: "/ASK" }],
    ["/ask@other_bot 房租？", { kind: "text", addressed: false }],
    ["/start", { kind: "command", text: "/start" }],
    ["/start o_desk_abcdefghijkl", { kind: "tap", token: "o_desk_abcdefghijkl" }],
    ["/start@juchang_bot o_x_y", { kind: "tap", token: "o_x_y" }],
    ["/start 不是令牌", { kind: "command" }],
    [`/start ${"x".repeat(65)}`, { kind: "command" }],
  ])("%s", (text, body) => {
    expect(bodyOf(commandIn(text))).toMatchObject(body);
  });
});

describe("a reply", () => {
  const reply = (from: object, more: object = {}) => ({
    text: "第三年呢？",
    reply_to_message: { message_id: 9, from, ...more },
  });

  test("to the bot is addressed to it", () => {
    expect(bodyOf(reply({ id: 7 }))).toMatchObject({ addressed: true, repliesToBot: "9" });
  });

  test("to somebody else is not, nor is the beginning of a topic the bot opened", () => {
    expect(bodyOf(reply({ id: 8 }))).toMatchObject({ addressed: false });
    expect(bodyOf(reply({ id: 7 }, { forum_topic_created: {} }))).toMatchObject({
      addressed: false,
    });
  });
});

describe("the thread", () => {
  test("is a topic's, and only a topic's", () => {
    const inTopic = { text: "x", message_thread_id: 5, is_topic_message: true };
    expect(eventOf(message(inTopic)).thread).toBe("5");
    expect(eventOf(message({ text: "x", message_thread_id: 5 })).thread).toBeUndefined();
    expect(eventOf(message({ text: "x" })).thread).toBeUndefined();
  });
});

describe("nobody's words", () => {
  test.each([
    [
      "an anonymous admin",
      { from: { id: 1_087_968_824, is_bot: true }, sender_chat: { id: -100 } },
    ],
    ["a member in a channel's name", { sender_chat: { id: -200 } }],
    ["another bot", { from: { id: 8, is_bot: true, first_name: "B" } }],
    ["a channel's post", { from: undefined, sender_chat: { id: -200 } }],
  ])("%s is no event", (_who, more) => {
    expect(decode(message({ text: "/ask x", ...more }))).toEqual({
      kind: "nothing",
      why: "no person",
    });
  });

  test("sent through our own inline mode are ours", () => {
    expect(decode(message({ text: "x", via_bot: { id: 7 } })).kind).toBe("nothing");
    expect(bodyOf({ text: "x", via_bot: { id: 8 } })).toMatchObject({ addressed: false });
  });

  test("that were forwarded call and command nothing", () => {
    const forwarded = { ...commandIn("/desk@juchang_bot"), forward_origin: {} };
    expect(bodyOf(forwarded)).toMatchObject({ kind: "text", addressed: false });
    expect(
      bodyOf({ text: "房租？", forward_origin: {} }, { id: 42, type: "private" }),
    ).toMatchObject({ kind: "text", addressed: true });
  });

  test.each([{ pinned_message: {} }, { new_chat_members: [] }, { new_chat_title: "x" }])(
    "the service message %o is no event",
    (more) => {
      expect(decode(message(more))).toEqual({ kind: "nothing", why: "service message" });
    },
  );
});

test("an edit is one, and the same message has one content key however it comes", () => {
  const edited = { update_id: 3, edited_message: message({ text: "改" }).message };
  expect(eventOf(edited).body).toEqual({ kind: "edit", messageId: "5" });
  expect(eventOf(message({ text: "x" })).contentKey).toBe("m:-100:5");
  expect(eventOf(edited).contentKey).toBeUndefined();
});

test("both messages of an upgrade are the same event", () => {
  const old = { id: -1, type: "group", title: "群" };
  const to = eventOf(message({ migrate_to_chat_id: -100 }, old));
  const from = eventOf(message({ migrate_from_chat_id: -1 }));
  expect(to.contentKey).toBe(from.contentKey);
  for (const event of [to, from]) {
    expect(event.space.platformId).toBe("-100");
    expect(event.body).toEqual({ kind: "moved", fromPlatformId: "-1" });
    expect(event.account).toBeUndefined();
  }
});

describe("the bot's own membership", () => {
  const became = (was: string, is: string, chat: object = GROUP) =>
    decode({
      update_id: 9,
      my_chat_member: {
        chat,
        from: LIN,
        date: 100,
        old_chat_member: { status: was },
        new_chat_member: { status: is },
      },
    });

  test("joining and leaving are events without a person", () => {
    expect(became("left", "member")).toMatchObject({ event: { body: { kind: "join" } } });
    expect(became("kicked", "administrator")).toMatchObject({ event: { body: { kind: "join" } } });
    expect(became("member", "kicked")).toMatchObject({ event: { body: { kind: "leave" } } });
  });

  test("other rights are nothing new", () => {
    expect(became("member", "administrator").kind).toBe("nothing");
  });

  test("blocking is that person's leaving, unblocking their coming back", () => {
    const direct = { id: 42, type: "private" };
    expect(became("member", "kicked", direct)).toMatchObject({
      event: { body: { kind: "leave" }, account: { platformId: "42" } },
    });
    const back = became("kicked", "member", direct);
    expect(back).toMatchObject({
      event: { body: { kind: "join" }, account: { platformId: "42" } },
    });
    // Whoever adds the bot to a group is told what it can read there: nobody was added anywhere here.
    expect(back).toHaveProperty("addedBy", undefined);
  });
});

describe("bad input", () => {
  test.each([
    undefined,
    null,
    7,
    "x",
    [],
    {},
    { update_id: "1" },
    { update_id: 1 },
    { update_id: 1, poll: {} },
    { update_id: 1, message: null },
    { update_id: 1, message: { message_id: 1 } },
    { update_id: 1, callback_query: { id: "1", from: LIN, data: "x" } },
    { update_id: 1, my_chat_member: { chat: GROUP } },
    { update_id: 1, brand_new_kind: { anything: true } },
  ])("%j is nothing", (update) => {
    expect(decode(update).kind).toBe("nothing");
  });

  test("a person without a name has none", () => {
    const nameless = { id: 42, is_bot: false, first_name: "" };
    expect(eventOf(message({ text: "x", from: nameless })).account?.name).toBeUndefined();
  });
});
