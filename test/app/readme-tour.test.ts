import { expect, test } from "vitest";
import { readProjectFile } from "../structure/tree.ts";
import { memberOf } from "./playground.ts";
import { useApp } from "./running.ts";

const app = useApp();

/** What the document tells people to write, in its step about where an application stands. */
function wordsOf(path: string) {
  const step = readProjectFile(path)
    .source.split("\n")
    .find((line) => line.startsWith("7. "));
  const [toDesk = "", inGroup = "", ...later] = [...(step ?? "").matchAll(/`([^`]+)`/gu)].map(
    ([, words = ""]) => words,
  );
  const [number = "", tail = ""] = later.filter((words) => /\d{4}$/u.test(words));
  return { toDesk, inGroup, number, tail };
}

test.each([
  ["README.md", "blue-kite", "Agree", /Fledgling|雏鹰/u],
  ["README.zh-CN.md", "mumu", "同意", /雏鹰/u],
])("%s leads to where an application stands, word for word", async (path, id, agree, programme) => {
  const { toDesk, inGroup, number, tail } = wordsOf(path);
  const desk = await memberOf(app.address, "desk-general");
  const [code = ""] = /[2-9A-Z]{8}/u.exec(await desk.asks(toDesk)) ?? [];
  const member = await memberOf(app.address, id);
  await member.asks(inGroup, "group");
  const asked = async () => (await member.history(`direct:${id}`)).length;
  await expect.poll(asked, { timeout: 20_000, interval: 50 }).toBeGreaterThan(0);
  await member.asks(agree);
  await member.asks(number);
  expect(await member.asks(tail)).not.toMatch(programme);
  await member.asks(code);
  const read = async () =>
    (await member.history(`direct:${id}`)).map(({ words }) => words).join("\n");
  await expect.poll(read, { timeout: 20_000, interval: 50 }).toMatch(programme);
});
