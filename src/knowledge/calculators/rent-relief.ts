import type { Localized } from "../../i18n/locale.ts";
import type { Clause } from "../content/clause.ts";
import type { PlainFigure } from "../figures/figure.ts";
import type { CalculationResult, CalculatorInputs } from "./calculation.ts";
import { badAmount, refuse, yuanFigure } from "./checks.ts";
import { type Fen, percentOf } from "./fen.ts";
import { rentMessages as messages } from "./messages.ts";
import { conditionsOf, openBase, statedAmount } from "./stated.ts";
import { both } from "./wording.ts";

const CALCULATOR = "rent-relief";
const MONTHS_PER_YEAR = 12;
const MOST_YEARS = 10;

/** One year's rent: the person's share in percent, and what that is of the rent told and of the whole year. */
interface YearShare {
  readonly year: number;
  readonly percent: number;
  readonly own: Fen;
  readonly saved: Fen;
  readonly ownAllYear: Fen;
}

/** What a company still pays of its rent, in one year or over all years of the relief. */
export function rentRelief(
  clause: Clause,
  inputs: CalculatorInputs & { readonly rent: Fen },
): CalculationResult {
  const { rent, per, year } = inputs;
  const refused = refuse(CALCULATOR, [clause], [badAmount(rent)]);
  if (refused !== undefined) return refused;
  const shares = ownShares(clause);
  const periods = per === "month" ? MONTHS_PER_YEAR : 1;
  const years = shares.map((percent, at) => yearShare(at + 1, percent, rent, periods));
  const asked = years.filter((each) => year === undefined || each.year === year);
  if (asked.length === 0) return { kind: "unavailable", calculator: CALCULATOR };
  const [only] = asked;
  const told = year !== undefined && only ? oneYear(only, rent, per) : allYears(years, rent, per);
  return {
    kind: "calculated",
    calculator: CALCULATOR,
    ...told,
    remarks: [...(per === undefined ? [messages.perUnsaid] : []), ...told.remarks],
    estimate: openBase(clause),
    conditions: conditionsOf([clause]),
    clauses: [clause],
    inputs: [yuanFigure(rent)],
    figures: [
      ...told.amounts.map(yuanFigure),
      { value: MONTHS_PER_YEAR, unit: "month" },
      { value: years.length, unit: "year" },
    ] satisfies PlainFigure[],
  };
}

/** How many years the relief runs for; 0 when the clause no longer says it in a way that can be read. */
export function reliefYears(clause: Clause): number {
  return ownShares(clause).length;
}

/** The person's share of each year in percent, as far as share and relief are stated and agree. */
function ownShares(clause: Clause): number[] {
  const shares: number[] = [];
  for (let year = 1; year <= MOST_YEARS; year++) {
    const period = `year-${year}`;
    const own = statedAmount(clause, { unit: "%", period, what: "自付" });
    const relief = statedAmount(clause, { unit: "%", period, what: "减免" });
    if (own === undefined || relief === undefined || own + relief !== 100) break;
    shares.push(own);
  }
  return shares;
}

function yearShare(year: number, percent: number, rent: Fen, periods: number): YearShare {
  const own = percentOf(rent, percent);
  return { year, percent, own, saved: rent - own, ownAllYear: own * periods };
}

interface Told {
  readonly result: Localized;
  readonly working: readonly Localized[];
  readonly remarks: readonly Localized[];
  readonly amounts: readonly Fen[];
}

function oneYear(share: YearShare, rent: Fen, per: CalculatorInputs["per"]): Told {
  const { own, saved, ownAllYear: total, year } = share;
  const working = [
    both(messages.share, { ...share, rent, per }),
    both(messages.saved, { rent, own, saved }),
  ];
  if (per === "month") {
    working.push(both(messages.wholeYear, { year, own, months: MONTHS_PER_YEAR, total }));
  }
  return {
    result: both(messages.yearResult, { ...share, rent, per }),
    working,
    remarks: [],
    amounts: [own, saved, total],
  };
}

function allYears(years: readonly YearShare[], rent: Fen, per: CalculatorInputs["per"]): Told {
  if (per === undefined) {
    const owns = years.map(({ own }) => own);
    const working = years.map((each) => both(messages.share, { ...each, rent, per }));
    return { result: both(messages.eachResult, { owns }), working, remarks: [], amounts: owns };
  }
  const owns = years.map(({ ownAllYear }) => ownAllYear);
  const own = owns.reduce((sum, each) => sum + each, 0);
  const full = rent * (per === "month" ? MONTHS_PER_YEAR : 1) * years.length;
  const saved = full - own;
  return {
    result: both(messages.allResult, { years: years.length, own, saved }),
    working: [
      ...years.map((each) => shareLine(each, rent, per)),
      both(messages.sum, { owns, own }),
      both(messages.savedInAll, { full, own, saved }),
    ],
    remarks: [messages.sameRent],
    amounts: [...years.map((each) => each.own), ...owns, own, full, saved],
  };
}

function shareLine(share: YearShare, rent: Fen, per: "month" | "year"): Localized {
  if (per === "year") return both(messages.share, { ...share, rent, per });
  const allYear = { months: MONTHS_PER_YEAR, total: share.ownAllYear };
  return both(messages.shareAllYear, { ...share, ...allYear, rent, per });
}
