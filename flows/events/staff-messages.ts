import { defineMessages } from "../../src/i18n/messages.ts";

/** What those who run an event are told. */
export const staffMessages = defineMessages({
  taskLabel: { zh: "操作", en: "task" },
  whichTask: {
    zh: (p: { title: string; state: string }) => `“${p.title}”（${p.state}）要做什么？`,
    en: (p: { title: string; state: string }) =>
      `“${p.title}” (${p.state}): what would you like to do?`,
  },
  open: { zh: "开放报名", en: "Open sign-up" },
  close: { zh: "停止报名", en: "Close sign-up" },
  cancel: { zh: "取消活动", en: "Call the event off" },
  move: { zh: "改时间", en: "Move it" },
  door: { zh: "现场签到", en: "Check somebody in" },
  walkIn: { zh: "现场登记", en: "Let somebody in without a seat" },
  screen: { zh: "看现场码", en: "Show the code for the screen" },
  confirmLabel: { zh: "确认执行", en: "Confirm" },
  reviewState: {
    zh: (p: { task: string; title: string }) =>
      `${p.task}：“${p.title}”。受影响的人会马上收到通知。`,
    en: (p: { task: string; title: string }) =>
      `${p.task}: “${p.title}”. Everybody concerned is told right away.`,
  },
  changed: {
    zh: (p: { told: number }) => `好了，已通知 ${p.told} 人。`,
    en: (p: { told: number }) => `Done; ${p.told} people were told.`,
  },
  unchanged: { zh: "本来就是这样。", en: "It was like that already." },
  isCancelled: { zh: "活动已经取消，不能再改。", en: "The event was called off; that is final." },
  sessionLabel: { zh: "场次", en: "session" },
  whichSession: { zh: "改哪一场？", en: "Which session?" },
  startLabel: { zh: "新的开始时间", en: "new start" },
  startPrompt: {
    zh: "新的开始时间（活动当地）？例如 2026-12-03 19:00。",
    en: "When does it start now (local time there)? For example 2026-12-03 19:00.",
  },
  badTime: {
    zh: "没看懂这个时间，请写成 2026-12-03 19:00。",
    en: "I couldn't read that time. Please write it like 2026-12-03 19:00.",
  },
  pastTime: { zh: "这个时间已经过去了。", en: "That time is in the past." },
  reviewMove: {
    zh: (p: { title: string; at: string }) => `“${p.title}”改到 ${p.at}，报名的人马上收到通知。`,
    en: (p: { title: string; at: string }) =>
      `“${p.title}” moves to ${p.at}. Everybody who signed up is told right away.`,
  },
  passLabel: { zh: "入场码或称呼", en: "pass or name" },
  passPrompt: {
    zh: "请输入入场码，或报名时的称呼。",
    en: "Type the pass, or the name they signed up with.",
  },
  severalOfName: {
    zh: "有几位同名，请用入场码。",
    en: "Several people have that name. Please use the pass.",
  },
  nameLabel: { zh: "称呼", en: "name" },
  namePrompt: { zh: "怎么称呼这位？", en: "What is their name?" },
  letIn: { zh: "已登记入场。", en: "They're in." },
  noRoom: {
    zh: "没有空位了（留给别人的不算）。",
    en: "There is no room that isn't kept for somebody.",
  },
  screenCode: {
    zh: (p: { digits: string; seconds: number }) => `现场码 ${p.digits}，${p.seconds} 秒后更换。`,
    en: (p: { digits: string; seconds: number }) =>
      `Code for the screen: ${p.digits}; it changes in ${p.seconds} seconds.`,
  },
  noScreen: { zh: "今天没有这场活动。", en: "That event isn't on today." },
});
