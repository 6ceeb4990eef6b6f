import { describe, expect, test } from "vitest";
import { decode } from "../../../adapters/slack/decode.ts";
import { type Delivery, type Team, UnreadableDelivery } from "../../../adapters/slack/incoming.ts";
import { readText } from "../../../adapters/slack/markup.ts";
import { SAMPLE_DELIVERIES } from "../../../adapters/slack/samples.ts";

const team: Team = { installation: "slack0", teamId: "T1", botUser: () => "UBOT" };
const read = (delivery: Delivery) =>
  decode(delivery, (ids) => (ids.includes("T1") ? team : undefined), 5_000);

const TS = "1795747408.000100";
const message = {
  type: "message",
  channel: "C1",
  user: "ULIN",
  ts: TS,
  event_ts: TS,
  text: "你好",
};
const event = (happened: object, envelope: object = {}) =>
  read({
    type: "events_api",
    body: { ...SAMPLE_DELIVERIES.mention.body, ...envelope, event: { ...message, ...happened } },
  });

describe("a message", () => {
  test("with a mention is addressed, without the mention in its words, and begins a thread", () => {
    expect(read(SAMPLE_DELIVERIES.mention)).toMatchObject({
      kind: "event",
      event: {
        installation: "slack0",
        deliveryKey: "Ev1",
        contentKey: `C1:${TS}`,
        space: { platformId: "C1", kind: "group" },
        thread: TS,
        account: { platformId: "ULIN" },
        at: 1_795_747_408_000,
        body: { kind: "text", text: "第二年房租打几折？", messageId: TS, addressed: true },
      },
    });
  });

  test("and its mention are the same content, whichever comes first", () => {
    const plain = event({ channel_type: "channel", text: "<@UBOT> 第二年房租打几折？" });
    const mention = read(SAMPLE_DELIVERIES.mention);
    if (plain.kind !== "event" || mention.kind !== "event") throw new Error("not events");
    expect({ ...plain.event, deliveryKey: "" }).toEqual({ ...mention.event, deliveryKey: "" });
  });

  test("among members is not addressed", () => {
    expect(event({ channel_type: "channel" })).toMatchObject({
      event: { body: { addressed: false } },
    });
  });

  test("in a thread that the bot began replies to it", () => {
    expect(event({ thread_ts: "1.2", parent_user_id: "UBOT" })).toMatchObject({
      event: { thread: "1.2", body: { addressed: true, repliesToBot: "1.2" } },
    });
  });

  test("in a direct chat is addressed and stands in no thread", () => {
    expect(event({ channel: "D1", channel_type: "im" })).toMatchObject({
      event: {
        space: { platformId: "D1", kind: "direct" },
        thread: undefined,
        body: { addressed: true },
      },
    });
  });

  test.each(["group", "mpim"])("in a %s is one of a group", (channel_type) => {
    expect(event({ channel: "G1", channel_type })).toMatchObject({
      event: { space: { kind: "group" } },
    });
  });

  test.each([
    ["the bot's own", { user: "UBOT" }],
    ["another program's", { bot_id: "B9" }],
    ["Slackbot's", { user: "USLACKBOT" }],
    ["nobody's", { user: undefined }],
    ["about a member's coming", { subtype: "channel_join" }],
    ["of a subtype nobody knows yet", { subtype: "holographic" }],
    ["an event nobody knows yet", { type: "teleported" }],
  ])("%s is nothing", (_what, happened) => {
    expect(event(happened)).toMatchObject({ kind: "nothing" });
  });

  test("of another workspace is nothing here", () => {
    expect(event({}, { team_id: "T9", authorizations: [] })).toEqual({
      kind: "nothing",
      why: "unknown workspace",
    });
  });

  test("with a file and no words is a file; with words it is the words", () => {
    const files = [{ id: "F1", name: "合同.pdf", mimetype: "application/pdf", size: 12 }];
    const told = { reference: "F1", name: "合同.pdf", type: "application/pdf", size: 12 };
    const alone = event({ subtype: "file_share", files, text: "" });
    expect(alone).toMatchObject({ event: { body: { kind: "file", files: [told] } } });
    const both = event({ subtype: "file_share", files, text: "<@UBOT> 房租？" });
    expect(both).toMatchObject({
      event: { body: { kind: "text", text: "房租？", files: [told] } },
    });
  });

  test("edited by its author is an edit; a link that unfolds is nothing", () => {
    const changed = { subtype: "message_changed", channel: "C1", event_ts: "1795747500.000200" };
    const kept = { ts: TS, user: "ULIN", text: "你好吗" };
    expect(
      event({ ...changed, message: { ...kept, edited: { ts: "9.1", user: "ULIN" } } }),
    ).toMatchObject({
      event: { contentKey: `C1:${TS}:edit:9.1`, body: { kind: "edit", messageId: TS } },
    });
    expect(event({ ...changed, message: kept })).toMatchObject({ kind: "nothing" });
  });

  test("deleted is a deletion of that message", () => {
    expect(
      event({
        subtype: "message_deleted",
        deleted_ts: TS,
        previous_message: { ts: TS, user: "ULIN" },
      }),
    ).toMatchObject({
      event: { contentKey: `C1:${TS}:delete`, body: { kind: "delete", messageId: TS } },
    });
  });
});

describe("coming and going", () => {
  test("the bot joins and leaves; others' coming is nothing", () => {
    const joined = { type: "member_joined_channel", channel: "C1", event_ts: "1.2" };
    const bot = event({ ...joined, user: "UBOT" });
    expect(bot).toMatchObject({ event: { body: { kind: "join" } } });
    expect(bot.kind === "event" && bot.event.account).toBe(undefined);
    expect(event({ ...joined, user: "ULIN" })).toMatchObject({ kind: "nothing" });
    expect(event({ type: "channel_left", channel: "C1", event_ts: "1.3" })).toMatchObject({
      event: { body: { kind: "leave" } },
    });
  });

  test("an uninstalled app and a revoked bot token are told; a person's token is not ours", () => {
    expect(event({ type: "app_uninstalled" })).toMatchObject({ kind: "revoked" });
    expect(event({ type: "tokens_revoked", tokens: { bot: ["UBOT"] } })).toMatchObject({
      kind: "revoked",
    });
    expect(event({ type: "tokens_revoked", tokens: { oauth: ["U1"] } })).toMatchObject({
      kind: "nothing",
    });
  });

  test("somebody opens the home page", () => {
    expect(event({ type: "app_home_opened", tab: "home" })).toMatchObject({
      kind: "home",
      user: "ULIN",
    });
    expect(event({ type: "app_home_opened", tab: "messages" })).toMatchObject({ kind: "nothing" });
  });
});

describe("interactions and commands", () => {
  test("a tap carries its token, its place and its leave to open a form", () => {
    expect(read(SAMPLE_DELIVERIES.tap)).toMatchObject({
      kind: "event",
      triggerId: "1.2.abc",
      event: {
        deliveryKey: "tap:ULIN:1795747409.000100:button-1:1795747410.000100",
        space: { platformId: "C1", kind: "group" },
        thread: TS,
        body: { kind: "tap", token: "o_desk_abcdefghijkl", messageId: "1795747409.000100" },
      },
    });
  });

  test("a tap on a link does nothing more", () => {
    const actions = [{ type: "button", action_id: "button-2", action_ts: "1.2" }];
    const body = { ...SAMPLE_DELIVERIES.tap.body, actions };
    expect(read({ type: "interactive", body })).toEqual({ kind: "nothing", why: "a link" });
  });

  test("words behind the slash are the command; none ask for help", () => {
    expect(read(SAMPLE_DELIVERIES.command)).toMatchObject({
      responseUrl: "https://hooks.slack.com/commands/T1/1/x",
      event: { deliveryKey: "command:1.2.def", body: { kind: "command", text: "人工" } },
    });
    const body = { ...SAMPLE_DELIVERIES.command.body, text: " " };
    expect(read({ type: "slash_commands", body })).toMatchObject({
      event: { body: { text: "/help" } },
    });
  });

  test("a command in a chat of others belongs into the bot's own", () => {
    const body = { ...SAMPLE_DELIVERIES.command.body, channel_id: "D9" };
    expect(read({ type: "slash_commands", body })).toMatchObject({ toDirect: true });
  });

  test("a modal that is not ours is nothing", () => {
    const body = {
      type: "view_submission",
      team: { id: "T1" },
      user: { id: "ULIN" },
      view: {
        id: "V1",
        callback_id: "juchang-answer",
        private_metadata: "{}",
        state: { values: {} },
      },
    };
    expect(read({ type: "interactive", body })).toEqual({ kind: "nothing", why: "unknown modal" });
  });
});

test.each([
  ["events_api", { type: "event_callback" }],
  ["events_api", "text"],
  ["events_api", null],
  ["interactive", { no: "type" }],
  ["slash_commands", { command: "/juchang" }],
] as const)("%s of %j is not readable", (type, body) => {
  expect(() => read({ type, body })).toThrow(UnreadableDelivery);
});

test.each([
  ["<@UBOT|juchang>, 房租？", "房租？", true],
  ["请问 <@UBOT> 房租", "请问 房租", true],
  ["<@ULIN> 看 <#C1|general> 和 <https://a.example|这里>", "@ULIN 看 #general 和 这里", false],
  ["<!here> 1 &lt; 2 &amp;&amp; 3 &gt; 2", "@here 1 < 2 && 3 > 2", false],
  ["&amp;lt;", "&lt;", false],
  ["<mailto:a@b.example|a@b.example> <tel:+86>", "a@b.example +86", false],
  ["3 < 5", "3 < 5", false],
])("%s reads as %s", (raw, text, mentionsBot) => {
  expect(readText(raw, "UBOT")).toEqual({ text, mentionsBot });
});
