import type { Parsed } from "../../src/engine/flow.ts";
import { cleanText, hasContent } from "../../src/engine/normalize.ts";
import type { Localized } from "../../src/i18n/locale.ts";
import { deskMessages } from "./messages.ts";

const MAX_WORDS = 1_000;

/** Words for a desk: 2 to 1,000 characters with something in them. */
export function parseWords(text: string): Parsed<string> {
  const words = cleanText(text);
  if (words.length < 2 || !hasContent(words)) return reject(deskMessages.questionTooShort);
  return words.length > MAX_WORDS
    ? reject(deskMessages.questionTooLong)
    : { ok: true, value: words };
}

function reject(reason: Localized): { readonly ok: false; readonly reason: Localized } {
  return { ok: false, reason };
}

const PHONE =
  /(?<![\d+])(?:\+\d{1,3}[\s-]?(?:\d[\s-]?){6,13}\d|1[3-9](?:[\s-]?\d){9}|0\d{2,3}[\s-]?\d{7,8})(?!\d)/u;

/** A telephone number standing somewhere in a text, without spaces; undefined when there is none. */
export function findPhone(text: string): string | undefined {
  return PHONE.exec(text.normalize("NFKC"))?.[0]?.replace(/[\s-]/g, "");
}

/** A telephone number: Chinese mobile, landline with area code, or international with +. */
export function parsePhone(text: string): Parsed<string> {
  const phone = findPhone(text);
  return phone ? { ok: true, value: phone } : reject(deskMessages.phoneInvalid);
}
