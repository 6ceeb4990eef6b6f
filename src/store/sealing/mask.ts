import { storable } from "../storable.ts";
import { PERSONAL_SPANS } from "./personal-spans.ts";

/** Masked text serves search and counts: of a longer one only the beginning is kept. */
const KEPT_CHARACTERS = 4000;
/** No personal span is longer than this, so that cutting cannot leave half of one. */
const LONGEST_SPAN = 2100;

/**
 * The text with personal spans replaced by placeholders such as 〔电话〕: addresses with credentials,
 * e-mail addresses, identity documents, phone numbers, long runs of digits, chat accounts, stated names,
 * and every one of `names` (the asker's own account name). What is left may be searched and counted.
 */
export function mask(text: string, names: readonly string[] = []): string {
  const beginning = storable(text.slice(0, KEPT_CHARACTERS + LONGEST_SPAN));
  return storable(maskAll(beginning, names).slice(0, KEPT_CHARACTERS));
}

/** Whether a text holds anything that `mask` would replace, wherever it stands. */
export function holdsPersonal(text: string, names: readonly string[] = []): boolean {
  const whole = storable(text);
  return maskAll(whole, names) !== whole;
}

function maskAll(text: string, names: readonly string[]): string {
  const nameless = names
    .map((name) => storable(name).trim())
    .filter((name) => [...name].length >= 2)
    .sort((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, "〔姓名〕"), text);
  return PERSONAL_SPANS.reduce(
    (rest, { pattern, placeholder, unless }) =>
      rest.replace(pattern, (found) => (unless?.(found) ? found : placeholder)),
    nameless,
  );
}

/** Spans that reach somebody or name them for good, and measure nothing. */
const CONTACTS = new Set(["〔电话〕", "〔证件号〕", "〔邮箱〕"]);

/** The text without phone numbers, identity documents and e-mail addresses, for whoever looks for amounts in it. */
export function withoutContacts(text: string): string {
  return PERSONAL_SPANS.filter(({ placeholder }) => CONTACTS.has(placeholder)).reduce(
    (rest, { pattern, unless }) =>
      rest.replace(pattern, (found) => (unless?.(found) ? found : " ")),
    text,
  );
}

/** A display name of which only the first character is left. */
export function maskName(name: string): string {
  return `${[...storable(name).trim()][0] ?? ""}**`;
}
