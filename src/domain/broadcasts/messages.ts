import { defineMessages } from "../../i18n/messages.ts";

/** What stands around the words of an announcement. */
export const broadcastMessages = defineMessages({
  read: { zh: "已阅", en: "I have read it" },
  question: { zh: "有问题", en: "I have a question" },
  signUp: {
    zh: (p: { code: string }) => `报名 ${p.code}`,
    en: (p: { code: string }) => `Sign up for ${p.code}`,
  },
  why: { zh: "为什么收到", en: "Why me?" },
  mute: {
    zh: (p: { topic: string }) => `不再收“${p.topic}”`,
    en: (p: { topic: string }) => `Mute “${p.topic}”`,
  },
  nudgeTitle: { zh: "请确认已阅", en: "Please confirm that you have read it" },
  nudge: {
    zh: (p: { title: string }) =>
      `公告《${p.title}》还等你确认。全文在之前发给你或发到群里的那条里，看过请点“已阅”。`,
    en: (p: { title: string }) =>
      `The announcement “${p.title}” still waits for you. It was sent to you or posted in a group; once you have read it, tap “I have read it”.`,
  },
  recalledTitle: { zh: "撤回说明", en: "Taken back" },
  recalled: {
    zh: (p: { title: string }) => `上面这条公告《${p.title}》已撤回，请不要再以它为准。`,
    en: (p: { title: string }) =>
      `The announcement “${p.title}” has been taken back. Please do not rely on it any more.`,
  },
  about: {
    zh: (p: { question: string; title: string; body: string }) =>
      `${p.question}\n\n关于公告《${p.title}》：${p.body}`,
    en: (p: { question: string; title: string; body: string }) =>
      `${p.question}\n\nAbout the announcement “${p.title}”: ${p.body}`,
  },
});
