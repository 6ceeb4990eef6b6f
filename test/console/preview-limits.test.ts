import { describe, expect, test } from "vitest";
import { MOST_CHARACTERS } from "../../src/domain/broadcasts/content.ts";
import { copyContent } from "../../src/domain/broadcasts/copy.ts";
import { readBroadcast } from "../../src/domain/broadcasts/file.ts";
import { createPreview } from "../../src/previews.ts";

const preview = createPreview(() => "o_read_abcdefghijkl");
const TITLE = { zh: "题", en: "T" };

/** Both languages together as long as wished, in UTF-16 units. */
function bodyOf(unit: string, total: number) {
  const each = Math.floor((total - 2) / 2 / unit.length);
  const zh = unit.repeat(each);
  return { zh, en: "x".repeat(total - 2 - zh.length) };
}

describe.each([
  ["Chinese", "长"],
  ["emoji", "😀"],
  ["emoji joined together", "👩‍💻"],
  ["what markup would escape", "&"],
])("a text of %s", (_what, unit) => {
  const written = (total: number) =>
    readBroadcast(
      { topic: "policy", audience: "groups", title: TITLE, body: bodyOf(unit, total) },
      0,
    );

  test("of the greatest length is one message on every platform", async () => {
    const read = written(MOST_CHARACTERS);
    if (!read.ok) throw new Error(read.mistakes.join());
    const { content, topic } = read.broadcast;
    const said = { id: "broadcast00001", content, topic, buttons: [{ kind: "read" as const }] };
    const intent = { kind: "say" as const, ...copyContent(said, "space", "both") };
    const shown = await preview(intent, "zh-CN", "group");
    expect(shown.map(({ platform, parts }) => [platform, parts.length])).toEqual([
      ["web", 1],
      ["telegram", 1],
      ["slack", 1],
    ]);
  });

  test("a character longer is refused before it is sent, with its length", () => {
    const read = written(MOST_CHARACTERS + 1);
    expect(read.ok ? [] : read.mistakes).toEqual([
      expect.stringMatching(new RegExp(`${MOST_CHARACTERS} characters, these have 3701`)),
    ]);
  });
});
