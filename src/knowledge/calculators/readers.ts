import type { CalculatorId, CalculatorInputs } from "./calculation.ts";
import { countOf } from "./parse-input.ts";
import { amountBeside, around, fenOf, isBeside, type Sentence } from "./sentence.ts";

/** How one calculator reads sentences. */
export interface Reader {
  /** Words that name its matter. */
  readonly names: RegExp;
  /** Words of matters that only look like it. */
  readonly except?: RegExp;
  /** Words of details it does not cover, whatever was found. */
  readonly never?: RegExp;
  /** Words that ask for what it works out. */
  readonly asks: RegExp;
  /** The inputs standing in the sentence; `cap`: the most that is funded, for "the full amount". */
  read(sentence: Sentence, cap: number | undefined): CalculatorInputs;
}

const HOW_MUCH =
  /多少|几(?!乎)|算|省|付|交|掏|出|贵|免费|够|\b(?:how (?:much|many)|what|pay|save|total|cost|altogether|free)\b/u;

const PER_MONTH = /月租|每个?月|一个?月|按月|\/ ?月|\b(?:per|a|each|every) month|monthly/u;
const PER_YEAR =
  /年租|每年|(?<!第)一年|全年|按年|\/ ?年|\b(?:per|a|each|every) year|yearly|annual/u;

/** Whether the amount is for a month or a year, by the words beside it, else by those of the sentence. */
function perOf(
  sentence: Sentence,
  at: ReturnType<typeof amountBeside>,
): "month" | "year" | undefined {
  if (at === undefined) return undefined;
  const { before, after } = around(sentence, at);
  for (const words of [before, after, sentence.folded]) {
    const isMonth = PER_MONTH.test(words);
    const isYear = PER_YEAR.test(words);
    if (isMonth !== isYear) return isMonth ? "month" : "year";
  }
  return undefined;
}

/** An object without the keys whose values are undefined. */
function known(
  inputs: { readonly [Key in keyof CalculatorInputs]: CalculatorInputs[Key] | undefined },
): CalculatorInputs {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}

function readRent(sentence: Sentence): CalculatorInputs {
  const amount = amountBeside(sentence, /租|\brent\b/u);
  const [year, ...others] = sentence.years;
  return known({
    rent: fenOf(amount),
    per: perOf(sentence, amount),
    year: others.length === 0 ? year : undefined,
  });
}

const FULL = /(?:借|拿|批|贷|申请)满|满额|顶格|全额|足额|上限|最高|\b(?:full|maximum|max|cap)\b/u;

function readFunding(sentence: Sentence, cap: number | undefined): CalculatorInputs {
  const amount = fenOf(amountBeside(sentence, /雏鹰|批|资助|借|拿|fund|grant|borrow|get/u));
  return known({ amount: amount ?? (FULL.test(sentence.folded) ? cap : undefined) });
}

function readGuarantee(sentence: Sentence): CalculatorInputs {
  return known({ amount: fenOf(amountBeside(sentence, /担保|贷|guarantee|loan/u)) });
}

const LOAN = /贷|借|本金|\b(?:loan|borrow\w*|principal)\b/u;
const INTEREST = /利息|年息|\binterest\b(?! rate)/u;

function readInterest(sentence: Sentence): CalculatorInputs {
  const { amounts, quantities } = sentence;
  const rates = quantities.filter(({ unit }) => unit === "percent");
  const named = rates.filter((each) =>
    isBeside(sentence, each, /利率|年化|年息|利息|\brate\b|interest/u),
  );
  const rate = named.length === 1 ? named[0]?.value : undefined;
  const interest = amounts.filter((each) => isBeside(sentence, each, INTEREST));
  const loans = amounts.filter((each) => isBeside(sentence, each, LOAN));
  if (rate !== undefined)
    return known({ loan: fenOf((loans.length === 1 ? loans : amounts)[0]), rate });
  const alone = amounts.length === 1 && loans.length === 0 ? amounts[0] : undefined;
  return known({ interest: fenOf(interest.length === 1 ? interest[0] : alone) });
}

const GRANTED = /补|领|拿|发|\b(?:subsid\w*|allowance|get|receive|granted?)\b/u;

function readHousing(sentence: Sentence): CalculatorInputs {
  const { amounts, quantities } = sentence;
  const spans = quantities.filter(({ unit, value, start, end }) =>
    unit === "month" || unit === "year"
      ? value !== 1 || /^1/.test(sentence.folded.slice(start, end))
      : false,
  );
  const granted = amounts.filter((each) => isBeside(sentence, each, GRANTED));
  const [span, ...others] = spans;
  const months = span === undefined || others.length > 0 ? undefined : countOf(span, "month");
  // An amount that is not the subsidy is the rent, and the text doesn't say what follows from that.
  if (amounts.length > granted.length) return {};
  return known({ months, subsidy: granted.length === 1 ? fenOf(granted[0]) : undefined });
}

function readApartment({ quantities }: Sentence): CalculatorInputs {
  const days = quantities.filter(({ unit }) => unit === "day" || unit === "week");
  const stays = quantities.filter(({ unit }) => unit === "time");
  const [day, ...otherDays] = days;
  const [stay, ...otherStays] = stays;
  if (otherDays.length > 0 || otherStays.length > 0) return {};
  return known({
    days: day === undefined ? undefined : countOf(day, "day"),
    stays: stay === undefined ? (day === undefined ? undefined : 1) : stay.value,
  });
}

/** The readers of all calculators. */
export const READERS: Readonly<Record<CalculatorId, Reader>> = {
  "rent-relief": {
    names: /房租|月租|年租|租金|减租|免租|\brent\b/u,
    except: /补贴|补助|公寓|房东|subsid|allowance|landlord|apartment|\bflat\b/u,
    never: /物业|水电|管理费|押金|停车|property|utilit|deposit|parking/u,
    asks: HOW_MUCH,
    read: readRent,
  },
  fledgling: {
    names: /雏鹰|fledgling|chuying|eaglet|young eagle/u,
    asks: /还(?:多少|好多|几|款?金额)|怎么还|月供|每期|每个?月|一个月|repay|pay ?back|monthly|instal|a month|per month/u,
    read: readFunding,
  },
  "guarantee-fee": { names: /担保|guarantee/u, asks: HOW_MUCH, read: readGuarantee },
  "interest-subsidy": { names: /贴息|利息|interest/u, asks: HOW_MUCH, read: readInterest },
  "housing-subsidy": {
    names:
      /(?:租房|住房|房租|房屋)(?:补贴|补助|津贴)|(?:rent(?:al)?|housing) (?:subsid|allowance)/u,
    asks: /一共|总共|合计|总额|拿满|加起来|in total|altogether|in all\b/u,
    read: readHousing,
  },
  "apartment-stays": { names: /公寓|apartment/u, asks: HOW_MUCH, read: readApartment },
};
