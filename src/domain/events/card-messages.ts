import { defineMessages } from "../../i18n/messages.ts";

/** What an event's card in a group says; it holds both languages, since all kinds of people read it. */
export const cardMessages = defineMessages({
  poster: { zh: "海报", en: "Poster" },
  when: { zh: "时间", en: "When" },
  where: { zh: "地点", en: "Where" },
  seats: { zh: "名额", en: "Seats" },
  waiting: { zh: "候补", en: "Waiting" },
  signUp: { zh: "报名", en: "Sign up" },
  remindMe: { zh: "开放时提醒我", en: "Remind me" },
  joinQueue: { zh: "报名候补", en: "Join the waiting list" },
  open: { zh: "报名中", en: "open" },
  full: { zh: "已满", en: "full" },
  fullQueue: { zh: "已满，可候补", en: "full, waiting list open" },
  closed: { zh: "报名已截止", en: "sign-up closed" },
  over: { zh: "已结束", en: "over" },
  cancelled: { zh: "已取消", en: "cancelled" },
  draft: { zh: "未发布", en: "not published" },
  closes: { zh: (p: { at: string }) => `${p.at} 截止`, en: (p: { at: string }) => `until ${p.at}` },
  opens: {
    zh: (p: { at: string }) => `${p.at} 开放报名`,
    en: (p: { at: string }) => `opens ${p.at}`,
  },
  private: {
    zh: "点“报名”后在私聊里填写，群里看不到任何人的信息。",
    en: "Signing up goes on in your direct chat; the group sees numbers only.",
  },
  movedBelow: {
    zh: (p: { title: string }) => `“${p.title}”的报名卡片已重新发在下面。`,
    en: (p: { title: string }) => `The sign-up card of “${p.title}” is further down now.`,
  },
});
