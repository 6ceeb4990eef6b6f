import { defineMessages } from "../../src/i18n/messages.ts";

/** What the event flows say to those who have a seat, or had one. */
export const seatMessages = defineMessages({
  withdrawLabel: { zh: "报名", en: "sign-up" },
  whichWithdraw: { zh: "要让出哪一个？", en: "Which one would you like to give back?" },
  withdrawReview: {
    zh: (p: { title: string; when: string }) =>
      `要让出“${p.title}”（${p.when}）的位子吗？让出后会顺延给候补的人。`,
    en: (p: { title: string; when: string }) =>
      `Give back your place at “${p.title}” (${p.when})? It goes to whoever is waiting.`,
  },
  confirmWithdraw: { zh: "确认取消报名", en: "Confirm and give it back" },
  withdrawn: {
    zh: (p: { title: string }) => `已取消“${p.title}”的报名，谢谢提前说。`,
    en: (p: { title: string }) =>
      `You are no longer signed up for “${p.title}”. Thanks for telling us.`,
  },
  leftQueue: {
    zh: (p: { title: string }) => `已退出“${p.title}”的候补。`,
    en: (p: { title: string }) => `You have left the waiting list of “${p.title}”.`,
  },
  nothingToWithdraw: {
    zh: "你没有可以取消的报名。",
    en: "You have no sign-up to give back.",
  },
  tooLateToWithdraw: {
    zh: "活动已经开始，不用取消了。",
    en: "The event has begun, so there's nothing to give back.",
  },
  takeSeat: { zh: "要这个位子", en: "Take the seat" },
  noThanks: { zh: "不要了", en: "No, thanks" },
  offerExpired: {
    zh: "留位的时间过了，位子已经顺延给下一位。想来的话可以重新报名排队。",
    en: "The time was over and the seat has gone to the next person. You can sign up again to wait for another.",
  },
  offerDeclined: { zh: "好的，位子已经让给下一位。", en: "All right, it goes to the next person." },
  noOffer: {
    zh: (p: { state: string }) => `现在没有留给你的位子：${p.state}。`,
    en: (p: { state: string }) => `No seat is kept for you right now: ${p.state}.`,
  },
  kept: {
    zh: (p: { title: string; when: string }) => `好的，位子给你留着。${p.when}，“${p.title}”见。`,
    en: (p: { title: string; when: string }) =>
      `Great, your seat is kept. See you at “${p.title}”, ${p.when}.`,
  },
  changeLabel: { zh: "项目", en: "item" },
  whichChange: { zh: "要改哪一项？", en: "Which one would you like to change?" },
  changed: { zh: "改好了。", en: "Changed." },
  invalidAnswer: {
    zh: "这个回答这场活动现在不收，请重新报一次。",
    en: "The event doesn't take that answer now. Please try again.",
  },
  fixedAnswer: {
    zh: "这一项决定你占的是哪类名额，不能直接改。先让出位子再报就可以。",
    en: "That answer decides which kind of seat you have. Give the seat back and sign up again to change it.",
  },
  nothingToChange: {
    zh: "这个报名没有可以改的内容。",
    en: "There is nothing to change on this sign-up.",
  },
  whichRemind: { zh: "想让我提醒哪一场？", en: "Which event shall I remind you of?" },
  willRemindOpens: {
    zh: (p: { at: string }) => `好，${p.at} 一开放报名就告诉你。`,
    en: (p: { at: string }) => `I'll tell you when sign-up opens, ${p.at}.`,
  },
  willRemindStarts: {
    zh: (p: { at: string }) => `好，${p.at} 提醒你。`,
    en: (p: { at: string }) => `I'll remind you ${p.at}.`,
  },
  tooLateToRemind: {
    zh: "这场活动已经开始或结束了。",
    en: "That event has already begun or is over.",
  },
  whichCheckIn: { zh: "在哪一场签到？", en: "Which event are you at?" },
  digitsLabel: { zh: "现场码", en: "code on the screen" },
  digitsPrompt: {
    zh: "请输入入口屏幕上的 6 位数字。",
    en: "Please type the six digits on the screen at the entrance.",
  },
  badDigits: { zh: "是 6 位数字，再看一眼屏幕。", en: "It's six digits. Please look again." },
  checkedIn: { zh: "签到成功，欢迎！", en: "You're checked in. Welcome!" },
  alreadyCheckedIn: {
    zh: (p: { at: string }) => `${p.at} 已经签过到了。`,
    en: (p: { at: string }) => `Already checked in at ${p.at}.`,
  },
  wrongDay: {
    zh: (p: { when: string }) => `不是今天：这个位子是 ${p.when} 的。`,
    en: (p: { when: string }) => `That's not today: the seat is for ${p.when}.`,
  },
  givenUp: {
    zh: "这个位子之前已经让出。现场有空位的话请找工作人员。",
    en: "This seat was given back. Please ask the staff whether there is room.",
  },
  noSeatYet: {
    zh: (p: { state: string }) => `还没有位子：${p.state}。请找现场工作人员。`,
    en: (p: { state: string }) => `No seat yet: ${p.state}. Please ask the staff on site.`,
  },
  wrongCode: {
    zh: "数字对不上，屏幕上的码会换，请照现在的再输一次。",
    en: "That doesn't match. The code changes; please type the one on the screen now.",
  },
  eventCancelled: { zh: "这场活动取消了。", en: "This event was cancelled." },
  staffOnly: { zh: "这个操作只有活动工作人员能用。", en: "Only event staff can do this." },
  notSignedUp: {
    zh: "没有找到你在这场的报名。可以找现场工作人员登记。",
    en: "I couldn't find a sign-up of yours for it. The staff on site can let you in.",
  },
  mineTitle: { zh: "我的报名", en: "My sign-ups" },
  mineNone: {
    zh: "现在没有报名。回复“活动”看看近期有什么。",
    en: "You have no sign-ups. Reply “/events” to see what is coming.",
  },
  feedbackLabel: { zh: "感受", en: "feedback" },
  feedbackPrompt: {
    zh: "哪里不好？说一句就行，也可以跳过。",
    en: "What was not so good? One sentence is enough, or skip.",
  },
  feedbackThanks: { zh: "收到，谢谢！", en: "Thank you!" },
  feedbackNotThere: {
    zh: "只有到场的人可以评价这场活动。",
    en: "Only those who were there can rate this event.",
  },
});
