import type { Clause } from "../content/clause.ts";
import type { Finding } from "../decide/judgement.ts";
import {
  CALCULATOR_IDS,
  type Calculation,
  type CalculatorId,
  type Refusal,
} from "./calculation.ts";
import { CALCULATOR_CLAUSES, type Calculators } from "./calculators.ts";
import { READERS } from "./readers.ts";
import { readSentence } from "./sentence.ts";

/** How sure a calculation is that was found by the words of a question alone. */
const BY_WORDS = { confidence: 2, related: [] };

/** The clauses whose finding means the calculator's matter; the others only give conditions. */
const HOMES: Readonly<Record<CalculatorId, readonly string[]>> = {
  ...CALCULATOR_CLAUSES,
  fledgling: CALCULATOR_CLAUSES.fledgling.slice(0, 2),
};

/**
 * The findings of a question with those worked out that a calculator can: its clause was found, or nothing
 * was and the question names its matter; its figure stands in the question; and a result is asked for.
 * What the text leaves open stays so.
 */
export function withCalculations(
  findings: readonly Finding[],
  folded: string,
  calculators: Calculators,
): readonly Finding[] {
  const outcome = (id: CalculatorId) => workOut(id, folded, calculators);
  const worked = findings.flatMap((finding): Finding[] => {
    if (finding.kind !== "answer") return [finding];
    const found = calculatorsFor(finding, folded).flatMap((id) => outcome(id) ?? []);
    return found.length === 0 ? [finding] : found.map((each) => calculated(each, finding));
  });
  if (worked.some((finding) => "clause" in finding)) return eachOnce(worked);
  const byWords = CALCULATOR_IDS.filter((id) => isNamed(id, folded)).flatMap(
    (id) => outcome(id) ?? [],
  );
  const [only, ...others] = byWords;
  return only !== undefined && others.length === 0 ? [calculated(only)] : findings;
}

type Outcome = Calculation | Refusal;

function workOut(id: CalculatorId, folded: string, calculators: Calculators): Outcome | undefined {
  const { asks, never, read } = READERS[id];
  if (!asks.test(folded) || never?.test(folded) === true) return undefined;
  const outcome = calculators.calculate(id, read(readSentence(folded), calculators.fundingCap()));
  return outcome === undefined || outcome.kind === "unavailable" ? undefined : outcome;
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

/** The worked-out finding; the policy clause found beside its own, if any, is still worth a line. */
export function calculated(
  outcome: Outcome,
  found: { readonly confidence: number; readonly related: readonly Clause[] } = BY_WORDS,
): Finding {
  const [clause, ...own] = outcome.clauses;
  if (clause === undefined) throw new Error(`The ${outcome.calculator} calculator cites no clause`);
  const beside =
    own.length > 0
      ? undefined
      : found.related.find((each) => each.source.class !== "public" && each.id !== clause.id);
  const related = beside === undefined ? own : [...own, beside];
  return { kind: "calculated", clause, related, beside, confidence: found.confidence, outcome };
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
