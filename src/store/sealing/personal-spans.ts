/** One kind of personal span: how it looks, and what stands in its place. Every pattern is linear in the text. */
export interface PersonalSpan {
  readonly pattern: RegExp;
  readonly placeholder: string;
  /** Says no to what only looks like one. */
  readonly unless?: (found: string) => boolean;
}

const DIGIT = "[0-9０-９]";
/** What people put between the digits of one number. */
const JOINT = "[ \\u00a0\\u3000\\u200b-\\u200d\\u2060\\ufeff.·・_—–-]{0,2}";
const HAN_DIGIT = "[〇零一幺二三四五六七八九]";
const START = "(?<![0-9０-９])";
const END = "(?![0-9０-９])";
const NOT_A_NAME = "(?!谁|什么|哪|多少|否|不|和|或)";

const digits = (pattern: string) => new RegExp(pattern, "gu");

const URL = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s，。；）]{1,2000}/giu;
const CREDENTIALS =
  /^[^/]+:\/\/[^/?#]*@|[?&#;][\w-]{0,40}(?:token|secret|passw|pwd|key|auth|code|sign|session)[\w-]{0,40}=/iu;

const DAY =
  "(?:19|20)\\d{2}[.–—-](?:0?[1-9]|1[0-2])(?:[.–—-](?:0?[1-9]|[12]\\d|3[01]))?|(?:19|20)\\d{2}";
const DATES = new RegExp(`^(?:${DAY})(?:[ –—-]{1,3}(?:${DAY}))?$`, "u");
const COMPACT_DAY = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u;

/** In this order: a shorter form must not cut up what a longer one covers. */
export const PERSONAL_SPANS: readonly PersonalSpan[] = [
  { pattern: URL, placeholder: "〔链接〕", unless: (url) => !CREDENTIALS.test(url) },
  {
    pattern: /[\p{L}\p{N}._%+-]{1,64}[@＠](?:[\p{L}\p{N}-]{1,63}[.．]){1,5}\p{L}{2,24}/gu,
    placeholder: "〔邮箱〕",
  },
  /** Resident identity card, 18 characters or the older 15 digits. */
  {
    pattern: digits(`${START}(?:${DIGIT}${JOINT}){17}[0-9０-９XxＸｘ](?![0-9０-９A-Za-z])`),
    placeholder: "〔证件号〕",
  },
  {
    pattern: digits(`${START}[1-9]\\d{7}(?:0[1-9]|1[0-2])(?:[0-2]\\d|3[01])\\d{3}${END}`),
    placeholder: "〔证件号〕",
  },
  /** Unified social credit code, then passports and travel permits. */
  {
    pattern: /(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])/gu,
    placeholder: "〔证件号〕",
  },
  {
    pattern:
      /(?<![0-9A-Za-z])(?:[EG]\d{8}|[EDPS][A-Z]\d{7}|[HMCW]\d{8}(?:\d{2})?)(?![0-9A-Za-z])/giu,
    placeholder: "〔证件号〕",
  },
  {
    pattern: digits(
      `${START}(?:(?:[+＋]|00|００)?[8８][6６]${JOINT})?[1１]${JOINT}[3-9３-９](?:${JOINT}${DIGIT}){9}${END}`,
    ),
    placeholder: "〔电话〕",
  },
  {
    pattern: digits(
      `${START}[（(]?[0０]${DIGIT}{2,3}[）)]?${JOINT}[2-9２-９](?:${JOINT}${DIGIT}){6,7}${END}`,
    ),
    placeholder: "〔电话〕",
    unless: isDay,
  },
  {
    pattern: digits(`[+＋]${DIGIT}(?:${JOINT}[()（）]?${DIGIT}){7,14}${END}`),
    placeholder: "〔电话〕",
  },
  {
    pattern:
      /(?<=(?:微信|wechat|weixin|vx|v信)(?:号|账号|id)?[\s:：是为]{0,3})(?=[-\w]{0,19}[-\d_])[a-z][-\w]{5,19}/giu,
    placeholder: "〔账号〕",
  },
  /** Case numbers: letters, a dash and four digits at least that are no year. */
  {
    pattern: /(?<![0-9A-Za-z])[A-Za-z]{2,10}[-–—－]\d{4,20}(?![0-9A-Za-z])/gu,
    placeholder: "〔编号〕",
    unless: (found) => /[-–—－](?:19|20)\d{2}$/u.test(found),
  },
  /** The end of a phone, where it is said to be one. */
  {
    pattern: digits(
      `(?<=(?:尾号|[后後末][四4４]位|last (?:four|4)(?: digits)?|ending in)(?:数字)?(?: (?:is|are))?[\\s:：是为]{0,3})${DIGIT}{4}${END}`,
    ),
    placeholder: "〔尾号〕",
  },
  /** Codes handed over once, in the form the service makes them: letters and digits that nobody mistakes. */
  {
    pattern:
      /(?<![0-9A-Za-z-])(?:[2-9A-HJ-NP-Z]{4}-?[2-9A-HJ-NP-Z]{4}|[2-9A-HJ-NP-Z]{6})(?![0-9A-Za-z-])/giu,
    placeholder: "〔验证码〕",
    unless: isWordOrNumber,
  },
  { pattern: /(?<=qq(?:号|号码)?[\s:：是为]{0,3})\d{5,12}/giu, placeholder: "〔账号〕" },
  {
    pattern: digits(`${START}${DIGIT}(?:${JOINT}${DIGIT}){6,}${END}(?! ?(?:元|万|亿|块|RMB|yuan))`),
    placeholder: "〔号码〕",
    unless: isDay,
  },
  {
    pattern: digits(`${HAN_DIGIT}(?:[ ，,、-]?${HAN_DIGIT}){6,}`),
    placeholder: "〔号码〕",
  },
  {
    pattern: digits(
      `(?<=(?:我叫|名叫|(?:名字|姓名|联系人)[是为叫:：])\\s{0,3})${NOT_A_NAME}\\p{Script=Han}{2,3}`,
    ),
    placeholder: "〔姓名〕",
  },
  /** Whoever is greeted by name; 大家好 greets nobody. */
  {
    pattern: /(?<!\p{Script=Han})\p{Script=Han}{2,4}(?=[，,]?\s?(?:您好|你好))/gu,
    placeholder: "〔姓名〕",
    unless: isAnybody,
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])\p{Lu}[\p{L}'-]{1,30}(?: \p{Lu}[\p{L}'-]{1,30}){0,2}(?=[，,]?\s?(?:您好|你好))/gu,
    placeholder: "〔姓名〕",
  },
  {
    pattern:
      /(?<=\b[Mm]y name is |\bI am called )[A-Z][\p{L}'-]{1,30}(?: [A-Z][\p{L}'-]{1,30}){0,2}/gu,
    placeholder: "〔姓名〕",
  },
];

const ANYBODY = /^(?:大家|各位|你们|诸位|同学|老师|朋友|创作者|请问|那个|窗口)/u;

function isAnybody(found: string): boolean {
  return ANYBODY.test(found);
}

/** A code holds both letters and digits, a word or a year only one of them. */
function isWordOrNumber(found: string): boolean {
  return !/\d/u.test(found) || !/\p{L}/u.test(found);
}

function isDay(found: string): boolean {
  return DATES.test(found) || COMPACT_DAY.test(found);
}
