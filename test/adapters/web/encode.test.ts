import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeIntent, encodeMessage, safeUrl } from "../../../adapters/web/encode.ts";
import { SAMPLE_INTENTS } from "../../../adapters/web/samples.ts";
import type { Action, Intent } from "../../../src/engine/intent.ts";

/** Tokens one can tell apart; links have none. */
const tokenOf = (action: Action) => {
  if (action.kind === "link") return undefined;
  return action.kind === "answer" ? `a_${action.option}` : `o_${action.command}_${action.args}`;
};
const encode = (intent: Intent) => encodeIntent(intent, "zh-CN", tokenOf);

test("options are numbered, and carry their tokens", () => {
  expect(encode(SAMPLE_INTENTS.choose).options).toEqual([
    { number: 1, label: "投促", token: "a_investment" },
    { number: 2, label: "税务", token: "a_tax" },
  ]);
});

test("buttons keep their weight, and what they do", () => {
  expect(encode(SAMPLE_INTENTS.review).buttons).toEqual([
    { kind: "tap", label: "确认提交", style: "primary", token: "a_confirm" },
    { kind: "tap", label: "取消", style: "danger", token: "a_!cancel" },
  ]);
  expect(encode(SAMPLE_INTENTS.card).buttons).toEqual([
    { kind: "tap", label: "问窗口", style: "plain", token: "o_desk_investment" },
    { kind: "link", label: "看原文", style: "plain", url: "https://www.shyp.gov.cn/" },
  ]);
});

test.each(Object.entries(SAMPLE_INTENTS))("nothing %s says is lost", (_, intent: Intent) => {
  const shown = JSON.stringify(encode(intent));
  const rows = intent.rows ?? [];
  const words = [
    intent.title,
    intent.text,
    intent.footnote,
    intent.kind === "ask" ? intent.hint : undefined,
    ...rows.flatMap(({ label, value }) => [label, value]),
    ...(intent.buttons ?? []).map(({ label }) => label),
    ...(intent.kind === "choose" ? intent.options.map(({ label }) => label) : []),
  ];
  for (const word of words) if (word !== undefined) expect(shown).toContain(word);
});

test("an option that leads out of the chat is a mistake and says so", () => {
  const link: Action = { kind: "link", url: "https://example.com" };
  const intent: Intent = {
    kind: "choose",
    text: "?",
    options: [{ id: "a", label: "A", action: link }],
  };
  expect(() => encode(intent)).toThrow("not a link");
});

describe("a message", () => {
  const message = {
    id: "7",
    space: "group",
    author: "bot",
    at: 1,
    body: { kind: "intent", intent: SAMPLE_INTENTS.say, locale: "en" },
  } as const;

  test("for one member says so, without saying for whom", () => {
    const view = encodeMessage({ ...message, onlyFor: "lin-xiaoman" }, tokenOf);
    expect(view.onlyYou).toBe(true);
    expect(JSON.stringify(view)).not.toContain("lin-xiaoman");
  });

  test("keeps when it was edited, what it answers, and its language", () => {
    const view = encodeMessage({ ...message, editedAt: 2, replyTo: "6" }, tokenOf);
    expect(view).toMatchObject({
      editedAt: 2,
      replyTo: "6",
      onlyYou: false,
      body: { locale: "en" },
    });
  });

  test("shows markup as the text it is", () => {
    const text = `<img src=x onerror="alert(1)"> {{7*7}} [a](javascript:alert(1))`;
    const view = encodeMessage({ ...message, body: { kind: "text", text } }, tokenOf);
    expect(view.body).toEqual({ kind: "text", text });
  });
});

describe("a link", () => {
  test.each([
    ["https://www.shyp.gov.cn/a?b=c#d", "https://www.shyp.gov.cn/a?b=c#d"],
    ["HTTPS://example.com", "https://example.com/"],
    ["/console/cases?x=1", "/console/cases?x=1"],
    ["/../a", "/a"],
  ])("may lead to %s", (url, shown) => {
    expect(safeUrl(url)).toBe(shown);
  });

  test.each([
    "http://example.com",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,hi",
    "vbscript:x",
    "file:///etc/passwd",
    "https://user:word@example.com",
    "https://user@example.com",
    "console",
    "?x=1",
    "https://",
    "",
  ])("may not lead to %j", (url) => {
    expect(safeUrl(url)).toBeUndefined();
    const intent: Intent = {
      kind: "say",
      text: "t",
      buttons: [{ label: "l", action: { kind: "link", url } }],
    };
    expect(encode(intent).buttons).toEqual([]);
  });

  test.each(["//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example"])(
    "that only looks like a path of ours is shown as where it leads: %j",
    (url) => {
      expect(safeUrl(url)).toBe("https://evil.example/");
    },
  );

  test("is https or a path of ours, whatever was asked for", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (url) => {
        const shown = safeUrl(url);
        if (shown !== undefined) expect(shown).toMatch(/^(?:https:\/\/|\/(?![/\\]))/);
      }),
    );
  });
});
