import { cleanText } from "../../engine/normalize.ts";

const JOINTS = /[\s().·・_—–-]/gu;
const CHINA_MOBILE = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;
const CHINA_LANDLINE = /^(?:\+?86|0086)?0?((?:10|2\d|[3-9]\d{2})\d{7,8})$/;
/** E.164: a country code and up to 15 digits in all. */
const ABROAD = /^(?:\+|00)([1-9]\d{6,14})$/;

/**
 * A telephone number in one form, +8613800000000, however it was typed: with spaces, dashes, full-width digits,
 * with or without +86. Numbers of other countries need their + or 00. Undefined when it is none.
 */
export function parsePhone(typed: string): string | undefined {
  const digits = cleanText(typed).normalize("NFKC").replace(JOINTS, "");
  const mobile = CHINA_MOBILE.exec(digits)?.[1];
  if (mobile !== undefined) return `+86${mobile}`;
  const abroad = ABROAD.exec(digits)?.[1];
  if (abroad !== undefined && !abroad.startsWith("86")) return `+${abroad}`;
  const landline =
    digits.startsWith("0") || digits.startsWith("+86")
      ? CHINA_LANDLINE.exec(digits)?.[1]
      : undefined;
  return landline === undefined ? undefined : `+86${landline}`;
}

const NUMBER = /^[-+]?\d{1,12}(?:\.\d{1,6})?$/;

/** A number in plain digits; undefined when it is none. */
export function parseNumber(typed: string): string | undefined {
  const digits = cleanText(typed).normalize("NFKC").replace(/[\s,]/g, "");
  return NUMBER.test(digits) ? String(Number(digits)) : undefined;
}

const MAX_LINK = 500;

/** A web address, https unless it says http; undefined when it is none. */
export function parseLink(typed: string): string | undefined {
  const address = cleanText(typed);
  if (address.length > MAX_LINK || /\s/.test(address)) return undefined;
  const full = /^[a-z][a-z0-9+.-]*:/iu.test(address) ? address : `https://${address}`;
  if (!URL.canParse(full)) return undefined;
  const { protocol, hostname, username, href } = new URL(full);
  const isWeb = (protocol === "https:" || protocol === "http:") && username === "";
  return isWeb && /[^.]\.[^.]/.test(hostname) ? href : undefined;
}
