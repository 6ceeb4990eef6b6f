import type { Clause } from "../content/clause.ts";
import { partsNamedBy } from "../decide/follow-up.ts";
import type { LastCalculation, TopicMemory } from "../memory.ts";
import type { Answer } from "./answer.ts";

const REMEMBERED = 4;

/** The topic to remember after an answer: what it was about, else what was remembered before. */
export function nextMemory(
  answer: Answer,
  before: TopicMemory | undefined,
  clauseById: ReadonlyMap<string, Clause>,
  worked: LastCalculation | undefined,
): TopicMemory | undefined {
  const main = clauseById.get(answer.clauses[0] ?? "");
  if (main === undefined) return before;
  const isPart = before?.parts.some((part) => main.title.zh.includes(part)) === true;
  const parts = isPart ? (before?.parts ?? []) : partsNamedBy(main);
  const isSame = before?.clauses[0] === main.id;
  const calculation = worked ?? (isSame ? before?.calculation : undefined);
  const topic = { clauses: answer.clauses.slice(0, REMEMBERED), parts };
  return calculation === undefined ? topic : { ...topic, calculation };
}
