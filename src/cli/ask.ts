import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { LOCALES } from "../i18n/locale.ts";
import type { Answerer } from "../knowledge/answer.ts";
import { type AskSettings, askLine, questionLine } from "../knowledge/ask.ts";
import { openKnowledge, ROUTED_FLOWS } from "../open-knowledge.ts";
import { type CliCommand, wrongUsage } from "./command.ts";

/** One question, or JSON lines of questions on standard input; needs no database. */
export const askCommand: CliCommand = {
  name: "ask",
  usage: "ask [TEXT] [--json] [--locale zh-CN|en] [--in-group]",
  does: "answer one question, or each JSON line {id, q} or {id, turns} of standard input",
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        locale: { type: "string", default: "zh-CN" },
        "in-group": { type: "boolean", default: false },
      },
    });
    const locale = LOCALES.find((known) => known === values.locale);
    if (!locale || positionals.length > 1) return wrongUsage(askCommand);
    const settings = { locale, inGroup: values["in-group"], flows: ROUTED_FLOWS };
    const { answerer } = (await openKnowledge()).live.current();
    const [text] = positionals;
    if (text === undefined) return askLines(answerer, settings);
    const printed = askLine(answerer, { id: "1", q: text }, settings);
    const plain = "text" in printed ? printed.text : "";
    process.stdout.write(`${values.json ? JSON.stringify(printed) : plain}\n`);
    return 0;
  },
};

async function askLines(answerer: Answerer, settings: AskSettings): Promise<number> {
  let failed = 0;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    number += 1;
    if (line.trim() === "") continue;
    const question = questionLine.safeParse(jsonOf(line));
    if (question.success) {
      process.stdout.write(`${JSON.stringify(askLine(answerer, question.data, settings))}\n`);
    } else {
      failed += 1;
      process.stderr.write(`line ${number} is not {"id","q"} or {"id","turns"}\n`);
    }
  }
  return failed > 0 ? 1 : 0;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
