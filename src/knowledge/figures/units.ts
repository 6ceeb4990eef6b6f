import type { FigureUnit } from "./figure.ts";

/** Words that say what a number counts; the first that fits decides, so longer ones come first. */
const UNIT_WORDS: readonly (readonly [FigureUnit, string])[] = [
  ["percent", "%|个百分点|个点|percentage points?|percent|per cent|pct"],
  ["area", "平方米|平米|平方|平(?![均时台])|m2|sqm|square met(?:er|re)s?"],
  ["age", "周岁|岁|years? old|year-old"],
  ["hour", "个?小时|个?钟头|hours?"],
  ["minute", "分钟|minutes?"],
  ["week", "个?星期|个?礼拜|周(?!岁|边)|weeks?"],
  ["month", "个月|months?"],
  ["day", "个?工作日|天|日(?!本)|(?:working |calendar )?days?"],
  ["year", "周年|年|years?|yrs?"],
  // In "year 1 CNY 500" the currency belongs to what follows.
  ["money", "元|块(?!地|内容)|人民币|yuan|(?:rmb|cny)(?!\\s*\\d)"],
  ["time", "次(?!性)|回(?!复)|遍|times?"],
  [
    "count",
    "个|种|类|项|条|款|家|所|人|名|位|层|楼|栋|号楼|号|期|批|张|份|块|部|场|档|级|倍|步|口|点|端|大|方面|维度|部门|板块|余|storeys?|floors?|levels?|people|persons?|compan(?:y|ies)|scenarios?|items?|kinds?|types?|parts?|areas?|dimensions?|tiers?|instal?lments?|cases?|features?|departments?|boards?|conditions?|pillars?|lists?|gaps?|loans?|universities|services?|platforms?|measures?|sections?|zones?|sources?|categories",
  ],
];

/** Pattern of any unit word. */
export const UNIT = UNIT_WORDS.map(([, words]) => words).join("|");

const WHOLE_UNIT: readonly (readonly [FigureUnit, RegExp])[] = UNIT_WORDS.map(([unit, words]) => [
  unit,
  new RegExp(`^(?:${words})`),
]);

/** What a unit word measures. */
export function unitOf(word: string): FigureUnit {
  return WHOLE_UNIT.find(([, words]) => words.test(word))?.[0] ?? "count";
}
