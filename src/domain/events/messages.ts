import { defineMessages } from "../../i18n/messages.ts";

/** What people are told of their seats without having asked at that moment. */
export const eventMessages = defineMessages({
  offerTitle: { zh: "有位子空出来了", en: "A seat has come free" },
  offerText: {
    zh: (p: { title: string; when: string; until: string }) =>
      `你排队的“${p.title}”（${p.when}）空出了位子，给你留到 ${p.until}。过了这个时间没有回复，就顺延给下一位。`,
    en: (p: { title: string; when: string; until: string }) =>
      `A seat is free at “${p.title}” (${p.when}), which you were waiting for. It is yours until ${p.until}; after that it goes to the next person.`,
  },
  accept: { zh: "要这个位子", en: "Take the seat" },
  decline: { zh: "不要了", en: "No, thanks" },
  offerEndingTitle: { zh: "位子快要过时了", en: "Your offer ends soon" },
  offerEndingText: {
    zh: (p: { title: string; until: string }) =>
      `“${p.title}”给你留的位子到 ${p.until} 为止，还要吗？`,
    en: (p: { title: string; until: string }) =>
      `The seat kept for you at “${p.title}” is yours until ${p.until}. Would you still like it?`,
  },
  offerEndedText: {
    zh: (p: { title: string }) =>
      `“${p.title}”给你留的位子到时间了，已经顺延给下一位。还想来的话可以重新报名排队。`,
    en: (p: { title: string }) =>
      `The time for your seat at “${p.title}” is over and it has gone to the next person. You can sign up again to wait for another one.`,
  },
  signUp: { zh: "报名", en: "Sign up" },
  approvedTitle: { zh: "报名通过了", en: "You're in" },
  approvedText: {
    zh: (p: { title: string; when: string; place: string }) =>
      `“${p.title}”的报名通过了：${p.when}，${p.place}。点下面可以看入场码。`,
    en: (p: { title: string; when: string; place: string }) =>
      `Your sign-up for “${p.title}” was approved: ${p.when}, ${p.place}. Tap below for your pass.`,
  },
  requestTitle: { zh: "有人申请名额", en: "Somebody is asking for a seat" },
  requestText: {
    zh: (p: { title: string; when: string }) =>
      `“${p.title}”（${p.when}）有一份新的申请，等你决定。`,
    en: (p: { title: string; when: string }) =>
      `There is a new request for “${p.title}” (${p.when}). It waits for your decision.`,
  },
  lookAtRequest: { zh: "看申请", en: "Look at it" },
  approveRequest: { zh: "通过", en: "Approve" },
  rejectRequest: { zh: "婉拒", en: "Turn down" },
  showSeat: { zh: "看入场码", en: "Show my pass" },
  rejectedText: {
    zh: (p: { title: string }) =>
      `“${p.title}”这次名额有限，没能给你安排上，谢谢你报名。欢迎看看别的活动。`,
    en: (p: { title: string }) =>
      `Places at “${p.title}” were limited and we couldn't fit you in this time. Thank you for signing up; have a look at our other events.`,
  },
  movedTitle: { zh: "活动改时间了", en: "An event has moved" },
  movedText: {
    zh: (p: { title: string; when: string; place: string }) =>
      `“${p.title}”改到 ${p.when}，地点：${p.place}。你的报名还在，提醒也跟着改了。`,
    en: (p: { title: string; when: string; place: string }) =>
      `“${p.title}” now takes place ${p.when} at ${p.place}. Your sign-up stands, and the reminders have moved with it.`,
  },
  elsewhereTitle: { zh: "活动换地点了", en: "An event has a new place" },
  elsewhereText: {
    zh: (p: { title: string; when: string; place: string }) =>
      `“${p.title}”（${p.when}）改在：${p.place}。你的报名还在。`,
    en: (p: { title: string; when: string; place: string }) =>
      `“${p.title}” (${p.when}) now takes place at ${p.place}. Your sign-up stands.`,
  },
  keep: { zh: "我会来", en: "I'll be there" },
  giveBack: { zh: "来不了，让出位子", en: "Can't come, free my seat" },
  cancelledTitle: { zh: "活动取消了", en: "An event is cancelled" },
  cancelledText: {
    zh: (p: { title: string; when: string }) =>
      `很抱歉，“${p.title}”（${p.when}）取消了，你不用再来。给你添麻烦了。`,
    en: (p: { title: string; when: string }) =>
      `We're sorry: “${p.title}” (${p.when}) is cancelled, so there's no need to come. Apologies for the trouble.`,
  },
  beforeTitle: {
    zh: (p: { title: string }) => `还来吗？${p.title}`,
    en: (p: { title: string }) => `Still coming? ${p.title}`,
  },
  beforeText: {
    zh: (p: { when: string; place: string }) =>
      `时间：${p.when}\n地点：${p.place}\n来不了的话请让出位子，后面还有人在等。`,
    en: (p: { when: string; place: string }) =>
      `When: ${p.when}\nWhere: ${p.place}\nIf you can't make it, please free your seat for somebody who is waiting.`,
  },
  bring: {
    zh: (p: { what: string }) => `请带上：${p.what}`,
    en: (p: { what: string }) => `Please bring: ${p.what}`,
  },
  waitingText: {
    zh: (p: { title: string; place: number }) =>
      `“${p.title}”你还排在第 ${p.place} 位。一有空位马上告诉你；不想等了可以退出。`,
    en: (p: { title: string; place: number }) =>
      `You are number ${p.place} on the waiting list for “${p.title}”. We'll tell you as soon as a seat is free; leave the list whenever you like.`,
  },
  leaveQueue: { zh: "不等了", en: "Leave the list" },
  opensTitle: { zh: "开始报名了", en: "Sign-up is open" },
  opensText: {
    zh: (p: { title: string; when: string }) =>
      `你让我提醒的“${p.title}”（${p.when}）现在可以报名了。`,
    en: (p: { title: string; when: string }) =>
      `You asked to be reminded: “${p.title}” (${p.when}) is open for sign-up now.`,
  },
  startsText: {
    zh: (p: { title: string; when: string; place: string }) =>
      `你让我提醒的“${p.title}”快到了：${p.when}，${p.place}。`,
    en: (p: { title: string; when: string; place: string }) =>
      `You asked to be reminded: “${p.title}” is coming up, ${p.when} at ${p.place}.`,
  },
  feedbackText: {
    zh: (p: { title: string }) => `昨天的“${p.title}”怎么样？点一下就好。`,
    en: (p: { title: string }) => `How was “${p.title}” yesterday? One tap is enough.`,
  },
  good: { zh: "很好", en: "Great" },
  fair: { zh: "还行", en: "OK" },
  poor: { zh: "不太好", en: "Not so good" },
});
