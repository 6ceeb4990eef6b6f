import { defineMessages } from "../../i18n/messages.ts";

/** What is said at a field that was filled in wrongly: what is wrong, then what to do. */
export const mistakeMessages = defineMessages({
  emptyChinese: {
    zh: "还没有写。公告两种语言一起发，请补上中文。",
    en: "Nothing is written here. An announcement goes out in both languages: please add the Chinese.",
  },
  emptyEnglish: {
    zh: "还没有写。公告两种语言一起发，请补上英文。",
    en: "Nothing is written here. An announcement goes out in both languages: please add the English.",
  },
  long: {
    zh: (p: { most: number; length: number }) =>
      `太长了：有 ${p.length} 个字符，最多 ${p.most} 个。请缩短。`,
    en: (p: { most: number; length: number }) =>
      `Too long: ${p.length} characters of at most ${p.most}. Please shorten it.`,
  },
  longTogether: {
    zh: (p: { most: number; length: number }) =>
      `标题和正文，中英文加起来有 ${p.length} 个字符；一条消息最多 ${p.most} 个。请缩短正文。`,
    en: (p: { most: number; length: number }) =>
      `Titles and texts in both languages together have ${p.length} characters; one message takes ${p.most}. Please shorten the texts.`,
  },
  badTime: {
    zh: "看不懂这个时间。请写成 2026-12-01 09:00，或 +1d 09:00（明天九点）；留空就是马上发。",
    en: "This time cannot be read. Write it like 2026-12-01 09:00 or +1d 09:00 (tomorrow at nine), or leave it empty for at once.",
  },
  past: {
    zh: "这个时间已经过去了。请写一个以后的时间，或者留空，马上发。",
    en: "That time is past. Write one to come, or leave it empty for at once.",
  },
  shortReason: {
    zh: (p: { least: number }) =>
      `理由太短，至少 ${p.least} 个字。请写清为什么夜里也要发；可以等到早上，就留空。`,
    en: (p: { least: number }) =>
      `The reason is too short: ${p.least} characters at least. Say why it cannot wait, or leave it empty to hold it until the morning.`,
  },
  noAudience: {
    zh: "还没有选发给谁。请至少选一种。",
    en: "Nobody is chosen yet. Please choose at least one of these.",
  },
  nobody: {
    zh: (p: { unreachable: number; muted: number }) =>
      `草稿已存，但这样选现在没有人会收到（${p.unreachable} 个人或群联系不上、${p.muted} 人关闭了这个话题）。请改一下发给谁，再存一次。`,
    en: (p: { unreachable: number; muted: number }) =>
      `The draft is kept, but nobody would get it now (${p.unreachable} people or groups cannot be reached, ${p.muted} people muted the topic). Change who gets it and save again.`,
  },
  privateOnly: {
    zh: "发给申请人的只走私聊，不能和群一起选。请去掉群，或者分成两条发。",
    en: "Applicants are told in their direct chats only, never together with groups. Take the groups out, or write two announcements.",
  },
  platformAlone: {
    zh: "只能限定群和所有人在哪个平台。请选“不限”，或者去掉订阅者、名单、活动和申请人。",
    en: "A platform narrows groups and everybody only. Choose “Any”, or take out subscribers, people by name, events and applicants.",
  },
  badAccounts: {
    zh: "有一行不是账号。请一行写一个，写成 telegram:123 这样。",
    en: "One of these is no account. Write one a line, like telegram:123.",
  },
  badEvent: {
    zh: "这不是活动编号。请写成 EV-01 这样，“活动”一页里有全部编号。",
    en: "That is no event's code. Write it like EV-01; the page of events shows them all.",
  },
  sessionOfNone: {
    zh: "下面写了场次，这里没有活动编号。请补上编号，或者去掉场次。",
    en: "A session is written below, but no event here. Add its code, or take the session out.",
  },
  statusOfNone: {
    zh: "下面写了状态，这里没有申请类别。请补上类别，或者去掉状态。",
    en: "Statuses are written below, but no programme here. Add it, or take the statuses out.",
  },
  unreadable: {
    zh: "看不懂这里。请照上面的例子写，或者留空。",
    en: "This cannot be read. Write it like the example, or leave it empty.",
  },
});
