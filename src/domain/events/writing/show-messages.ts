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
    en: (p: { count: number; time: string }) =>
      `${p.count} ${p.count === 1 ? "day" : "days"} before ${p.time}`.trim(),
  },
  hoursBefore: {
    zh: (p: { count: number }) => `开始前 ${p.count} 小时`,
    en: (p: { count: number }) => `${p.count} ${p.count === 1 ? "hour" : "hours"} before`,
  },
  minutesBefore: {
    zh: (p: { count: number }) => `开始前 ${p.count} 分钟`,
    en: (p: { count: number }) => `${p.count} minutes before`,
  },
  daysAfter: {
    zh: (p: { count: number; time: string }) => `开始后 ${p.count} 天 ${p.time}`.trim(),
    en: (p: { count: number; time: string }) =>
      `${p.count} ${p.count === 1 ? "day" : "days"} after ${p.time}`.trim(),
  },
  hoursAfter: {
    zh: (p: { count: number }) => `开始后 ${p.count} 小时`,
    en: (p: { count: number }) => `${p.count} ${p.count === 1 ? "hour" : "hours"} after`,
  },
  minutesAfter: {
    zh: (p: { count: number }) => `开始后 ${p.count} 分钟`,
    en: (p: { count: number }) => `${p.count} minutes after`,
  },
  places: {
    zh: (p: { count: number }) => `${p.count} 人`,
    en: (p: { count: number }) => `${p.count} places`,
  },
  except: {
    zh: (p: { dates: string }) => `，除 ${p.dates}`,
    en: (p: { dates: string }) => `, except ${p.dates}`,
  },
  weekday: {
    zh: (p: { at: number }) => `周${"一二三四五六日".charAt(p.at)}`,
    en: (p: { at: number }) =>
      ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][p.at] ?? "",
  },
  daily: { zh: "每天", en: "every day" },
  weekly: {
    zh: (p: { every: number; day: string }) =>
      p.every === 1
        ? `每周${p.day.slice(1)}`
        : `每 ${p.every} 周${p.day === "" ? "" : `的${p.day}`}`,
    en: (p: { every: number; day: string }) =>
      `every ${p.every === 1 ? "week" : `${p.every} weeks`}${p.day === "" ? "" : ` on ${p.day}`}`,
  },
  monthly: {
    zh: (p: { every: number }) => (p.every === 1 ? "每月" : `每 ${p.every} 个月`),
    en: (p: { every: number }) => `every ${p.every === 1 ? "month" : `${p.every} months`}`,
  },
  nthDay: {
    zh: (p: { nth: number; day: string }) =>
      p.nth < 0 ? `每月最后一个${p.day}` : `每月第 ${p.nth} 个${p.day}`,
    en: (p: { nth: number; day: string }) =>
      p.nth < 0
        ? `last ${p.day} of the month`
        : `${["1st", "2nd", "3rd", "4th"][p.nth - 1] ?? `${p.nth}th`} ${p.day} of the month`,
  },
  times: {
    zh: (p: { count: number }) => `，共 ${p.count} 次`,
    en: (p: { count: number }) => `, ${p.count} times`,
  },
  until: {
    zh: (p: { until: string }) => `，到 ${p.until}`,
    en: (p: { until: string }) => `, until ${p.until}`,
  },
  noReminders: { zh: "不提醒", en: "no reminders" },
  optional: { zh: "选填", en: "optional" },
});
