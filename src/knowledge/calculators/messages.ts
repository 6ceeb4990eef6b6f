import { defineMessages } from "../../i18n/messages.ts";
import type { Fen } from "./fen.ts";
import { money } from "./wording.ts";

const { zh: yuan, en: cny } = money;

/** A rent as it was told: for a month, a year, or without saying. */
type Per = "month" | "year" | undefined;

interface Share {
  readonly rent: Fen;
  readonly percent: number;
  readonly own: Fen;
  readonly per: Per;
  readonly year: number;
}

interface AllYear {
  readonly months: number;
  readonly total: Fen;
}

const RENT_ZH = { month: "月租", year: "年租", unsaid: "租金" } as const;
const RENT_EN = { month: "monthly rent", year: "yearly rent", unsaid: "rent" } as const;
const EACH_ZH = { month: "每月", year: "全年", unsaid: "" } as const;
const EACH_EN = { month: " a month", year: " for the year", unsaid: "" } as const;

/** What the rent relief calculator says. */
export const rentMessages = defineMessages({
  yearResult: {
    zh: ({ year, own, saved, per }: Share & { readonly saved: Fen }) =>
      `第${year}年${EACH_ZH[per ?? "unsaid"]}自付${yuan(own)}，减免${yuan(saved)}。`,
    en: ({ year, own, saved, per }: Share & { readonly saved: Fen }) =>
      `In year ${year} you pay ${cny(own)}${EACH_EN[per ?? "unsaid"]}; ${cny(saved)} is waived.`,
  },
  share: {
    zh: ({ rent, percent, own, per, year }: Share) =>
      `第${year}年：${RENT_ZH[per ?? "unsaid"]}${yuan(rent)} × 自付${percent}% = ${yuan(own)}`,
    en: ({ rent, percent, own, per, year }: Share) =>
      `Year ${year}: ${RENT_EN[per ?? "unsaid"]} ${cny(rent)} × ${percent}% own share = ${cny(own)}`,
  },
  saved: {
    zh: ({ rent, own, saved }: { rent: Fen; own: Fen; saved: Fen }) =>
      `减免：${yuan(rent)} − ${yuan(own)} = ${yuan(saved)}`,
    en: ({ rent, own, saved }: { rent: Fen; own: Fen; saved: Fen }) =>
      `Waived: ${cny(rent)} − ${cny(own)} = ${cny(saved)}`,
  },
  shareAllYear: {
    zh: ({ rent, percent, own, per, year, months, total }: Share & AllYear) =>
      `第${year}年：${RENT_ZH[per ?? "unsaid"]}${yuan(rent)} × 自付${percent}% = ${yuan(own)}，× ${months}个月 = ${yuan(total)}`,
    en: ({ rent, percent, own, per, year, months, total }: Share & AllYear) =>
      `Year ${year}: ${RENT_EN[per ?? "unsaid"]} ${cny(rent)} × ${percent}% own share = ${cny(own)}, × ${months} months = ${cny(total)}`,
  },
  wholeYear: {
    zh: ({ year, own, months, total }: { year: number; own: Fen; months: number; total: Fen }) =>
      `第${year}年全年自付：${yuan(own)} × ${months}个月 = ${yuan(total)}`,
    en: ({ year, own, months, total }: { year: number; own: Fen; months: number; total: Fen }) =>
      `Whole of year ${year}: ${cny(own)} × ${months} months = ${cny(total)}`,
  },
  allResult: {
    zh: ({ years, own, saved }: { years: number; own: Fen; saved: Fen }) =>
      `${years}年合计自付${yuan(own)}，减免${yuan(saved)}。`,
    en: ({ years, own, saved }: { years: number; own: Fen; saved: Fen }) =>
      `Over ${years} years you pay ${cny(own)} in all; ${cny(saved)} is waived.`,
  },
  eachResult: {
    zh: ({ owns }: { owns: readonly Fen[] }) =>
      `自付依次为：${owns.map((own, at) => `第${at + 1}年${yuan(own)}`).join("，")}。`,
    en: ({ owns }: { owns: readonly Fen[] }) =>
      `You pay: ${owns.map((own, at) => `year ${at + 1} ${cny(own)}`).join(", ")}.`,
  },
  sum: {
    zh: ({ owns, own }: { owns: readonly Fen[]; own: Fen }) =>
      `自付合计：${owns.map(yuan).join(" + ")} = ${yuan(own)}`,
    en: ({ owns, own }: { owns: readonly Fen[]; own: Fen }) =>
      `You pay in all: ${owns.map(cny).join(" + ")} = ${cny(own)}`,
  },
  savedInAll: {
    zh: ({ full, own, saved }: { full: Fen; own: Fen; saved: Fen }) =>
      `减免合计：原租金${yuan(full)} − ${yuan(own)} = ${yuan(saved)}`,
    en: ({ full, own, saved }: { full: Fen; own: Fen; saved: Fen }) =>
      `Waived in all: full rent ${cny(full)} − ${cny(own)} = ${cny(saved)}`,
  },
  sameRent: { zh: "按租金不变算。", en: "This takes the rent to stay the same." },
  perUnsaid: {
    zh: "没说按月还是按年，比例相同，这里照原数算。",
    en: "You didn't say whether this is for a month or a year; the shares are the same, so the amount is taken as it stands.",
  },
});

/** What the fledgling, guarantee and interest calculators say. */
export const loanMessages = defineMessages({
  repayResult: {
    zh: ({ count, regular, last }: { count: number; regular: Fen; last: Fen }) =>
      regular === last
        ? `每月还${yuan(regular)}，共${count}期，不收利息。`
        : `每月还${yuan(regular)}，共${count}期，最后一期${yuan(last)}，不收利息。`,
    en: ({ count, regular, last }: { count: number; regular: Fen; last: Fen }) =>
      regular === last
        ? `${cny(regular)} a month in ${count} instalments, free of interest.`
        : `${cny(regular)} a month in ${count} instalments, the final one of ${cny(last)}, free of interest.`,
  },
  repayShare: {
    zh: ({ amount, count, regular }: { amount: Fen; count: number; regular: Fen }) =>
      `${yuan(amount)} ÷ ${count}期 ≈ ${yuan(regular)}（到分）`,
    en: ({ amount, count, regular }: { amount: Fen; count: number; regular: Fen }) =>
      `${cny(amount)} ÷ ${count} instalments ≈ ${cny(regular)} (to the cent)`,
  },
  repayExact: {
    zh: ({ amount, count, regular }: { amount: Fen; count: number; regular: Fen }) =>
      `${yuan(amount)} ÷ ${count}期 = ${yuan(regular)}`,
    en: ({ amount, count, regular }: { amount: Fen; count: number; regular: Fen }) =>
      `${cny(amount)} ÷ ${count} instalments = ${cny(regular)}`,
  },
  repayLast: {
    zh: ({ amount, regular, before, last }: Last) =>
      `最后一期：${yuan(amount)} − ${yuan(regular)} × ${before}期 = ${yuan(last)}`,
    en: ({ amount, regular, before, last }: Last) =>
      `Final instalment: ${cny(amount)} − ${cny(regular)} × ${before} instalments = ${cny(last)}`,
  },
  fundingCapped: {
    zh: ({ asked, cap }: { asked: Fen; cap: Fen }) =>
      `文本写的是最高不超过${yuan(cap)}，${yuan(asked)}超出了，这里按上限算。`,
    en: ({ asked, cap }: { asked: Fen; cap: Fen }) =>
      `The text says at most ${cny(cap)}; ${cny(asked)} is beyond that, so the cap is used here.`,
  },
  fundingDecided: {
    zh: "实际资助多少以审核结果为准。",
    en: "How much is actually granted is for the review to decide.",
  },
  feeResult: {
    zh: ({ fee }: { fee: Fen }) => `担保费约${yuan(fee)}。`,
    en: ({ fee }: { fee: Fen }) => `The guarantee fee is about ${cny(fee)}.`,
  },
  feeWorking: {
    zh: ({ amount, percent, fee }: { amount: Fen; percent: number; fee: Fen }) =>
      `担保${yuan(amount)} × 费率${percent}% = ${yuan(fee)}`,
    en: ({ amount, percent, fee }: { amount: Fen; percent: number; fee: Fen }) =>
      `Guaranteed ${cny(amount)} × fee rate ${percent}% = ${cny(fee)}`,
  },
  interestResult: {
    zh: ({ subsidy, rest }: { subsidy: Fen; rest: Fen }) =>
      `贴息约${yuan(subsidy)}，自己约付${yuan(rest)}。`,
    en: ({ subsidy, rest }: { subsidy: Fen; rest: Fen }) =>
      `The subsidy is about ${cny(subsidy)}; you pay about ${cny(rest)} yourself.`,
  },
  interestOfLoan: {
    zh: ({ loan, rate, interest }: { loan: Fen; rate: number; interest: Fen }) =>
      `一年利息：贷款${yuan(loan)} × 年利率${rate}% = ${yuan(interest)}`,
    en: ({ loan, rate, interest }: { loan: Fen; rate: number; interest: Fen }) =>
      `Interest for a year: loan ${cny(loan)} × ${rate}% = ${cny(interest)}`,
  },
  interestWorking: {
    zh: ({ interest, percent, subsidy }: { interest: Fen; percent: number; subsidy: Fen }) =>
      `利息${yuan(interest)} × 贴息${percent}% = ${yuan(subsidy)}`,
    en: ({ interest, percent, subsidy }: { interest: Fen; percent: number; subsidy: Fen }) =>
      `Interest ${cny(interest)} × ${percent}% subsidy = ${cny(subsidy)}`,
  },
  interestRest: {
    zh: ({ interest, subsidy, rest }: { interest: Fen; subsidy: Fen; rest: Fen }) =>
      `自付：${yuan(interest)} − ${yuan(subsidy)} = ${yuan(rest)}`,
    en: ({ interest, subsidy, rest }: { interest: Fen; subsidy: Fen; rest: Fen }) =>
      `You pay: ${cny(interest)} − ${cny(subsidy)} = ${cny(rest)}`,
  },
});

interface Last {
  readonly amount: Fen;
  readonly regular: Fen;
  readonly before: number;
  readonly last: Fen;
}

/** What the housing and apartment calculators say. */
export const talentMessages = defineMessages({
  housingResult: {
    zh: ({ total }: { total: Fen }) => `合计最多${yuan(total)}（上限，不等于一定能拿到）。`,
    en: ({ total }: { total: Fen }) => `At most ${cny(total)} in all: a ceiling, not a promise.`,
  },
  housingWorking: {
    zh: ({ subsidy, months, total }: { subsidy: Fen; months: number; total: Fen }) =>
      `每月补贴${yuan(subsidy)} × ${months}个月 = ${yuan(total)}`,
    en: ({ subsidy, months, total }: { subsidy: Fen; months: number; total: Fen }) =>
      `Subsidy ${cny(subsidy)} a month × ${months} months = ${cny(total)}`,
  },
  atCap: {
    zh: ({ cap }: { cap: Fen }) => `没给每月补贴额，按上限每月${yuan(cap)}算；文本没写分档标准。`,
    en: ({ cap }: { cap: Fen }) =>
      `You gave no monthly subsidy, so the cap of ${cny(cap)} a month is used; the text gives no tiers.`,
  },
  subsidyCapped: {
    zh: ({ asked, cap }: { asked: Fen; cap: Fen }) =>
      `文本写的是每月最高${yuan(cap)}，${yuan(asked)}超出了，这里按上限算。`,
    en: ({ asked, cap }: { asked: Fen; cap: Fen }) =>
      `The text says up to ${cny(cap)} a month; ${cny(asked)} is beyond that, so the cap is used here.`,
  },
  monthsCapped: {
    zh: ({ asked, cap }: { asked: number; cap: number }) =>
      `文本写的是最长${cap}个月，${asked}个月超出了，这里按上限算。`,
    en: ({ asked, cap }: { asked: number; cap: number }) =>
      `The text says ${cap} months at most; ${asked} months is beyond that, so the cap is used here.`,
  },
  stayResult: {
    zh: ({ free, over }: { free: number; over: number }) =>
      over === 0
        ? `最多可免费住${free}天。`
        : `最多可免费住${free}天，另外${over}天不在免费范围内。`,
    en: ({ free, over }: { free: number; over: number }) =>
      over === 0
        ? `Up to ${free} days are free.`
        : `Up to ${free} days are free; the other ${over} days are not covered.`,
  },
  stayWorking: {
    zh: ({ stays, days, free }: { stays: number; days: number; free: number }) =>
      `${stays}次 × 每次${days}天 = ${free}天`,
    en: ({ stays, days, free }: { stays: number; days: number; free: number }) =>
      `${stays} times × ${days} days = ${free} days`,
  },
  daysCapped: {
    zh: ({ asked, cap }: { asked: number; cap: number }) =>
      `每次最长${cap}天，${asked}天里按${cap}天算。`,
    en: ({ asked, cap }: { asked: number; cap: number }) =>
      `Each time ${cap} days at most: ${cap} of the ${asked} days count.`,
  },
  staysCapped: {
    zh: ({ asked, cap }: { asked: number; cap: number }) =>
      `一年最多${cap}次，${asked}次里按${cap}次算。`,
    en: ({ asked, cap }: { asked: number; cap: number }) =>
      `A year allows ${cap} times: ${cap} of the ${asked} times count.`,
  },
});

/** Why an input is not calculated with. */
export const inputMessages = defineMessages({
  notPositive: {
    zh: "金额要大于零才能算。",
    en: "The amount has to be more than zero.",
  },
  tooLarge: {
    zh: ({ most }: { most: Fen }) => `这个金额太大，测算最多到${yuan(most)}，请核对一下。`,
    en: ({ most }: { most: Fen }) =>
      `That amount is too large: calculations go up to ${cny(most)}. Please check it.`,
  },
  countNotPositive: {
    zh: "月数、次数和天数都要是大于零的整数。",
    en: "Months, times and days have to be whole numbers above zero.",
  },
  countTooLarge: {
    zh: ({ most }: { most: number }) => `这个数太大，最多写到${most}，请核对一下。`,
    en: ({ most }: { most: number }) =>
      `That number is too large: ${most} is the most I take. Please check it.`,
  },
});

/** Why a text is no input. */
export const parseMessages = defineMessages({
  noAmount: {
    zh: "没看出金额。请只写数，例如 8000、8千 或 1.5万。",
    en: "I couldn't find an amount. Please write just the number, such as 8000, 8k or 15,000.",
  },
  oneAmount: {
    zh: "这里有几个数，请只写一个金额。",
    en: "There are several numbers here. Please write just one amount.",
  },
  yuanOnly: { zh: "请按人民币元写金额。", en: "Please give the amount in yuan." },
  wholeFen: { zh: "金额最多写到分。", en: "An amount can't go below the cent." },
  noCount: {
    zh: "没看出数目。请只写一个整数，例如 3。",
    en: "I couldn't find the number. Please write one whole number, such as 3.",
  },
});
