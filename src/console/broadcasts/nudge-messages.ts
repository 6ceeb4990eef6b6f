import { counted, defineMessages } from "../../i18n/messages.ts";

/** The words around reminding those who have not confirmed; the button's are those of the card in the chat. */
export const nudgeMessages = defineMessages({
  act: { zh: "提醒还没确认的", en: "Remind the missing" },
  confirm: {
    zh: (p: { reminded: number }) => `确认提醒这 ${p.reminded} 人`,
    en: (p: { reminded: number }) => `Confirm: remind ${counted(p.reminded, "person", "people")}`,
  },
  outlook: {
    zh: (p: { reminded: number }) =>
      `会在私聊里提醒 ${p.reminded} 人，只说标题，每人 24 小时内一次。`,
    en: (p: { reminded: number }) =>
      `${counted(p.reminded, "person", "people")} will be reminded in their direct chat: the title alone, and each once in 24 hours.`,
  },
  leftOut: {
    zh: (p: { recently: number; unreachable: number; muted: number }) =>
      `不会提醒：24 小时内提醒过的 ${p.recently} 人、联系不上的 ${p.unreachable} 人、关闭了这个话题的 ${p.muted} 人。`,
    en: (p: { recently: number; unreachable: number; muted: number }) =>
      `Not reminded: ${p.recently} reminded within 24 hours, ${p.unreachable} out of reach, ${p.muted} who muted the topic.`,
  },
  last: {
    zh: (p: { at: string; reminded: number }) => `上次提醒：${p.at}，${p.reminded} 人。`,
    en: (p: { at: string; reminded: number }) =>
      `Last reminded: ${p.at}, ${counted(p.reminded, "person", "people")}.`,
  },
  quiet: {
    zh: "现在是夜间（22:00–08:00），请早上八点以后再提醒。",
    en: "It is night (22:00–08:00). Please remind them after eight in the morning.",
  },
  done: { zh: "已私下提醒。", en: "They were reminded privately." },
  none: {
    zh: "这次没有提醒任何人，原因见下。",
    en: "Nobody was reminded this time; see below for why.",
  },
});
