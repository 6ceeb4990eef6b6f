const LONGEST = 40;
const DASHES = /[‐‑‒–—―−﹣－]/gu;
const NUMBER = /^[\p{L}\p{N}][\p{L}\p{N}()〔〕\-_/.]{3,39}$/u;

/** A case number as it is looked up: one form for every way of typing it; undefined when it can't be one. */
export function parseCaseNumber(typed: string): string | undefined {
  if (typed.length > 4 * LONGEST) return undefined;
  const number = typed.normalize("NFKC").replace(DASHES, "-").replace(/\s/gu, "").toUpperCase();
  return NUMBER.test(number) ? number : undefined;
}

/** The last four digits of a phone as they are compared; spreadsheets drop leading zeros. */
export function parsePhoneTail(typed: string): string | undefined {
  const digits = typed
    .normalize("NFKC")
    .replace(/^\s*尾号/u, "")
    .trim();
  return /^\d{1,4}$/.test(digits) ? digits.padStart(4, "0") : undefined;
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

/** Which kind of private number stands in a text, existing or not: a case's, or a ticket's receipt. */
export function pastedNumber(text: string): "case" | "receipt" | undefined {
  const read = text.slice(0, 4_000).normalize("NFKC").replace(DASHES, "-");
  if (STANDS_IN.test(read)) return "case";
  if (RECEIPT.test(read)) return "receipt";
  return NAMED.test(read) ? "case" : undefined;
}
