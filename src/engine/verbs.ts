import { foldLabel } from "./normalize.ts";

/** What a person can say at any point of any flow, before the step sees the text. */
export const REPAIR_VERBS = [
  "cancel",
  "back",
  "skip",
  "repeat",
  "help",
  "human",
  "later",
  "continue",
  "keep",
] as const;
export type RepairVerb = (typeof REPAIR_VERBS)[number];

/** A recognised verb; `change` names the field in the person's words, perhaps with the new value behind it. */
export type Verb =
  | { readonly kind: RepairVerb }
  /** `said`: the whole message, when it was typed. */
  | { readonly kind: "change"; readonly rest: string; readonly said?: string };

const WORDS: Readonly<Record<RepairVerb, readonly string[]>> = {
  cancel: [
    "取消",
    "取消吧",
    "退出",
    "算了",
    "不办了",
    "不弄了",
    "取銷",
    "取削",
    "cancel",
    "quit",
    "exit",
    "never mind",
    "nevermind",
    "stop",
  ],
  back: ["返回", "上一步", "回上一步", "退回", "返回上一步", "反回", "back", "go back", "previous"],
  skip: ["跳过", "跳過", "略过", "不填", "跳国", "skip", "skip it"],
  repeat: [
    "重复",
    "重複",
    "再说一遍",
    "再说一次",
    "没看清",
    "重复一遍",
    "从复",
    "repeat",
    "again",
    "say again",
    "say that again",
  ],
  help: ["帮助", "幫助", "怎么用", "使用说明", "菜单", "help", "start", "menu"],
  human: [
    "人工",
    "转人工",
    "人工服务",
    "找人工",
    "找真人",
    "human",
    "a person",
    "real person",
    "talk to a person",
  ],
  later: [
    "稍后",
    "稍後",
    "等会再说",
    "晚点再说",
    "先不弄",
    "等下再弄",
    "later",
    "not now",
    "do it later",
  ],
  continue: ["继续", "繼續", "接着来", "接着", "continue", "resume", "go on"],
  keep: ["保留", "不改", "不变", "保持不变", "keep", "keep it", "no change"],
};

const VERB_BY_WORD: ReadonlyMap<string, RepairVerb> = new Map(
  REPAIR_VERBS.flatMap((verb) => WORDS[verb].map((word) => [word, verb] as const)),
);

/** 改了, 改好了: done, not a wish to change something. */
const CHANGE =
  /^\/?(?!(?:修改|更改|改)(?:好|完|过|正|掉)?了)(?:修改一下|更改一下|改一下|改成|修改|更改|改|change|edit)\s*(?:(?:the|my)\s+)?(\S.*)$/iu;

/** The verb a whole message is, or undefined; a leading slash and punctuation don't matter. */
export function recognizeVerb(text: string): Verb | undefined {
  const word = foldLabel(text);
  const verb = VERB_BY_WORD.get(word);
  if (verb) return { kind: verb };
  const rest = CHANGE.exec(text.normalize("NFKC").trim())?.[1];
  return rest && rest.length <= 200 ? { kind: "change", rest, said: text } : undefined;
}

/** A field of an open run as "change" may name it. */
export interface ChangeableField {
  readonly step: string;
  /** What people call it, in every language. */
  readonly names: readonly string[];
}

/** The field that "change …" means, and the new value written behind its name, if any. */
export function matchField(
  rest: string,
  fields: readonly ChangeableField[],
): { readonly step: string; readonly value: string } | undefined {
  const said = foldLabel(rest);
  const candidates = fields
    .flatMap((field) => field.names.map((name) => ({ step: field.step, name: foldLabel(name) })))
    .filter(({ name }) => name !== "" && (said.startsWith(name) || name.startsWith(said)))
    .sort((a, b) => b.name.length - a.name.length);
  const best = candidates[0];
  if (!best) return undefined;
  const behind = said.startsWith(best.name) ? said.slice(best.name.length) : "";
  return { step: best.step, value: valueBehind(rest, behind) };
}

const JOINT = /^(?:[\s:：,，=]+|改?[为成到]|to\b|is\b)+/iu;

/** The last part of what was said, as it was written, whose folded form is `behind`. */
function valueBehind(rest: string, behind: string): string {
  if (behind === "") return "";
  for (let start = 0; start < rest.length; start++) {
    const tail = rest.slice(start);
    if (foldLabel(tail) === foldLabel(behind)) return tail.trim().replace(JOINT, "").trim();
  }
  return behind.replace(JOINT, "").trim();
}
