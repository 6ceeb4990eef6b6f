import type { FlowOption, Parsed } from "../../src/engine/flow.ts";
import type { Content } from "../../src/engine/intent.ts";
import type { Locale, Localized } from "../../src/i18n/locale.ts";
import { text } from "../../src/i18n/messages.ts";
import type { CalculatorId } from "../../src/knowledge/calculators/calculation.ts";
import { calculateMessages as messages } from "./calculate-messages.ts";
import type { CalculatorServices, NumberField } from "./services.ts";

/** The calculators a person may choose, in this order. */
export const calculatorIds = [
  "rent-relief",
  "fledgling",
  "guarantee-fee",
  "interest-subsidy",
  "housing-subsidy",
  "apartment-stays",
] as const satisfies readonly CalculatorId[];

interface Before {
  readonly input: { readonly calculator: CalculatorId | null; readonly text: string | null };
  readonly locale: Locale;
}

interface Chosen extends Before {
  readonly answers: { readonly which: CalculatorId };
}

const prompt =
  (words: Localized) =>
  ({ locale }: Before): Content => ({ text: text(words, locale) });

/** Which calculator: named by a button, by the words behind the command, or chosen here. */
export function calculatorQuestion(calculators: CalculatorServices) {
  return {
    label: messages.whichLabel,
    names: ["项目", "calculator"],
    extractable: true,
    prompt: prompt(messages.whichPrompt),
    options: () => OPTIONS,
    prefill: ({ input }: Before) =>
      input.calculator ?? (input.text === null ? undefined : calculators.named(input.text)),
  };
}

const OPTIONS: readonly (FlowOption & { readonly id: CalculatorId })[] = [
  { id: "rent-relief", label: messages.rentRelief, names: ["房租", "月租", "年租", "租金"] },
  { id: "fledgling", label: messages.fledgling, names: ["雏鹰", "fledgling"] },
  { id: "guarantee-fee", label: messages.guaranteeFee, names: ["担保", "guarantee"] },
  { id: "interest-subsidy", label: messages.interestSubsidy, names: ["贴息", "利息", "interest"] },
  {
    id: "housing-subsidy",
    label: messages.housingSubsidy,
    names: ["住房补贴", "租房", "housing", "rent subsidy"],
  },
  { id: "apartment-stays", label: messages.apartmentStays, names: ["公寓", "apartment"] },
];

/** Asks for one number; it may stand in the words behind the command or in a longer reply. */
export function numberQuestion(calculators: CalculatorServices) {
  return (field: NumberField, label: Localized, words: Localized) => ({
    label,
    prompt: prompt(words),
    parse: (said: string): Parsed<number> => calculators.parse(field, said),
    extract: (said: string, { answers }: Chosen) => calculators.read(said, answers.which)[field],
    prefill: ({ input, answers }: Chosen) =>
      input.text === null ? undefined : calculators.read(input.text, answers.which)[field],
    show: (value: number) => (MONEY.includes(field) ? yuan(value) : String(value)),
    dependsOn: ["which"] as const,
  });
}

const MONEY: readonly NumberField[] = ["amount", "interest", "subsidy"];
const FEN_PER_YUAN = 100;

function yuan(fen: number): string {
  return `¥${(fen / FEN_PER_YUAN).toLocaleString("en-US", { maximumFractionDigits: 2 })}`;
}

/** A rent, with the period and the year that were named in the same breath. */
export type Rent = {
  readonly rent: number;
  readonly per: "month" | "year" | null;
  readonly year: number | null;
};

/** Asks for the rent; "月租8千，第二年" answers the next two questions as well. */
export function rentQuestion(calculators: CalculatorServices) {
  const find = (said: string): Rent | undefined => {
    const { rent, per = null, year = null } = calculators.read(said, "rent-relief");
    return rent === undefined ? undefined : { rent, per, year };
  };
  return {
    label: messages.rentLabel,
    names: ["租金", "月租", "年租"],
    prompt: prompt(messages.rentPrompt),
    parse: (said: string): Parsed<Rent> => {
      const found = find(said);
      if (found !== undefined) return { ok: true, value: found };
      const parsed = calculators.parse("rent", said);
      return parsed.ok
        ? { ok: true, value: { rent: parsed.value, per: null, year: null } }
        : parsed;
    },
    extract: find,
    prefill: ({ input }: Before) => (input.text === null ? undefined : find(input.text)),
    show: ({ rent }: Rent) => yuan(rent),
    dependsOn: ["which"] as const,
  };
}

interface WithRent extends Before {
  readonly answers: { readonly rent: Rent };
}

/** Whether the rent is for a month or a year. */
export const perQuestion = {
  label: messages.perLabel,
  prompt: prompt(messages.perPrompt),
  options: () =>
    [
      {
        id: "month",
        label: messages.perMonth,
        names: ["月租", "每个月", "一个月", "按月", "月", "per month", "monthly", "month"],
      },
      {
        id: "year",
        label: messages.perYear,
        names: ["年租", "一年", "按年", "年", "per year", "yearly", "year"],
      },
    ] as const,
  prefill: ({ answers }: WithRent) => answers.rent.per ?? undefined,
  dependsOn: ["rent"] as const,
};

const YEAR_NAMES: readonly (readonly string[])[] = [
  ["第一年", "首年", "year one", "first year"],
  ["第二年", "year two", "second year"],
  ["第三年", "year three", "third year"],
];

/** Which year of the relief, or all of them. */
export function yearQuestion(calculators: CalculatorServices) {
  return {
    label: messages.yearLabel,
    names: ["年份", "year"],
    prompt: prompt(messages.yearPrompt),
    options: () => yearOptions(calculators.reliefYears()),
    prefill: ({ answers }: WithRent) => {
      const { year } = answers.rent;
      return year === null || year > calculators.reliefYears() ? undefined : String(year);
    },
    dependsOn: ["rent"] as const,
  };
}

function yearOptions(years: number): readonly FlowOption[] {
  const single = Array.from({ length: years }, (_none, at) => ({
    id: String(at + 1),
    label: {
      zh: messages.yearOption.zh({ year: at + 1 }),
      en: messages.yearOption.en({ year: at + 1 }),
    },
    names: YEAR_NAMES[at] ?? [],
  }));
  const all = {
    id: "all",
    label: messages.allYears,
    names: ["全部", "合计", "所有", "总共", "all years"],
  };
  return [...single, all];
}
