import type { Locale, Localized } from "../../src/i18n/locale.ts";

/** Someone a visitor of the playground can speak as; fictional, every one of them. */
export interface Member {
  /** `[a-z0-9-]`, stable: the platform id of the account. */
  readonly id: string;
  readonly name: Localized;
  /** What they make, or the window they sit at. */
  readonly about: Localized;
  /** Staff share a group of their own. */
  readonly staff: boolean;
  /** The language their device is set to. */
  readonly locale: Locale;
}

/** The author id of the bot's own messages; no member may have it. */
export const BOT = "bot";

/** The playground's people, creators first. */
export const MEMBERS: readonly Member[] = [
  creator("lin-xiaoman", "林小满", "Lin Xiaoman", { zh: "漫剧", en: "Motion comics" }),
  creator("amay", "阿May", "A-May", { zh: "探店", en: "Shop visits" }),
  {
    ...creator("blue-kite", "Blue Kite", "Blue Kite", { zh: "外籍旅拍", en: "Travel films" }),
    locale: "en",
  },
  creator("lao-zhou", "老周", "Lao Zhou", { zh: "播客", en: "Podcast" }),
  creator("mumu", "木木", "Mumu", { zh: "直播带货", en: "Live selling" }),
  desk("desk-general", "小樱", "Xiaoying", { zh: "综合窗口", en: "General desk" }),
  desk("desk-investment", "小杨", "Xiaoyang", { zh: "投促专员", en: "Investment desk" }),
  desk("desk-tax", "小浦", "Xiaopu", { zh: "税务专员", en: "Tax desk" }),
];

function creator(id: string, zh: string, en: string, about: Localized): Member {
  return { id, name: { zh, en }, about, staff: false, locale: "zh-CN" };
}

function desk(id: string, zh: string, en: string, about: Localized): Member {
  return { ...creator(id, zh, en, about), staff: true };
}
