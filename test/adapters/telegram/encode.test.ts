import { describe, expect, test } from "vitest";
import { CAPABILITIES } from "../../../adapters/telegram/capabilities.ts";
import { type Encodable, encodeMessage } from "../../../adapters/telegram/encode.ts";
import { sampleIntents } from "../../../adapters/telegram/samples.ts";
import type { Action, Intent } from "../../../src/engine/intent.ts";
import type { SpaceKind } from "../../../src/engine/terms.ts";
import { LOCALES, type Locale } from "../../../src/i18n/locale.ts";

/** Tokens one can tell apart; links have none. */
const tokenOf = (action: Action) => {
  if (action.kind === "link") return undefined;
  return action.kind === "answer" ? `a_${action.option}` : `o_${action.command}_${action.args}`;
};

function encode(
  intent: Intent,
  locale: Locale = "zh-CN",
  kind: SpaceKind = "direct",
  more: Partial<Encodable> & { readsAll?: boolean } = {},
) {
  const { readsAll = false, ...rest } = more;
  return encodeMessage(
    { intent, locale, space: { kind }, capabilities: CAPABILITIES[kind], ...rest },
    {
      tokenOf,
      bot: { username: "juchang_bot", readsAll },
      commands: new Set(["ask", "desk"]),
      publicUrl: undefined,
    },
  );
}

const CASES = LOCALES.flatMap((locale) =>
  (["direct", "group"] as const).flatMap((kind) =>
    Object.entries(sampleIntents(locale)).map(([name, intent]) => ({ locale, kind, name, intent })),
  ),
);

describe("the form of each intent", () => {
  test.each(CASES)("$name in $locale, in a $kind chat", ({ locale, kind, intent }) => {
    expect(encode(intent, locale, kind)).toMatchSnapshot();
  });

  test.each(CASES)("$name in $locale loses no word in a $kind chat", ({ locale, kind, intent }) => {
    const all: Intent = intent;
    const shown = JSON.stringify(encode(all, locale, kind)).replaceAll("\u2060", "");
    const expected = [
      all.title,
      ...all.text.split("\n\n"),
      all.footnote,
      all.kind === "ask" ? all.hint : undefined,
      ...(all.rows ?? []).flatMap(({ label, value }) => [label, value]),
      ...(all.buttons ?? []).map(({ label }) => label),
      ...(all.kind === "choose" ? all.options.map(({ label }) => label) : []),
    ];
    for (const word of expected) if (word !== undefined) expect(shown).toContain(word);
  });
});

const choose = (labels: readonly string[]): Intent => ({
  kind: "choose",
  text: "?",
  options: labels.map((label, index) => ({
    id: `o${index}`,
    label,
    action: { kind: "answer", lane: "l", run: 1, question: 1, option: `o${index}` },
  })),
});

const keyboardOf = (intent: Intent) => {
  const [part] = encode(intent);
  const markup = part?.reply_markup;
  return markup && "inline_keyboard" in markup ? markup.inline_keyboard : [];
};

describe("options", () => {
  test("too long for a button are a list with numbers on the buttons", () => {
    const long = "很长的选项".repeat(9);
    const [part] = encode(choose([long, "短"]));
    expect(part?.text).toContain(`1. ${long}\n2. 短`);
    expect(keyboardOf(choose([long, "短"]))).toEqual([
      [
        { text: "1", callback_data: "a_o0" },
        { text: "2", callback_data: "a_o1" },
      ],
    ]);
  });

  test("too many for buttons are a list to answer by number", () => {
    const many = choose(Array.from({ length: 25 }, (_, index) => `选项${index + 1}`));
    const [part] = encode(many);
    expect(part?.text).toContain("25. 选项25\n\n回复数字 1–25");
    expect(part?.reply_markup).toBeUndefined();
    const fits = choose(Array.from({ length: 24 }, (_, index) => `选项${index + 1}`));
    expect(keyboardOf(fits).flat()).toHaveLength(24);
  });

  test("that lead out of the chat are a mistake and say so", () => {
    const link: Action = { kind: "link", url: "https://example.com" };
    const intent: Intent = {
      kind: "choose",
      text: "?",
      options: [{ id: "a", label: "A", action: link }],
    };
    expect(() => encode(intent)).toThrow("not a link");
  });
});

describe("buttons", () => {
  const withButtons = (count: number): Intent => ({
    kind: "say",
    text: "…",
    buttons: Array.from({ length: count }, (_, index) => ({
      label: `按钮${index + 1}`,
      action: { kind: "open", command: "desk", args: String(index) } as const,
    })),
  });

  test("beyond what fits are said in words", () => {
    const [part] = encode(withButtons(26));
    expect(keyboardOf(withButtons(26)).flat()).toHaveLength(24);
    expect(part?.text).toContain("[按钮25]  [按钮26]");
  });

  test("with a token of more than 64 bytes refuse the message", () => {
    const tooLong = `o_${"x".repeat(63)}`;
    const send = (token: string) =>
      encodeMessage(
        {
          intent: withButtons(1),
          locale: "en",
          space: { kind: "direct" },
          capabilities: CAPABILITIES.direct,
        },
        {
          tokenOf: () => token,
          bot: { username: "b", readsAll: true },
          commands: new Set(),
          publicUrl: undefined,
        },
      );
    expect(() => send(tooLong)).toThrow("does not fit");
    expect(() => send("中".repeat(22))).toThrow("does not fit");
    expect(send(tooLong.slice(1))).toHaveLength(1);
  });

  test.each([
    "http://example.com",
    "javascript:alert(1)",
    "tg://user?id=1",
    "https://user:word@example.com",
    "https://localhost/x",
    "//evil.example",
    "/console",
    "",
  ])("that lead to %j are left out", (url) => {
    const intent: Intent = {
      kind: "say",
      text: "t",
      buttons: [{ label: "l", action: { kind: "link", url } }],
    };
    expect(keyboardOf(intent)).toEqual([]);
  });
});

describe("a question to be answered in words", () => {
  const { ask } = sampleIntents("zh-CN");

  test("opens a reply in a group in privacy mode, where nothing else would arrive", () => {
    const [part] = encode(ask, "zh-CN", "group", { isReply: true });
    expect(part?.reply_markup).toEqual({
      force_reply: true,
      input_field_placeholder: "在这里回复",
      selective: true,
    });
    expect(part?.text).toContain("也可以回复：跳过、取消");
  });

  test("keeps its buttons where every message arrives, and in a direct chat", () => {
    for (const [kind, readsAll] of [["group", true] as const, ["direct", false] as const]) {
      const [part] = encode(ask, "zh-CN", kind, { readsAll });
      expect(part?.reply_markup).toHaveProperty("inline_keyboard");
    }
  });
});

test("a hint's buttons lead to the direct chat", () => {
  const [part] = encode(sampleIntents("en").notice, "en", "group", { leadsOut: true });
  expect(part?.reply_markup).toEqual({
    inline_keyboard: [
      [{ text: "Open direct chat", url: "https://t.me/juchang_bot?start=a_!repeat" }],
    ],
  });
});

test("what anybody typed is no markup, name, command or address", () => {
  const text = "<b>x</b> *y* [z](https://evil.example) @alice evil.com /ban @juchang_bot /desk";
  const [part] = encode({ kind: "say", text });
  expect(part?.entities).toEqual([]);
  expect(part?.text.replaceAll("\u2060", "")).toBe(text);
  expect(part?.text).not.toMatch(/@[A-Za-z]|:\/\/|evil\.com|\/ban/);
  expect(part?.text).toContain("/desk");
});
