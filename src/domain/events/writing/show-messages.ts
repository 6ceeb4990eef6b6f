import { defineMessages } from "../../../i18n/messages.ts";

/** How what is written of an event is shown to the staff who write it. */
export const showMessages = defineMessages({
  none: { zh: "无", en: "none" },
  yes: { zh: "是", en: "yes" },
  no: { zh: "否", en: "no" },
  atOnce: { zh: "一开放就能报", en: "as soon as it is open" },
  atStart: { zh: "开始时", en: "when it starts" },
  anyNumber: { zh: "不限人数", en: "any number" },
  daysBefore: {
    zh: (p: { count: number; time: string }) => `开始前 ${p.count} 天 ${p.time}`.trim(),
    en: (p: { count: number; time: string }) => `${p.count} days before ${p.time}`.trim(),
  },
  hoursBefore: {
    zh: (p: { count: number }) => `开始前 ${p.count} 小时`,
    en: (p: { count: number }) => `${p.count} hours before`,
  },
  minutesBefore: {
    zh: (p: { count: number }) => `开始前 ${p.count} 分钟`,
    en: (p: { count: number }) => `${p.count} minutes before`,
  },
  places: {
    zh: (p: { count: number }) => `${p.count} 人`,
    en: (p: { count: number }) => `${p.count} places`,
  },
  except: {
    zh: (p: { dates: string }) => `，除 ${p.dates}`,
    en: (p: { dates: string }) => `, except ${p.dates}`,
  },
  optional: { zh: "选填", en: "optional" },
});
