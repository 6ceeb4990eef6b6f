import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block } from "../../../adapters/slack/blocks.ts";
import { encodeIntent, encodePlain } from "../../../adapters/slack/encode.ts";
import { HOME } from "../../../adapters/slack/home.ts";
import { encodeModal } from "../../../adapters/slack/modal.ts";
import { sampleIntents } from "../../../adapters/slack/samples.ts";
import type { Action, Button, ChoiceOption, Intent } from "../../../src/engine/intent.ts";
import { LOCALES, type Locale } from "../../../src/i18n/locale.ts";
import { wordsOf } from "../../stand-ins/slack/people.ts";
import {
  blocksProblem,
  homeProblem,
  modalProblem,
  pingsSomebody,
} from "../../stand-ins/slack/validate.ts";
import { drawn } from "../../support/fuzz.ts";

/** Tokens one can tell apart; links have none. */
const tokenOf = (action: Action) => {
  if (action.kind === "link") return undefined;
  return action.kind === "answer" ? `a_${action.option}` : `o_${action.command}_${action.args}`;
};

const encode = (intent: Intent, locale: Locale = "zh-CN", publicUrl?: string) =>
  encodeIntent({ tokenOf, publicUrl, commands: new Set(["desk", "ask"]) }, intent, locale);

const everySample = LOCALES.flatMap((locale) =>
  Object.entries(sampleIntents(locale)).map(([kind, intent]): [string, Locale, Intent] => [
    kind,
    locale,
    intent,
  ]),
);

function buttonsIn(blocks: readonly Block[]) {
  return blocks.flatMap((block) => (block.type === "actions" ? block.elements : []));
}

function wordsIn(parts: readonly { readonly text: string; readonly blocks: readonly Block[] }[]) {
  return parts
    .map(({ text, blocks }) => wordsOf({ text, blocks: JSON.parse(JSON.stringify(blocks)) }))
    .join("\n");
}

const option = (label: string, id = "a"): ChoiceOption => ({
  id,
  label,
  action: { kind: "answer", lane: "lane0", run: 1, question: 1, option: id },
});
const openButton = (label: string): Button => ({
  label,
  action: { kind: "open", command: "desk", args: "" },
});
const link = (url: string): Button => ({ label: "看原文", action: { kind: "link", url } });

describe("every intent in both languages", () => {
  test.each(everySample)("%s in %s has this form", (_kind, locale, intent) => {
    expect(encode(intent, locale)).toMatchSnapshot();
  });

  test.each(everySample)(
    "%s in %s is taken by Slack, and loses no word",
    (_kind, locale, intent) => {
      const parts = encode(intent, locale);
      for (const { blocks } of parts) expect(blocksProblem(blocks)).toBeUndefined();
      const words = [
        intent.title,
        intent.text,
        intent.footnote,
        intent.kind === "ask" ? intent.hint : undefined,
        ...(intent.rows ?? []).flatMap(({ label, value }) => [label, value]),
        ...(intent.buttons ?? []).map(({ label }) => label),
        ...(intent.kind === "choose" ? intent.options.map(({ label }) => label) : []),
      ];
      for (const word of words) if (word !== undefined) expect(wordsIn(parts)).toContain(word);
    },
  );
});

describe("beyond the limits", () => {
  test("a text of 4,000 characters stands in two sections, cut at a sentence", () => {
    const text = "第二年减免75%，自付25%。".repeat(260);
    const [part, ...others] = encode({ kind: "say", text });
    expect(others).toEqual([]);
    const sections = (part?.blocks ?? []).map((block) => ("text" in block ? block.text.text : ""));
    expect(sections).toHaveLength(2);
    expect(sections[0]?.endsWith("。")).toBe(true);
    expect(sections.join("")).toBe(text);
  });

  test("200,000 characters become several messages, with the buttons under the last", () => {
    const intent: Intent = {
      kind: "say",
      text: "政策".repeat(100_000),
      buttons: [openButton("问窗口")],
    };
    const parts = encode(intent);
    expect(parts.length).toBeGreaterThan(1);
    for (const { blocks, text } of parts) {
      expect(blocksProblem(blocks)).toBeUndefined();
      expect(text.length).toBeLessThanOrEqual(40_000);
    }
    expect(parts.map(({ blocks }) => buttonsIn(blocks).length)).toEqual([
      ...parts.slice(1).map(() => 0),
      1,
    ]);
  });

  test("thirty options: all written out and numbered, and as many buttons as fit beside the others", () => {
    const options = Array.from({ length: 30 }, (_, index) =>
      option(`选项${index + 1}`, `o${index}`),
    );
    const parts = encode({ kind: "choose", text: "?", options, buttons: [openButton("取消")] });
    expect(parts).toHaveLength(1);
    const blocks = parts[0]?.blocks ?? [];
    expect(buttonsIn(blocks)).toHaveLength(25);
    expect(buttonsIn(blocks).at(-1)?.text.text).toBe("取消");
    expect(wordsIn(parts)).toContain("30. 选项30");
    expect(blocksProblem(blocks)).toBeUndefined();
  });

  test("a long label is cut on its button and whole in the text", () => {
    const label = "杨浦区互联网信息办公室属地网信窗口😀".repeat(6);
    const parts = encode({ kind: "choose", text: "?", options: [option(label)] });
    const [button] = buttonsIn(parts[0]?.blocks ?? []);
    expect(button?.text.text.length).toBeLessThanOrEqual(75);
    expect(() => encodeURIComponent(button?.text.text ?? "")).not.toThrow();
    expect(wordsIn(parts)).toContain(label);
  });

  test("buttons beyond twenty-five are named in the text", () => {
    const buttons = Array.from({ length: 27 }, (_, index) => openButton(`按钮${index + 1}`));
    const parts = encode({ kind: "say", text: "?", buttons });
    expect(buttonsIn(parts[0]?.blocks ?? [])).toHaveLength(25);
    expect(wordsIn(parts)).toContain("[按钮26]  [按钮27]");
  });

  test("a title too long for a header stands as a paragraph", () => {
    const title = "聚".repeat(151);
    const [part] = encode({ kind: "card", title, text: "." });
    expect(part?.blocks[0]).toMatchObject({ type: "section", text: { text: title } });
  });
});

describe("links", () => {
  const urlOf = (url: string, publicUrl?: string) =>
    buttonsIn(
      encode({ kind: "say", text: ".", buttons: [link(url)] }, "en", publicUrl)[0]?.blocks ?? [],
    ).map((button) => button.url)[0];

  test.each([
    ["https://www.shyp.gov.cn/x", undefined, "https://www.shyp.gov.cn/x"],
    ["/pass/1", "https://juchang.example", "https://juchang.example/pass/1"],
    ["/pass/1", "http://127.0.0.1:3000", "http://127.0.0.1:3000/pass/1"],
    ["/pass/1", undefined, undefined],
    ["http://example.com/", undefined, undefined],
    ["https://user:secret@example.com/", undefined, undefined],
    [["java", "script:alert(1)"].join(""), undefined, undefined],
    [`https://example.com/${"x".repeat(3000)}`, undefined, undefined],
  ])("%s with %s leads to %s", (url, publicUrl, expected) => {
    expect(urlOf(url, publicUrl)).toBe(expected);
  });

  test("an option that leads out of the chat is a mistake and says so", () => {
    const leadsOut = { ...option("A"), action: link("https://example.com").action };
    expect(() => encode({ kind: "choose", text: "?", options: [leadsOut] })).toThrow("not a link");
  });
});

describe("what people typed", () => {
  const hostile = [
    "<!channel>",
    "<!here|here>",
    "<@ULIN>",
    "<https://evil.example|click>",
    "*bold* _it_ ~no~ `code`",
    "@channel :tada: &lt;!channel&gt;",
  ];

  test.each(hostile)("%s neither pings nor formats", (text) => {
    const parts = encode({
      kind: "review",
      title: text,
      text,
      rows: [{ label: "问题", value: text }],
    });
    for (const part of [...parts, ...encodePlain({ kind: "say", text }, "zh-CN")]) {
      expect(pingsSomebody(part.text)).toBe(false);
      expect(part.text).not.toMatch(/[<>]/);
      expect(JSON.stringify(part.blocks)).not.toContain("mrkdwn");
    }
    expect(wordsIn(parts)).toContain(text);
  });

  test("any text at all makes a message that Slack takes", () => {
    const word = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 200 })
      .filter((text) => text.trim() !== "");
    fc.assert(
      fc.property(word, word, fc.array(word, { maxLength: 40 }), (title, text, labels) => {
        const parts = encode({
          kind: "choose",
          title,
          text,
          options: labels.map((label, index) => option(label, `o${index}`)),
          footnote: text,
        });
        for (const part of parts) {
          expect(blocksProblem(JSON.parse(JSON.stringify(part.blocks)))).toBeUndefined();
          expect(part.text).not.toMatch(/[<>]/);
        }
      }),
      { numRuns: drawn(150) },
    );
  });
});

test.each([
  [
    "Reply “/desk” or /cancel, see https://a.example/desk",
    "Reply “/juchang desk” or /juchang cancel, see https://a.example/desk",
  ],
  ["/ask 房租，24/7", "/juchang ask 房租，24/7"],
  ["/unknown /etc/desk and/or", "/unknown /etc/desk and/or"],
])("%s names commands as one types them on Slack", (text, shown) => {
  expect(wordsIn(encode({ kind: "say", text }))).toBe(shown);
});

describe("forms and pages", () => {
  test.each(LOCALES)("a typed question as a form in %s", (locale) => {
    const { ask } = sampleIntents(locale);
    const view = encodeModal(ask, { channel: "D1", questionTs: "1.2", locale });
    expect(modalProblem(JSON.parse(JSON.stringify(view)))).toBeUndefined();
    expect(view).toMatchSnapshot();
  });

  test("the home page speaks both languages", () => {
    expect(homeProblem(JSON.parse(JSON.stringify(HOME)))).toBeUndefined();
    expect(HOME).toMatchSnapshot();
  });
});
