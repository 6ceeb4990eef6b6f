import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sampleIntents } from "../../adapters/slack/samples.ts";
import type { OutgoingMessage } from "../../src/engine/adapter.ts";
import type { Action, Intent } from "../../src/engine/intent.ts";
import { LOCALES, type Locale } from "../../src/i18n/locale.ts";
import type { ContractPlatform } from "./platform.ts";
import { startSlackContract } from "./slack.ts";
import { startTelegramContract } from "./telegram.ts";
import { startWeb } from "./web.ts";

let platform: ContractPlatform;
let ordinal = 0;

describe.each([
  ["web", startWeb],
  ["telegram", startTelegramContract],
  ["slack", startSlackContract],
] as const)("%s", (name, start) => {
  beforeEach(async () => {
    platform = await start();
  });
  afterEach(() => platform.stop());

  const send = (intent: Intent, more: Partial<OutgoingMessage> = {}, locale: Locale = "zh-CN") => {
    ordinal += 1;
    return platform.adapter.send({
      outbound: `contract${ordinal}`,
      space: { platformId: platform.group, kind: "group" },
      intent,
      locale,
      ...more,
    });
  };
  const say = (text: string): Intent => ({ kind: "say", text });
  /** The ways in which one thing said may have come; what has the same key is the same thing. */
  const distinct = () =>
    new Map(platform.events.map((event) => [event.contentKey ?? event.deliveryKey, event]));

  test("names its platform and its installation, and tells what each kind of chat can do", () => {
    expect(platform.adapter.platform).toBe(name);
    expect(platform.adapter.installation).not.toBe("");
    for (const kind of ["direct", "group", "channel"] as const) {
      const { buttons, maxTextChars, onlyYou } = platform.adapter.capabilities({ kind });
      expect(buttons.max).toBeGreaterThanOrEqual(buttons.perRow);
      expect(maxTextChars).toBeGreaterThanOrEqual(4_000);
      if (kind === "direct") expect(onlyYou).toBe(false);
    }
  });

  test("what is asked in the group is one thing said, with its person and its place", async () => {
    await platform.asks("第二年房租打几折？");
    const [event, ...others] = distinct().values();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      installation: platform.adapter.installation,
      space: { platformId: platform.group, kind: "group" },
      account: { platformId: platform.asker },
    });
    const { body } = event ?? {};
    if (body?.kind === "text") expect(body.addressed).toBe(true);
    else expect(body?.kind).toBe("command");
    expect(body && "text" in body ? body.text : "").toContain("第二年房租打几折？");
    expect(Math.abs((event?.at ?? 0) - Date.now())).toBeLessThan(24 * 60 * 60_000);
  });

  test("what is said directly is addressed, in the chat that messages to the person go to", async () => {
    await platform.saysDirectly("你好");
    const [event] = distinct().values();
    expect(event).toMatchObject({
      space: { kind: "direct" },
      body: { kind: "text", addressed: true },
    });
    expect(await platform.adapter.directSpace(platform.asker)).toBe(event?.space.platformId);
  });

  test("nobody's direct chat is none", async () => {
    expect(await platform.adapter.directSpace("NOBODY!")).toBeUndefined();
  });

  test("what could not be committed comes again, under the same name", async () => {
    let refused = 0;
    platform.decide = async () => {
      refused += 1;
      if (refused <= 1) throw new Error("The database is away");
      return { kind: "committed" };
    };
    await platform.asks("第二年房租打几折？");
    await expect.poll(() => platform.events.length, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(distinct().size).toBe(1);
  });

  test.each(
    LOCALES.flatMap((locale) =>
      Object.keys(sampleIntents(locale)).map((kind) => [kind, locale] as const),
    ),
  )("%s in %s arrives with every word and every button", async (kind, locale) => {
    const intent: Intent | undefined = Object.values<Intent>(sampleIntents(locale)).find(
      (one) => one.kind === kind,
    );
    if (!intent) throw new Error(`No sample of ${kind}`);
    const space = { platformId: platform.group, kind: "group" } as const;
    expect(await send(intent, { space }, locale)).toMatchObject({ kind: "sent" });
    const seen = platform.sees("other", "group").join("\n");
    const options = intent.kind === "choose" ? intent.options : [];
    const words = [
      intent.title,
      intent.footnote,
      ...(intent.rows ?? []).flatMap(({ label, value }) => [label, value]),
      ...[...(intent.buttons ?? []), ...options].map(({ label }) => label),
    ];
    for (const word of words) if (word !== undefined) expect(seen).toContain(word);
    // Platforms break their own links inside a text; the words stay.
    expect(seen.replaceAll("\u2060", "")).toContain(intent.text);
  });

  test("a tap gives back the button's token, and where it was", async () => {
    const { card } = sampleIntents("zh-CN");
    await send(card);
    await platform.taps("问窗口");
    const action: Action = { kind: "open", command: "desk", args: "investment" };
    expect(platform.events.at(-1)).toMatchObject({
      space: { platformId: platform.group, kind: "group" },
      account: { platformId: platform.asker },
      body: { kind: "tap", token: `o_${action.command}_${action.args}` },
    });
  });

  test("an edit changes the message in place", async () => {
    const { card } = sampleIntents("zh-CN");
    const sent = await send(card);
    const edits = sent.kind === "sent" ? sent.messageId : "";
    expect(await send({ ...card, text: "窗口已答复。" }, { edits })).toEqual(sent);
    const seen = platform.sees("other", "group");
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain("窗口已答复。");
  });

  test("a hint for one member is read by nobody else", async () => {
    await platform.asks("人工");
    await send(say("只给你看"), { onlyFor: platform.asker });
    expect(platform.sees("other", "group").join()).not.toContain("只给你看");
  });

  test("what people typed stands as they typed it", async () => {
    const typed = "*a* _b_ `c` <b>x</b> &amp; 3 < 5 > 2";
    expect(await send(say(typed))).toMatchObject({ kind: "sent" });
    expect(platform.sees("other", "group").join()).toContain(typed);
  });

  test("a text of ten thousand characters arrives whole", async () => {
    const text = Array.from(
      { length: 500 },
      (_, index) => `第${index}条：第二年减免75%，自付25%。`,
    ).join("\n");
    expect(await send(say(text))).toMatchObject({ kind: "sent" });
    const seen = platform.sees("other", "group").join("\n");
    for (const index of [0, 250, 499]) expect(seen).toContain(`第${index}条：`);
  });

  test("more options than buttons: every one can still be read", async () => {
    const options = Array.from({ length: 40 }, (_, index) => ({
      id: `o${index}`,
      label: `选项${index + 1}号`,
      action: { kind: "answer", lane: "lane0", run: 1, question: 1, option: `o${index}` } as const,
    }));
    expect(await send({ kind: "choose", text: "选哪个？", options })).toMatchObject({
      kind: "sent",
    });
    const seen = platform.sees("other", "group").join("\n");
    for (const { label } of options) expect(seen).toContain(label);
  });

  test("a chat that is not there is unreachable", async () => {
    const space = { platformId: "-1009999999999", kind: "group" } as const;
    expect(await send(say("有人吗"), { space })).toMatchObject({ kind: "unreachable" });
  });

  test("a platform that says to slow down is obeyed for that chat, and the message comes later", async () => {
    if (!platform.limits()) return expect(platform.adapter.platform).toBe("web");
    const later = { kind: "later", afterMs: 7_000, scope: "chat" };
    expect(await send(say("慢一点"))).toEqual(later);
    expect(platform.sees("other", "group")).toEqual([]);
    return expect(await send(say("慢一点"))).toMatchObject({ kind: "sent" });
  });

  test("a lost answer leaves the message uncertain, and nothing is sent twice by itself", async () => {
    if (!platform.losesAnswer()) return expect(platform.adapter.platform).toBe("web");
    expect(await send(say("听到了吗"))).toMatchObject({ kind: "uncertain" });
    return expect(platform.sees("other", "group")).toHaveLength(1);
  });

  test("stopped, it takes nothing more", async () => {
    await platform.adapter.stop();
    await Promise.race([
      platform.asks("还在吗？").catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 500)),
    ]);
    expect(platform.events).toEqual([]);
  });
});
