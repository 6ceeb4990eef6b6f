import { foldLabel } from "../../../engine/normalize.ts";
import type { Json } from "../../../engine/terms.ts";
import type { EventFile } from "../event-file.ts";
import { type BothLanguages, nameInBoth } from "./both-languages.ts";
import { type Draft, partsOf } from "./fields.ts";
import { linesOf, withIds } from "./lines.ts";

type Question = EventFile["questions"][number];

const TYPES: readonly (readonly [type: Question["type"], said: RegExp])[] = [
  ["phone", /^(?:电话|手机号?|phone)$/u],
  ["number", /^(?:数字|数量|number)$/u],
  ["link", /^(?:链接|网址|link|url)$/u],
  ["yes_no", /^(?:是否|是\/否|yes\/no|yes no)$/u],
  ["text", /^(?:文字|文本|text)$/u],
  ["choice", /^(?:选择|单选|choice)$/u],
];
const OPTIONAL = /^(?:选填|可选|optional)$/u;
const REQUIRED = /^(?:必填|required)$/u;
const PERSONAL = /^(?:个人信息?|personal)$/u;
/** Questions that many events ask, so that earlier answers serve again. */
const USUAL: readonly (readonly [id: string, label: RegExp, personal: boolean])[] = [
  ["name", /^(?:称呼|姓名|name|what to call you)$/u, true],
  ["phone", /^(?:联系电话|电话|手机号?|phone)$/u, true],
];

/**
 * Questions typed one a line: the label in both languages, then what it holds (文字, 选择, 数字, 电话, 链接, 是否), 选填,
 * 个人, and for a choice its options with a stroke between them. `+` in front adds to those there are, `- 2` takes one
 * away. Undefined when a line cannot be read.
 */
export function typedQuestions(said: string, draft: Draft): readonly Json[] | undefined {
  const known = partsOf(draft).questions ?? [];
  const without = /^-\s*(\d{1,2})$/u.exec(said.normalize("NFKC").trim());
  if (without) {
    const at = Number(without[1]) - 1;
    return known[at] ? known.filter((_question, index) => index !== at).map(written) : undefined;
  }
  const isMore = /^\s*[+＋]/u.test(said);
  const read = linesOf(said.replace(/^\s*[+＋]\s*/u, "")).map((parts) => typedLine(parts, known));
  const lines = read.filter((line) => line !== undefined);
  if (lines.length === 0 || lines.length < read.length) return undefined;
  const kept = isMore ? known.map((one) => ({ ...one, name: one.id, known: one.id })) : [];
  return withIds([...kept, ...lines], "question").map(written);
}

function typedLine([label = "", ...rest]: readonly string[], known: readonly Question[]) {
  const both = nameInBoth(label);
  const words = rest.map((part) => foldLabel(part) || part);
  const types = TYPES.filter(([, said]) => words.some((word) => said.test(word)));
  const options = optionsIn(rest);
  const usual = both && USUAL.find(([, said]) => said.test(foldLabel(both.zh)));
  const marks = [...TYPES.map(([, said]) => said), OPTIONAL, REQUIRED, PERSONAL];
  const isRead = rest.every(
    (part, at) => marks.some((mark) => mark.test(words[at] ?? "")) || isOptions(part),
  );
  if (!both || !isRead || types.length > 1) return undefined;
  const [[said] = []] = types;
  const type = said ?? (options.length > 0 ? "choice" : usual?.[0] === "phone" ? "phone" : "text");
  if ((type === "choice") !== options.length > 0) return undefined;
  const match = known.find((one) => one.label.zh === both.zh && one.type === type);
  return {
    name: both.en,
    known: match?.id ?? usual?.[0],
    label: both,
    type,
    required: !words.some((word) => OPTIONAL.test(word)),
    personal: usual?.[2] ?? words.some((word) => PERSONAL.test(word)),
    options,
  };
}

function isOptions(part: string): boolean {
  return part.split(/[|｜]/u).length > 1;
}

function optionsIn(parts: readonly string[]): Question["options"] {
  const labels = (parts.find(isOptions) ?? "")
    .split(/[|｜]/u)
    .map((option) => nameInBoth(option) ?? inOne(option))
    .filter((label) => label.zh !== "");
  return withIds(
    labels.map((label) => ({ label, name: label.en, known: undefined })),
    "option",
  ).map(({ id, label }) => ({ id, label }));
}

/** An option in Chinese alone is shown so in both languages. */
function inOne(option: string): BothLanguages {
  return { zh: option.trim(), en: option.trim() };
}

function written({ id, label, type, required, personal, options }: Question): Json {
  return {
    id,
    label: { ...label },
    type,
    required,
    personal,
    ...(options.length > 0
      ? { options: options.map((option) => ({ id: option.id, label: { ...option.label } })) }
      : {}),
  };
}
