const LONGEST = 40;
const DASHES = /[‐‑‒–—―−﹣－]/gu;
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{N}()〔〕\-_/.]{3,39}$/u;

/** A case number as it is looked up: one form for every way of typing it; undefined when it can't be one. */
export function parseCaseNumber(typed: string): string | undefined {
  if (typed.length > 4 * LONGEST) return undefined;
  const number = typed.normalize("NFKC").replace(DASHES, "-").replace(/\s/gu, "").toUpperCase();
  return NUMBER.test(number) ? number : undefined;
}

/** The last four digits of a phone in a list, as they are compared; spreadsheets drop leading zeros. */
export function parsePhoneTail(listed: string): string | undefined {
  const digits = tailDigits(listed);
  return /^\d{1,4}$/.test(digits) ? digits.padStart(4, "0") : undefined;
}

/** The same as somebody types it: a menu's number, such as 2, is no end of a phone and must not cost a try. */
export function typedPhoneTail(typed: string): string | undefined {
  const digits = tailDigits(typed);
  return /^\d{4}$/.test(digits) ? digits : undefined;
}

function tailDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/^\s*尾号/u, "")
    .trim();
}

/** A whole phone number without blanks and dashes; undefined when it can't be one. */
export function parsePhone(typed: string): string | undefined {
  const digits = typed
    .normalize("NFKC")
    .replace(DASHES, "-")
    .replace(/[\s\-()]/gu, "");
  return /^\+?\d{7,15}$/.test(digits) ? digits : undefined;
}

/** DEMO-0002, or YP-2026-00123; a year alone is none, nor is a day. */
const STANDS_IN =
  /(?<![0-9A-Za-z])[A-Za-z]{2,10}-(?:(?!(?:19|20)\d{2}(?!\d))\d{4,20}|(?:19|20)\d{2}-\d{3,20})(?![0-9A-Za-z])/u;

/** A number that is only told from others by what it is called: 受理号 202611240001. */
const NAMED =
  /(?:编号|受理号|申请号|case (?:number|no\.?))[\s:#]{0,5}(?:是|为|is)?[\s:#]{0,5}(?=[A-Z0-9-]*\d{4})[A-Z0-9-]{6,40}/iu;

const RECEIPT = /(?<![0-9A-Za-z-])T-\d{1,9}(?![0-9A-Za-z])/iu;

/** The number itself in what `NAMED` finds: the last of its words. */
const LAST_WORD = /[A-Z0-9-]{6,40}$/iu;

/** What somebody says around the number of an application when all they want is to know where it stands. */
const REQUEST =
  /编号|受理号|申请号|单号|进度|进展|状态|情况|结果|申请|材料|审核|审批|办理|到哪(?:一?步|儿|里)?|怎么样|批了?没?|通过|消息|查询?|看看?|问问?|帮我?|麻烦|谢谢|请|我们?|你们?|的|了|没有?|是|为|有|吗|呢|吧|么|啊|一?下|(?<![a-z])(?:please|pls|hi|hello|check|look|up|tell|me|what|where|how|is|are|the|of|for|on|about|my|our|an?|it|this|status|state|progress|application|case|number|no|can|could|you|thanks?|any|news)(?![a-z])/giu;

/** The number of an application in a text, existing or not, in the form it is looked up by. */
function caseNumberIn(text: string): string | undefined {
  const read = asRead(text);
  const found = STANDS_IN.exec(read)?.[0] ?? LAST_WORD.exec(NAMED.exec(read)?.[0] ?? "")?.[0];
  return found === undefined ? undefined : parseCaseNumber(found);
}

/** The number of the application that a text only asks to look up: 编号DEMO-0002查一下. */
export function requestedNumber(text: string): string | undefined {
  const number = caseNumberIn(text);
  const around = asRead(text).replace(STANDS_IN, " ").replace(NAMED, " ").replace(REQUEST, " ");
  return /[\p{L}\p{N}]/u.test(around) ? undefined : number;
}

/** The number in an answer to something else: whatever stands in a sentence, or digits alone that are no phone. */
export function volunteeredNumber(text: string): string | undefined {
  const alone =
    parsePhone(text) === undefined || !/^\+?(?:86)?1\d{10}$/.test(parsePhone(text) ?? "");
  const digits = /^\s*\d{8,40}\s*$/.test(text) && alone ? parseCaseNumber(text) : undefined;
  return caseNumberIn(text) ?? digits;
}

function asRead(text: string): string {
  return text.slice(0, 4_000).normalize("NFKC").replace(DASHES, "-");
}

/** Which kind of private number stands in a text, existing or not: a case's, or a ticket's receipt. */
export function pastedNumber(text: string): "case" | "receipt" | undefined {
  const read = asRead(text);
  if (STANDS_IN.test(read)) return "case";
  if (RECEIPT.test(read)) return "receipt";
  return NAMED.test(read) ? "case" : undefined;
}
