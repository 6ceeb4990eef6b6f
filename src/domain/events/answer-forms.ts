import { cleanText } from "../../engine/normalize.ts";

const JOINTS = /[\s().·・_—–-]/gu;
const CHINA_MOBILE = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;
const CHINA_LANDLINE = /^(?:\+?86|0086)?0?((?:10|2\d|[3-9]\d{2})\d{7,8})$/;
/** E.164: a country code and up to 15 digits in all. */
const ABROAD = /^(?:\+|00)([1-9]\d{6,14})$/;

/** What people write around a number: what it is, and that they can be found with it elsewhere. */
const CALLED =
  /^(?:我的)?(?:手机号?码?|(?:联系)?电话|电话号码|号码|tel|phone|mobile|cell)?(?:\s+number)?\s*(?:是|is)?[\s:.]*/iu;
const ALSO =
  /(?:(?<![\s(,])[\s(,]+)?(?:同?微信(?:同号|同步)?|微信同|v信同号|also wechat|same on wechat)[\s)。.]*$/iu;
/** The zero that is left out when one calls from abroad: +44 (0)20. */
const TRUNK = /^((?:\+|00)[\d\s]{1,6})\(0\)/u;

/**
 * A telephone number in one form, +8613800000000, however it was typed: with spaces, dashes, full-width digits,
 * with or without +86. Numbers of other countries need their + or 00. Undefined when it is none.
 */
export function parsePhone(typed: string): string | undefined {
  const bare = cleanText(typed).normalize("NFKC").replace(CALLED, "").replace(ALSO, "");
  const digits = bare.replace(TRUNK, "$1").replace(JOINTS, "");
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

/** What people count, behind the figure: 2人, 3 people. */
const COUNTED = /(?:人|个人|位|名|个|people|persons?)$/iu;
const HANZI = "零一二三四五六七八九十";

/** A number in plain digits; undefined when it is none. One to ten may be written in Chinese. */
export function parseNumber(typed: string): string | undefined {
  const bare = cleanText(typed).normalize("NFKC").replace(/[\s,]/g, "").replace(COUNTED, "");
  const one = HANZI.indexOf(bare.replace("两", "二"));
  const digits = [...bare].length === 1 && one >= 0 ? String(one) : bare;
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
