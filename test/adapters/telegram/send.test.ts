import { describe, expect, test } from "vitest";
import { sampleIntents } from "../../../adapters/telegram/samples.ts";
import type { Intent } from "../../../src/engine/intent.ts";
import { LOCALES } from "../../../src/i18n/locale.ts";
import {
  direct,
  groupWith,
  inGroup,
  SOON,
  startRunning,
  useRunning,
  whenReady,
} from "./running.ts";

const at = useRunning();
const ready = () => whenReady(at());

describe("every intent, in every language, is taken by the platform", () => {
  const cases = LOCALES.flatMap((locale) =>
    Object.entries(sampleIntents(locale)).map(([name, intent]) => ({ locale, name, intent })),
  );
  test.each(cases)("$name in $locale", async ({ locale, intent }) => {
    const running = await ready();
    const { lin, group } = groupWith(running);
    running.telegram.people.starts(lin);
    for (const space of [direct(lin), inGroup(group)]) {
      expect(await running.send({ space, intent, locale })).toMatchObject({ kind: "sent" });
    }
    expect(running.telegram.refusals()).toEqual([]);
  });
});

describe("a message", () => {
  test("goes to its topic, as a reply; one that is gone is no obstacle", async () => {
    const running = await ready();
    const { telegram } = running;
    const { lin, group } = groupWith(running, "supergroup");
    const topic = telegram.people.topic(group);
    const asked = telegram.people.says(lin, group, "/ask", { thread: topic });
    const where = { space: inGroup(group), thread: String(topic), replyTo: String(asked) };
    await running.send(where);
    await running.send({ ...where, replyTo: "999999" });
    const [first, second] = telegram.people.botSaid(group);
    expect(first).toMatchObject({ thread: topic, replyTo: asked });
    expect(second).toMatchObject({ thread: topic, replyTo: undefined });
  });

  test("to a topic that was closed goes to the group itself", async () => {
    const running = await ready();
    const { group } = groupWith(running, "supergroup");
    expect(await running.send({ space: inGroup(group), thread: "12345" })).toMatchObject({
      kind: "sent",
    });
    expect(running.telegram.people.botSaid(group)[0]?.thread).toBeUndefined();
  });

  test("of any length arrives whole, its buttons under the last part", async () => {
    const running = await ready();
    const lin = running.telegram.people.user("小满");
    running.telegram.people.starts(lin);
    const { buttons } = sampleIntents("zh-CN").say;
    const text = "第二年减免75%。😀".repeat(800);
    const sent = await running.send({ space: direct(lin), intent: { kind: "say", text, buttons } });
    const said = running.telegram.people.botSaid(lin);
    expect(said.length).toBeGreaterThan(1);
    expect(said.map((one) => one.text).join("")).toBe(text);
    expect(said.map(({ keyboard }) => keyboard.length > 0)).toEqual(
      said.map((_, index) => index === said.length - 1),
    );
    expect(sent).toEqual({ kind: "sent", messageId: String(said.at(-1)?.id) });
  });

  test("cut off between two parts goes on with the second", async () => {
    const running = await ready();
    const lin = running.telegram.people.user("小满");
    const { telegram } = running;
    telegram.people.starts(lin);
    const intent: Intent = { kind: "say", text: "字。".repeat(3_000) };
    const message = { space: direct(lin), intent, outbound: "long" };
    telegram.plan({
      method: "sendMessage",
      after: 1,
      times: 1,
      kind: "error",
      code: 429,
      retryAfter: 3,
    });
    expect(await running.send(message)).toMatchObject({ kind: "later" });
    expect(await running.send(message)).toMatchObject({ kind: "sent" });
    const said = telegram.people.botSaid(lin).map(({ text }) => text);
    expect(said.join("")).toBe("字。".repeat(3_000));
  });

  test("with nothing the platform would link", async () => {
    const running = await ready();
    const { lin, group } = groupWith(running);
    const text = `@lin_xiaoman <a href="https://evil.example">x</a> [y](tg://user?id=${lin}) /kick@admin_bot`;
    await running.send({ space: inGroup(group), intent: { kind: "say", text } });
    expect(running.telegram.people.botSaid(group)[0]).toMatchObject({ linked: [], entities: [] });
  });
});

describe("an edit", () => {
  test("changes the message in its place; the same again is no failure", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    const space = inGroup(group);
    const first = await running.send({ space, intent: { kind: "card", text: "一人报名" } });
    if (first.kind !== "sent") throw new Error(first.kind);
    const edits = first.messageId;
    const card: Intent = { kind: "card", text: "两人报名" };
    expect(await running.send({ space, edits, intent: card })).toEqual(first);
    expect(await running.send({ space, edits, intent: card })).toEqual(first);
    expect(running.telegram.people.botSaid(group).map(({ text }) => text)).toEqual(["两人报名"]);
  });

  test("of a message that is gone, or too long for one, is a new message", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    const space = inGroup(group);
    expect(await running.send({ space, edits: "31" })).toMatchObject({ kind: "sent" });
    expect(await running.send({ space, edits: "tap:9" })).toMatchObject({ kind: "sent" });
    const [one] = running.telegram.people.botSaid(group);
    const intent: Intent = { kind: "card", text: "长。".repeat(3_000) };
    const longer = await running.send({ space, edits: String(one?.id), intent });
    expect(longer).toMatchObject({ kind: "sent" });
    expect(running.telegram.people.botSaid(group)).toHaveLength(4);
  });

  test("whose answer was lost can be made again", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    const space = inGroup(group);
    const first = await running.send({ space, intent: { kind: "card", text: "一" } });
    const edits = first.kind === "sent" ? first.messageId : "";
    running.telegram.plan({ method: "editMessageText", times: 1, kind: "lost" });
    const edited = await running.send({ space, edits, intent: { kind: "card", text: "二" } });
    expect(edited).toMatchObject({ kind: "later" });
  });
});

describe("who cannot be reached", () => {
  test("has never started the bot, blocked it, kicked it, or is nobody", async () => {
    const running = await ready();
    const { people } = running.telegram;
    const { lin, group } = groupWith(running);
    expect(await running.send({ space: direct(lin) })).toEqual({
      kind: "unreachable",
      reason: "never started",
    });
    people.starts(lin);
    people.blocks(lin);
    expect(await running.send({ space: direct(lin) })).toEqual({
      kind: "unreachable",
      reason: "blocked",
    });
    people.kicks(lin, group);
    expect(await running.send({ space: inGroup(group) })).toEqual({
      kind: "unreachable",
      reason: "kicked",
    });
    expect(await running.send({ space: inGroup(-5) })).toEqual({
      kind: "unreachable",
      reason: "no such chat",
    });
  });

  test("moved: the group's new id comes along", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    const next = running.telegram.people.upgrades(group, false);
    expect(await running.send({ space: inGroup(group) })).toEqual({
      kind: "moved",
      toPlatformId: String(next),
    });
  });
});

describe("a failed call", () => {
  const plan = (fault: object) =>
    at().telegram.plan({ method: "sendMessage", times: 1, kind: "error", ...fault });

  test("that came too fast waits as long as asked", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    plan({ code: 429, retryAfter: 1_200, chat: group });
    expect(await running.send({ space: inGroup(group) })).toEqual({
      kind: "later",
      afterMs: 1_200_000,
      scope: "chat",
    });
  });

  test("in a busy second, in a quiet chat, makes the whole token wait", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    for (let index = 0; index < 26; index++) {
      await running.send({ space: inGroup(-1_000 - index) });
    }
    plan({ code: 429, retryAfter: 2, chat: group });
    expect(await running.send({ space: inGroup(group) })).toMatchObject({ scope: "token" });
  });

  test("in a busy second, for twenty minutes, is that chat's alone", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    for (let index = 0; index < 26; index++) {
      await running.send({ space: inGroup(-1_000 - index) });
    }
    plan({ code: 429, retryAfter: 1_200, chat: group });
    const told = await running.send({ space: inGroup(group) });
    expect(told).toEqual({ kind: "later", afterMs: 1_200_000, scope: "chat" });
  });

  test.each([
    ["whose answer was lost is uncertain", { kind: "lost" }, "uncertain"],
    ["that broke the line is uncertain", { kind: "cut" }, "uncertain"],
    ["of the server is uncertain", { code: 502 }, "uncertain"],
    [
      "for want of rights is refused",
      {
        code: 400,
        description: "Bad Request: not enough rights to send text messages to the chat",
      },
      "refused",
    ],
    [
      "nobody knows is refused",
      { code: 400, description: "Bad Request: something new" },
      "refused",
    ],
    ["of a revoked token is made later", { code: 401, description: "Unauthorized" }, "later"],
  ])("%s", async (_what, fault, kind) => {
    const running = await ready();
    const { group } = groupWith(running);
    // Who added the bot is written to as well, at any moment.
    plan({ ...fault, chat: group });
    const result = await running.send({ space: inGroup(group) });
    expect(result.kind).toBe(kind);
    expect(JSON.stringify(result)).not.toContain("something new");
  });

  test("for its marks is made again without them", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    plan({ code: 400, description: "Bad Request: can't parse entities: xyz", chat: group });
    const intent: Intent = { kind: "say", title: "标题", text: "正文" };
    expect(await running.send({ space: inGroup(group), intent })).toMatchObject({ kind: "sent" });
    expect(running.telegram.people.botSaid(group)[0]).toMatchObject({
      text: "标题\n\n正文",
      entities: [],
    });
  });

  test("that never left can be made again", async () => {
    const away = await startRunning();
    await expect.poll(() => away.adapter.trouble?.(), SOON).toBeUndefined();
    await away.telegram.stop();
    // The first call may still meet the connection that is being closed.
    await expect
      .poll(() => away.send({ space: inGroup(-1) }), SOON)
      .toMatchObject({ kind: "later", scope: "token" });
    await away.adapter.stop();
  });

  test("of a revoked token is told to the operator", async () => {
    const running = await ready();
    plan({ code: 401, description: "Unauthorized" });
    await running.send({ space: inGroup(-1) });
    expect(running.adapter.trouble?.()).toMatch(/BotFather.*TELEGRAM_BOT_TOKEN/);
  });

  test("that was a passing mistake is over with the next call that is taken", async () => {
    const running = await ready();
    const { group } = groupWith(running);
    // The news of the group, whose taking shows that the token works, and the note to who added the bot come first.
    await expect.poll(() => running.events.length, SOON).toBeGreaterThan(0);
    plan({ code: 404, description: "Not Found", chat: group });
    await running.send({ space: inGroup(group) });
    expect(running.adapter.trouble?.()).toMatch(/BotFather/);
    expect(await running.send({ space: inGroup(group) })).toMatchObject({ kind: "sent" });
    expect(running.adapter.trouble?.()).toBeUndefined();
  });
});
