import { foldLabel } from "../../../engine/normalize.ts";
import type { Json } from "../../../engine/terms.ts";
import type { EventFile } from "../event-file.ts";
import { nameInBoth } from "./both-languages.ts";
import { type Draft, partsOf } from "./fields.ts";
import { countIn, linesOf, withIds } from "./lines.ts";

type Question = EventFile["questions"][number];

const YES_NO = [
  ["yes", /^(?:是|要|yes)$/u],
  ["no", /^(?:否|不是?|no)$/u],
] as const;

/**
 * Kinds of seats typed one a line: the label in both languages, how many, and the answer that leads to one
 * (身份=学生). Undefined when a line cannot be read or names no question of the event.
 */
export function typedQuotas(said: string, draft: Draft): readonly Json[] | undefined {
  const { questions = [], quotas = [] } = partsOf(draft);
  const read = linesOf(said).map(([label = "", ...rest]) => {
    const both = nameInBoth(label);
    const counts = rest.map(countIn).filter((count) => count !== undefined);
    const rules = rest.map((part) => ruleIn(part, questions)).filter((rule) => rule !== undefined);
    const [capacity, when] = [counts[0], rules[0]];
    if (!both || rest.length !== 2 || capacity === undefined || !when) return undefined;
    const match = quotas.find((one) => one.label.zh === both.zh);
    return { name: both.en, known: match?.id, label: both, capacity, when };
  });
  const lines = read.filter((line) => line !== undefined);
  if (lines.length === 0 || lines.length < read.length) return undefined;
  return withIds(lines, "quota").map(({ id, label, capacity, when }) => ({
    id,
    label: { ...label },
    capacity,
    when: { ...when },
  }));
}

/** A question of the event and one of its answers, by their names in either language. */
function ruleIn(part: string, questions: readonly Question[]): Record<string, string> | undefined {
  const [name = "", answer = ""] = part.split(/[=＝]/u);
  const named = (names: readonly string[], word: string) =>
    names.some((each) => foldLabel(each) === foldLabel(word));
  const question = questions.find(({ id, label }) => named([id, label.zh, label.en], name));
  if (!question || answer.trim() === "") return undefined;
  const option =
    question.type === "yes_no"
      ? YES_NO.find(([, said]) => said.test(foldLabel(answer)))?.[0]
      : question.options.find(({ id, label }) => named([id, label.zh, label.en], answer))?.id;
  return option === undefined ? undefined : { [question.id]: option };
}
