import type { Clause } from "../content/clause.ts";
import { leansOnTopic } from "../decide/follow-up.ts";
import type { Finding } from "../decide/judgement.ts";
import type { LastCalculation } from "../memory.ts";
import {
  CALCULATOR_IDS,
  type Calculation,
  type CalculatorId,
  type CalculatorInputs,
  type Refusal,
} from "./calculation.ts";
import { CALCULATOR_CLAUSES, type Calculators } from "./calculators.ts";
import { saysOnlyNumbers } from "./parse-input.ts";
import { READERS } from "./readers.ts";
import { readSentence } from "./sentence.ts";

/** How sure a calculation is that was found by the words of a question alone. */
const BY_WORDS = { confidence: 2 };

/** The clauses whose finding means the calculator's matter; the others only give conditions. */
const HOMES: Readonly<Record<CalculatorId, readonly string[]>> = {
  ...CALCULATOR_CLAUSES,
  fledgling: CALCULATOR_CLAUSES.fledgling.slice(0, 2),
};

/**
 * The findings of a question with those worked out that a calculator can: its clause was found, or nothing
 * was and the question names its matter; its figure stands in the question; and a result is asked for.
 * A follow-up may change one input of the `last` calculation. What the text leaves open stays so.
 */
export function withCalculations(
  findings: readonly Finding[],
  folded: string,
  calculators: Calculators,
  last?: LastCalculation,
): readonly Finding[] {
  const workOut = (id: CalculatorId) => worksOut(id, folded, calculators, last);
  const worked = findings.flatMap((finding): Finding[] => {
    if (finding.kind !== "answer") return [finding];
    const found = calculatorsFor(finding, folded).flatMap(workOut);
    return found.length === 0 ? [finding] : found.map((each) => calculated(each, finding));
  });
  if (worked.some((finding) => "clause" in finding)) return eachOnce(worked);
  const meant = CALCULATOR_IDS.filter((id) => isNamed(id, folded) || id === last?.calculator);
  const [only, ...others] = meant.flatMap(workOut);
  return only !== undefined && others.length === 0 ? [calculated(only)] : findings;
}

/** A follow-up that holds nothing but another number or year (那20万呢): worked out whatever was found for it. */
export function bareFollowUp(
  folded: string,
  calculators: Calculators,
  last: LastCalculation,
): readonly Finding[] | undefined {
  if (!leansOnTopic(folded) || !saysOnlyNumbers(folded)) return undefined;
  const [worked] = worksOut(last.calculator, folded, calculators, last);
  return worked === undefined ? undefined : [calculated(worked)];
}

function worksOut(
  id: CalculatorId,
  folded: string,
  calculators: Calculators,
  last: LastCalculation | undefined,
): Worked[] {
  const inputs = inputsIn(id, folded, calculators.fundingCap(), last);
  if (inputs === undefined) return [];
  const outcome = calculators.calculate(id, inputs);
  return outcome === undefined || outcome.kind === "unavailable" ? [] : [{ outcome, inputs }];
}

/** A calculation, or why there is none, and what went into it. */
interface Worked {
  readonly outcome: Calculation | Refusal;
  readonly inputs: CalculatorInputs;
}

/** Words that want all years together. */
const ALL_YEARS = /一共|总共|合计|全部|加起来|三年|in total|altogether|all (?:the |three )?years/u;

/** The inputs a question gives a calculator; with those of the last calculation when it only leans on it. */
function inputsIn(
  id: CalculatorId,
  folded: string,
  cap: number | undefined,
  last: LastCalculation | undefined,
): CalculatorInputs | undefined {
  const { asks, never, read } = READERS[id];
  if (never?.test(folded) === true) return undefined;
  const told = read(readSentence(folded), cap);
  const isFollowUp = last?.calculator === id && leansOnTopic(folded);
  if (!isFollowUp) return asks.test(folded) ? told : undefined;
  const { year, ...before } = last.inputs;
  const wantsAll = ALL_YEARS.test(folded) && told.year === undefined;
  if (Object.keys(told).length === 0 && !wantsAll) return undefined;
  return { ...before, ...(year === undefined || wantsAll ? {} : { year }), ...told };
}

/** The calculators at home in the clause that was found, or in one beside it when the question names their matter. */
function calculatorsFor(
  { clause, related }: Extract<Finding, { kind: "answer" }>,
  folded: string,
): CalculatorId[] {
  const home = CALCULATOR_IDS.filter((id) => isHome(id, clause));
  const beside = CALCULATOR_IDS.filter(
    (id) => isNamed(id, folded) && related.some((each) => isHome(id, each)),
  );
  return [...new Set([...home, ...beside])];
}

function isHome(id: CalculatorId, clause: Clause): boolean {
  return HOMES[id].includes(clause.id);
}

function isNamed(id: CalculatorId, folded: string): boolean {
  const { names, except } = READERS[id];
  return names.test(folded) && except?.test(folded) !== true;
}

/** The worked-out finding, with every clause it rests on and no other: a sum is an answer in itself. */
export function calculated(
  { outcome, inputs }: Worked,
  found: { readonly confidence: number } = BY_WORDS,
): Finding {
  const [clause, ...related] = outcome.clauses;
  if (clause === undefined) throw new Error(`The ${outcome.calculator} calculator cites no clause`);
  return { kind: "calculated", clause, related, confidence: found.confidence, outcome, inputs };
}

function eachOnce(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    (finding, at) =>
      finding.kind !== "calculated" ||
      findings.findIndex(
        (other) =>
          other.kind === "calculated" && other.outcome.calculator === finding.outcome.calculator,
      ) === at,
  );
}
