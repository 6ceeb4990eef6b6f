import { defineMessages } from "../../src/i18n/messages.ts";

/** Why something staff typed for an event does not do, and what does. */
export const faultMessages = defineMessages({
  bothLanguages: {
    zh: "中英文都要有：写在两行，或用 / 隔开。",
    en: "Both languages are needed: on two lines, or with a / between.",
  },
  badTime: {
    zh: "没看懂这个时间。例如：12月3日 19:00-21:00；开放和截止写 2026-12-01 10:00 或 提前24小时，截止不能晚于结束。",
    en: "I couldn't read that time. For example: 2026-12-03 19:00-21:00; for opening and closing 2026-12-01 10:00 or 24 hours before, and not after its end.",
  },
  past: { zh: "这个时间已经过去了。", en: "That time is in the past." },
  endsBeforeStart: {
    zh: "结束（或截止）要晚于开始（或开放）。",
    en: "It must end after it starts, and close after it opens.",
  },
  unknownZone: {
    zh: "没有这个时区，例如 Asia/Shanghai。",
    en: "There is no such time zone. For example Asia/Shanghai.",
  },
  tooSmall: { zh: "名额至少是 1。", en: "There must be at least 1 place." },
  quotaTooLarge: {
    zh: "专留的名额加起来超过了总名额（分场时按最小的一场算）。",
    en: "More places are set apart than there are (in the smallest session).",
  },
  duplicate: { zh: "有两项是同一个名字。", en: "Two of them have the same name." },
  unknownQuestion: {
    zh: "专留名额要写这场活动里有的选择题和它的选项。",
    en: "Places set apart need a question with options that this event asks.",
  },
  badRepetition: {
    zh: "没看懂怎么重复。例如：每周、每两周、每月第三个周三。",
    en: "I couldn't read how it repeats. For example: every week, every 2 weeks, third Wednesday of the month.",
  },
  badReminder: {
    zh: "没看懂，或者太早太晚：提醒在开始前 15 分钟到 14 天之间，例如 1天, 3小时；不要就写“不提醒”。",
    en: "I couldn't read that, or it is too early or too late: between 15 minutes and 14 days before, such as 1 day, 3 hours. “None” for no reminders.",
  },
  sameReminder: {
    zh: "有两个提醒是同一个时间，留一个就好。",
    en: "Two of the reminders are at the same time. One is enough.",
  },
  tooMany: { zh: "太长或太多了，请精简。", en: "That is too long or too many. Please shorten it." },
  missing: { zh: "请写几个字。", en: "Please write a few words." },
  whenFirst: { zh: "请先定好时间。", en: "Please set the time first." },
  invalid: {
    zh: "没看懂，请照例子的格式再写一次。",
    en: "I couldn't read that. Please write it like the example.",
  },
  otherField: {
    zh: (p: { field: string; reason: string }) =>
      `这样改，“${p.field}”就不对了：${p.reason}请先改那一项。`,
    en: (p: { field: string; reason: string }) =>
      `With that, “${p.field}” no longer fits: ${p.reason} Please change that first.`,
  },
  inUse: {
    zh: "有人已经报了要去掉的场次或名额类别，不能去掉。可以停止报名，或取消整场活动。",
    en: "People have seats in a session or kind of place that would go. It stays; you can close sign-up or call the event off.",
  },
  firstDateInUse: {
    zh: "这场活动已经有人报了，它那一天要包含在重复的日子里：例如活动在周四就写“每周四”。",
    en: "People have seats in it, so its own day must be one of the dates: for an event on a Thursday write “every Thursday”.",
  },
  belowTaken: {
    zh: (p: { taken: number }) => `已经占了 ${p.taken} 个名额，不能更少。请写 ${p.taken} 或更多。`,
    en: (p: { taken: number }) =>
      `${p.taken} places are taken already, so it can't be fewer. Please write ${p.taken} or more.`,
  },
});
