import { defineMessages } from "../../src/i18n/messages.ts";

/** What 我的 and 免打扰 say. */
export const mineMessages = defineMessages({
  title: { zh: "我的", en: "Mine" },
  text: { zh: "你在这里的事：", en: "What you have here:" },
  nothing: {
    zh: "你还没有在办的事。直接问政策，或回复“人工”找窗口。",
    en: "You have nothing under way. Just ask about policy, or reply “/desk” for a service desk.",
  },
  languageLabel: { zh: "语言", en: "Language" },
  language: { zh: "中文", en: "English" },
  quietLabel: { zh: "免打扰", en: "Quiet hours" },
  quietHours: {
    zh: (p: { from: string; until: string; zone: string }) => `${p.from}–${p.until}（${p.zone}）`,
    en: (p: { from: string; until: string; zone: string }) => `${p.from}–${p.until} (${p.zone})`,
  },
  quietOff: { zh: "没有设", en: "none" },
  changeQuiet: { zh: "改免打扰时段", en: "Change quiet hours" },
  myData: { zh: "我的数据", en: "My data" },
  hoursLabel: { zh: "时段", en: "hours" },
  hoursPrompt: {
    zh: "哪段时间不要提醒和通知？例如 22:00-08:00；不需要就回复“关闭”。",
    en: "Between which hours should there be no reminders and announcements? For example 22:00-08:00, or reply “off” for none.",
  },
  hoursInvalid: {
    zh: "没看懂这个时段。请写成 22:00-08:00，或回复“关闭”。",
    en: "I couldn't read that. Write it like 22:00-08:00, or reply “off”.",
  },
  hoursSet: {
    zh: (p: { from: string; until: string; zone: string }) =>
      `好的，${p.from} 到 ${p.until} 之间（${p.zone}）的提醒和通知，会等到 ${p.until} 再发。你问的话我照样马上回。`,
    en: (p: { from: string; until: string; zone: string }) =>
      `Done. Reminders and announcements between ${p.from} and ${p.until} (${p.zone}) wait until ${p.until}. What you ask I still answer at once.`,
  },
  hoursOff: {
    zh: "好的，提醒和通知随时发给你。",
    en: "Done. Reminders and announcements reach you at any hour.",
  },
});
