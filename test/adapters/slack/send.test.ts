import { describe, expect, test } from "vitest";
import { sampleIntents } from "../../../adapters/slack/samples.ts";
import { PAST_WINDOW, type SendResult } from "../../../src/engine/adapter.ts";
import { wordsOf } from "../../stand-ins/slack/people.ts";
import { startSlack } from "../../stand-ins/slack/server.ts";
import { addChannel } from "../../stand-ins/slack/world.ts";
import { adapterOn, outgoing } from "./adapter-on.ts";
import { GROUP, heard, KITE, LIN } from "./slack-service.ts";

const intents = sampleIntents("zh-CN");

const idOf = (result: SendResult) => (result.kind === "sent" ? result.messageId : result.kind);

describe("a message arrives", () => {
  test("in the channel, or in the thread of what it answers", async () => {
    const { slack, adapter } = await adapterOn();
    const { ts } = await slack.people.says(LIN, GROUP, "@bot 房租？");
    await adapter.send(outgoing());
    await adapter.send(outgoing({ replyTo: ts }));
    await adapter.send(outgoing({ thread: ts, replyTo: "1.5" }));
    const bots = slack.people.sees(KITE, GROUP).filter(({ user }) => user === slack.team.botUser);
    expect(bots.map(({ thread }) => thread)).toEqual([undefined, ts, ts]);
    expect(slack.mistakes()).toEqual([]);
  });

  test("answers to what is no message stand by themselves", async () => {
    const { slack, adapter } = await adapterOn();
    const direct = slack.people.direct(LIN).id;
    const space = { platformId: direct, kind: "direct" } as const;
    expect(idOf(await adapter.send(outgoing({ space, replyTo: "view:V1" })))).toMatch(/^\d+\.\d+$/);
    expect(slack.mistakes()).toEqual([]);
  });

  test("in a thread that is gone: in the channel itself", async () => {
    const { slack, adapter } = await adapterOn();
    expect(await adapter.send(outgoing({ thread: "1.000001" }))).toMatchObject({ kind: "sent" });
    expect(slack.people.sees(KITE, GROUP).at(-1)?.thread).toBeUndefined();
  });

  test("edited in place, and as a new message where Slack does not let it be", async () => {
    const { slack, adapter } = await adapterOn();
    const edits = idOf(await adapter.send(outgoing({ intent: intents.card })));
    const card = { ...intents.card, text: "窗口已答复。" };
    expect(idOf(await adapter.send(outgoing({ intent: card, edits })))).toBe(edits);
    expect(heard(slack, KITE, GROUP)).toHaveLength(1);
    expect(heard(slack, KITE, GROUP)[0]).toContain("窗口已答复。");
    slack.faults.push({ method: "chat.update", times: 1, error: "edit_window_closed" });
    expect(idOf(await adapter.send(outgoing({ intent: card, edits })))).not.toBe(edits);
    expect(heard(slack, KITE, GROUP)).toHaveLength(2);
  });

  test("is taken back, unless the workspace keeps what was said", async () => {
    const { slack, adapter } = await adapterOn();
    const { space } = outgoing();
    const messageId = idOf(await adapter.send(outgoing({ intent: intents.card })));
    slack.world.undeletable = true;
    expect(await adapter.retract({ space, messageId })).toEqual({
      kind: "refused",
      reason: PAST_WINDOW,
    });
    slack.world.undeletable = false;
    for (const _again of [1, 2]) {
      expect(await adapter.retract({ space, messageId })).toEqual({ kind: "sent", messageId });
    }
    expect(heard(slack, KITE, GROUP)).toEqual([]);
    expect(slack.mistakes()).toEqual([]);
  });

  test("for one member's eyes only, in the channel while nobody has answered in the thread", async () => {
    const { slack, adapter } = await adapterOn();
    const { ts } = await slack.people.says(LIN, GROUP, "@bot 人工");
    const hint = outgoing({ intent: intents.notice, onlyFor: LIN, thread: ts });
    await adapter.send(hint);
    expect(heard(slack, LIN, GROUP)).toEqual([intents.notice.text]);
    expect(heard(slack, KITE, GROUP)).toEqual([]);
    await adapter.send(outgoing({ thread: ts }));
    await adapter.send({ ...hint, outbound: "again" });
    expect(slack.people.sees(LIN, GROUP).at(-1)).toMatchObject({ onlyFor: LIN, thread: ts });
  });

  test("without blocks when Slack does not take them, with every word", async () => {
    const { slack, adapter } = await adapterOn();
    slack.faults.push({ method: "chat.postMessage", times: 1, error: "invalid_blocks" });
    expect(await adapter.send(outgoing({ intent: intents.review }))).toMatchObject({
      kind: "sent",
    });
    const [words] = heard(slack, KITE, GROUP);
    expect(words).toContain(intents.review.rows[0].value);
  });

  test("in parts: one that stopped in between goes on where it stopped", async () => {
    const { slack, adapter } = await adapterOn();
    const long = outgoing({ intent: { kind: "say", text: "政策".repeat(100_000) } });
    const rest = { kind: "later", afterMs: 1_000, scope: "message" } as const;
    expect(await adapter.send(long)).toEqual(rest);
    expect(heard(slack, KITE, GROUP)).toHaveLength(1);
    slack.faults.push({ method: "chat.postMessage", times: 1, status: 429, retryAfter: 7 });
    expect(await adapter.send(long)).toEqual({ kind: "later", afterMs: 7_000, scope: "chat" });
    let sent = await adapter.send(long);
    while (sent.kind === "later") sent = await adapter.send(long);
    expect(sent.kind).toBe("sent");
    const said = heard(slack, KITE, GROUP).join("");
    expect(said.replaceAll(/[^政策]/g, "")).toBe("政策".repeat(100_000));
  });
});

describe("a message does not arrive", () => {
  test.each([
    ["channel_not_found", { kind: "unreachable", reason: "channel_not_found" }],
    ["not_in_channel", { kind: "unreachable", reason: "not_in_channel" }],
    ["is_archived", { kind: "unreachable", reason: "is_archived" }],
    ["user_disabled", { kind: "unreachable", reason: "user_disabled" }],
    ["account_inactive", { kind: "later", afterMs: 60_000, scope: "token" }],
    ["token_revoked", { kind: "later", afterMs: 60_000, scope: "token" }],
    ["invalid_auth", { kind: "later", afterMs: 60_000, scope: "token" }],
    ["msg_too_long", { kind: "refused", reason: "msg_too_long" }],
    ["restricted_action", { kind: "refused", reason: "restricted_action" }],
    ["an_error_nobody_knows", { kind: "refused", reason: "an_error_nobody_knows" }],
    ["Somebody's words", { kind: "uncertain", reason: "unreadable_answer" }],
    ["missing_scope", { kind: "refused", reason: "missing_scope unknown" }],
    ["rate_limited", { kind: "later", afterMs: 30_000, scope: "chat" }],
    ["message_limit_exceeded", { kind: "later", afterMs: 3_600_000, scope: "chat" }],
    ["service_unavailable", { kind: "later", afterMs: 5_000, scope: "token" }],
    ["internal_error", { kind: "uncertain", reason: "internal_error" }],
    ["fatal_error", { kind: "uncertain", reason: "fatal_error" }],
  ] as const)("%s: %j", async (error, expected) => {
    const { slack, adapter } = await adapterOn();
    slack.faults.push({ method: "chat.postMessage", times: 1, error });
    expect(await adapter.send(outgoing())).toEqual(expected);
    expect(heard(slack, KITE, GROUP)).toEqual([]);
  });

  test.each([
    [
      { status: 429, retryAfter: 1200 },
      { kind: "later", afterMs: 1_200_000, scope: "chat" },
    ],
    [{ status: 429 }, { kind: "later", afterMs: 30_000, scope: "chat" }],
    [{ status: 503 }, { kind: "later", afterMs: 5_000, scope: "token" }],
    [{ status: 500 }, { kind: "uncertain", reason: "status_500" }],
    [{ status: 502 }, { kind: "uncertain", reason: "status_502" }],
    [{ status: 403 }, { kind: "refused", reason: "status_403" }],
    [{ cut: "before" }, { kind: "uncertain", reason: "UND_ERR_SOCKET" }],
    [{ cut: "after" }, { kind: "uncertain", reason: "UND_ERR_SOCKET" }],
  ] as const)("%j: %j, and the SDK tries nothing by itself", async (fault, expected) => {
    const { slack, adapter } = await adapterOn();
    slack.faults.push({ method: "chat.postMessage", times: 1, ...fault });
    expect(await adapter.send(outgoing())).toEqual(expected);
    expect(slack.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(1);
  });

  test("a platform that cannot be reached has carried nothing out", async () => {
    const gone = await startSlack();
    await gone.close();
    const { adapter } = await adapterOn({ apiUrl: gone.apiUrl });
    const sent = await adapter.send(outgoing());
    expect(sent).toEqual({ kind: "later", afterMs: 2_000, scope: "token" });
  });

  test("an edit of which nobody knows whether it was made is made again", async () => {
    const { slack, adapter } = await adapterOn();
    const edits = idOf(await adapter.send(outgoing()));
    slack.faults.push({ method: "chat.update", times: 1, cut: "after" });
    expect(await adapter.send(outgoing({ edits }))).toEqual({
      kind: "later",
      afterMs: 2_000,
      scope: "message",
    });
    expect(idOf(await adapter.send(outgoing({ edits })))).toBe(edits);
    expect(heard(slack, KITE, GROUP)).toHaveLength(1);
  });

  test("a hint for somebody who left goes nowhere, and to nobody else", async () => {
    const { slack, adapter } = await adapterOn();
    slack.team.channels.get(GROUP)?.members.delete(LIN);
    expect(await adapter.send(outgoing({ intent: intents.notice, onlyFor: LIN }))).toEqual({
      kind: "refused",
      reason: "user_not_in_channel",
    });
    expect(heard(slack, KITE, GROUP)).toEqual([]);
  });

  test("a button that fits no token refuses the message, with the reason in the log", async () => {
    const { adapter, logged } = await adapterOn({
      tokenOf: () => {
        throw new Error("A answer action does not fit a button token");
      },
    });
    expect(await adapter.send(outgoing({ intent: intents.choose }))).toMatchObject({
      kind: "refused",
    });
    expect(logged()).toContain("a message cannot be shown");
  });
});

describe("a revoked token", () => {
  test("is told with what to do, until a call goes through again", async () => {
    const { slack, adapter } = await adapterOn();
    expect(adapter.trouble()).toBeUndefined();
    slack.team.revoked = true;
    await adapter.send(outgoing());
    expect(adapter.trouble()).toContain("SLACK_BOT_TOKEN");
    slack.team.revoked = false;
    await adapter.send(outgoing());
    expect(adapter.trouble()).toBeUndefined();
  });

  test("is noticed when the app is removed from the workspace, and only then", async () => {
    const { slack, adapter } = await adapterOn();
    await slack.people.happens({ type: "tokens_revoked", tokens: { bot: ["UOLD"] } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(adapter.trouble()).toBeUndefined();
    slack.team.revoked = true;
    await slack.people.happens({ type: "app_uninstalled" });
    await expect.poll(() => adapter.trouble()).toContain("install the app");
  });
});

describe("two workspaces", () => {
  test("each have their own token, people and channels", async () => {
    const on = await adapterOn({ platform: { teams: ["T1", "T2"] } });
    const [, second] = on.adapters;
    const team = on.slack.world.teams.get("T2");
    if (!second || !team) throw new Error("There is no second workspace");
    addChannel(team, "C2", "channel", ["U2", team.botUser]);
    await on.slack.peopleOf(team).says("U2", "C2", "@bot 房租？");
    expect(new Set(on.taken.map(({ installation }) => installation))).toEqual(
      new Set(["slack-T2"]),
    );
    const there = { platformId: "C2", kind: "group" } as const;
    expect(await second.send(outgoing({ space: there }))).toMatchObject({ kind: "sent" });
    expect(await on.adapter.send(outgoing({ space: there }))).toMatchObject({
      kind: "unreachable",
    });
    expect(
      new Set(
        on.slack.calls
          .filter(({ method }) => method === "chat.postMessage")
          .map(({ token }) => token),
      ),
    ).toEqual(new Set(["xoxb-T1-secret", "xoxb-T2-secret"]));
  });

  test("one that stops leaves the other open", async () => {
    const on = await adapterOn({ platform: { teams: ["T1", "T2"], ladderMs: [] } });
    await on.adapter.stop();
    const team = on.slack.world.teams.get("T2");
    if (!team) throw new Error("There is no second workspace");
    const direct = on.slack.peopleOf(team).direct("U2").id;
    const [said] = (await on.slack.peopleOf(team).says("U2", direct, "你好")).delivered;
    const [closed] = (await on.slack.people.says(LIN, on.slack.people.direct(LIN).id, "你好"))
      .delivered;
    expect([said?.tries, closed?.tries]).toEqual([[200], [503]]);
  });
});

test("a command in a channel the bot is not in is answered to its author alone", async () => {
  const { slack, adapter, taken } = await adapterOn();
  addChannel(slack.team, "GPRIVATE", "group", [LIN, KITE]);
  await slack.people.types(LIN, "GPRIVATE", "房租");
  expect(taken[0]?.space).toEqual({ platformId: "GPRIVATE", kind: "group" });
  const answer = outgoing({ space: { platformId: "GPRIVATE", kind: "group" } });
  expect(await adapter.send(answer)).toMatchObject({ kind: "sent" });
  expect(slack.responses).toMatchObject([
    { channel: "GPRIVATE", user: LIN, body: { response_type: "ephemeral" } },
  ]);
});

test("a command in a chat between others goes on in the bot's own chat with its author", async () => {
  const { slack, taken } = await adapterOn();
  addChannel(slack.team, "DOTHERS", "im", [LIN, KITE]);
  await slack.people.types(LIN, "DOTHERS", "进度 YP-123");
  expect(taken[0]?.space).toEqual({ platformId: slack.people.direct(LIN).id, kind: "direct" });
});

test("the home page is shown to whoever opens it", async () => {
  const { slack } = await adapterOn();
  await slack.people.happens({ type: "app_home_opened", user: LIN, tab: "home" });
  await expect.poll(() => slack.world.homes.has(LIN)).toBe(true);
  expect(wordsOf({ text: "", blocks: [slack.world.homes.get(LIN) ?? {}] })).toContain("/juchang");
});
