import { defineMessages } from "../../src/i18n/messages.ts";

/** What the event flows say to those who sign up. */
export const eventMessages = defineMessages({
  eventLabel: { zh: "活动", en: "event" },
  whichEvent: { zh: "想报哪一场？", en: "Which event is it?" },
  noEvents: {
    zh: "近期还没有排好的活动。有了会发在群里，也可以随时再问“活动”。",
    en: "Nothing is scheduled right now. New events are posted in the group; ask “/events” any time.",
  },
  noSuchEvent: {
    zh: "没有找到这场活动，可能编号打错了，或者还没有发布。",
    en: "I couldn't find that event; the code may be mistyped, or it is not published yet.",
  },
  listTitle: { zh: "近期活动", en: "Coming up" },
  listHow: { zh: "点一场看详情和报名。", en: "Tap one for details and to sign up." },
  listRow: {
    zh: (p: { when: string; place: string; seats: string; closes: string }) =>
      `${p.when}｜${p.place}｜${p.seats}｜${p.closes}`,
    en: (p: { when: string; place: string; seats: string; closes: string }) =>
      `${p.when} | ${p.place} | ${p.seats} | ${p.closes}`,
  },
  free: {
    zh: (p: { left: number }) => `余 ${p.left}`,
    en: (p: { left: number }) => `${p.left} left`,
  },
  fullQueue: {
    zh: (p: { waiting: number }) => `已满，可候补（${p.waiting} 人在等）`,
    en: (p: { waiting: number }) => `full, waiting list (${p.waiting} waiting)`,
  },
  fullNoQueue: { zh: "已满", en: "full" },
  closesAt: {
    zh: (p: { at: string }) => `${p.at} 截止`,
    en: (p: { at: string }) => `closes ${p.at}`,
  },
  opensAt: {
    zh: (p: { at: string }) => `${p.at} 开放报名`,
    en: (p: { at: string }) => `sign-up opens ${p.at}`,
  },
  closed: { zh: "报名已截止", en: "sign-up is closed" },
  over: { zh: "已结束", en: "over" },
  draft: { zh: "还没有发布", en: "not published yet" },
  cancelled: { zh: "已取消", en: "cancelled" },
  rowCode: { zh: "编号", en: "Code" },
  rowWhen: { zh: "时间", en: "When" },
  rowPlace: { zh: "地点", en: "Where" },
  rowSeats: { zh: "名额", en: "Seats" },
  rowCloses: { zh: "报名", en: "Sign-up" },
  rowBring: { zh: "请带上", en: "Please bring" },
  rowPass: { zh: "入场码", en: "Pass" },
  rowGuest: { zh: "同行人", en: "Guest" },
  rowMine: { zh: "我的报名", en: "My sign-up" },
  signUp: { zh: "报名", en: "Sign up" },
  signUpAgain: { zh: "重新报名", en: "Sign up again" },
  remindMe: { zh: "开放时提醒我", en: "Remind me when it opens" },
  otherEvents: { zh: "看看别的活动", en: "See other events" },
  showMine: { zh: "看我的报名", en: "Show my sign-up" },
  giveBack: { zh: "让出位子", en: "Give my seat back" },
  leaveQueue: { zh: "不等了", en: "Leave the list" },
  changeAnswer: { zh: "改一项", en: "Change an answer" },
  postInGroup: {
    zh: "请在要发卡片的群里说“发活动 编号”。",
    en: "Say “/postevent CODE” in the group where the card should go.",
  },
  notFound: {
    zh: "没有找到这场活动。回复“活动”看看现在有哪些。",
    en: "I couldn't find that event. Reply “/events” to see what is coming.",
  },
  seatNotFound: {
    zh: "没有找到这个报名，可能已经取消了。回复“我的”看看现在有哪些。",
    en: "I couldn't find that sign-up; it may have been given back. Reply “/my” to see yours.",
  },
  stateNow: {
    zh: (p: { title: string; state: string }) => `“${p.title}”现在报不了：${p.state}。`,
    en: (p: { title: string; state: string }) =>
      `You can't sign up for “${p.title}” right now: ${p.state}.`,
  },
  alreadyIn: {
    zh: (p: { title: string; state: string }) => `“${p.title}”你已经报过了：${p.state}。`,
    en: (p: { title: string; state: string }) =>
      `You have signed up for “${p.title}” already: ${p.state}.`,
  },
  elsewhere: {
    zh: "同一天你已经有另一组的位子。想换组，先让出那个位子再报。",
    en: "You already have a seat in another group that day. To switch, give that one back first.",
  },
  seatTaken: { zh: "已有位子", en: "you have a seat" },
  seatWaiting: {
    zh: (p: { place: number }) => `候补第 ${p.place} 位`,
    en: (p: { place: number }) => `number ${p.place} on the waiting list`,
  },
  seatOffered: {
    zh: (p: { until: string }) => `有位子留给你，到 ${p.until} 为止`,
    en: (p: { until: string }) => `a seat is kept for you until ${p.until}`,
  },
  onWaitingList: { zh: "在候补名单上", en: "on the waiting list" },
  seatKept: { zh: "有位子留着，等你决定", en: "a seat is kept until you decide" },
  seatRequested: { zh: "等主办方确认", en: "waiting for the organisers" },
  seatReleased: { zh: "已让出", en: "given back" },
  sessionLabel: { zh: "场次", en: "session" },
  whichSession: {
    zh: (p: { title: string }) => `“${p.title}”有几个场次，选一个：`,
    en: (p: { title: string }) => `“${p.title}” has several sessions. Which one?`,
  },
  consentLabel: { zh: "同意", en: "consent" },
  consentPrompt: {
    zh: (p: { title: string; days: number }) =>
      `报名“${p.title}”要留几项个人信息。它们只交给这场活动的主办工作人员，用来安排位子和现场签到；消息经由你正在用的聊天平台传送；活动结束 ${p.days} 天后删除。随时可以说“撤回同意”。同意吗？`,
    en: (p: { title: string; days: number }) =>
      `Signing up for “${p.title}” needs a few personal details. They go only to the staff running this event, to arrange seats and check-in; messages travel through the chat platform you are using; they are deleted ${p.days} days after the event. You can withdraw consent at any time. Do you agree?`,
  },
  agree: { zh: "同意", en: "I agree" },
  decline: { zh: "不同意", en: "I don't agree" },
  declined: {
    zh: "好的，没有报名，也没有保存任何信息。",
    en: "All right. You are not signed up and nothing was kept.",
  },
  reuseLabel: { zh: "上次的回答", en: "earlier answers" },
  reusePrompt: {
    zh: "你以前报名时填过这些，这次直接用吗？之后还能逐项改。",
    en: "You gave these when you signed up before. Use them again? You can still change each one.",
  },
  reused: {
    zh: "这些是你以前报名时填的，哪一项不对就改哪一项；确认后交给这场活动的主办工作人员。",
    en: "You gave these when you signed up before. Change any that is no longer right; once you confirm, they go to the staff running this event.",
  },
  reuseYes: { zh: "用这些", en: "Use these" },
  reuseNo: { zh: "重新填", en: "Fill in again" },
  questionOf: {
    zh: (p: { label: string; place: number; count: number }) =>
      p.count > 1 ? `${p.label}（${p.place}/${p.count}）` : p.label,
    en: (p: { label: string; place: number; count: number }) =>
      p.count > 1 ? `${p.label} (${p.place}/${p.count})` : p.label,
  },
  yes: { zh: "是", en: "Yes" },
  no: { zh: "否", en: "No" },
  badPhone: {
    zh: "这个号码看起来不对。例如 13800000000、021-12345678，国外号码请带国家区号，如 +44 20 7946 0000。",
    en: "That number doesn't look right. For example 13800000000, or with the country code: +44 20 7946 0000.",
  },
  badNumber: { zh: "请回复一个数字。", en: "Please reply with a number." },
  badLink: {
    zh: "请发一个完整的网址，例如 https://example.com/work。",
    en: "Please send a whole web address, such as https://example.com/work.",
  },
  badChoice: { zh: "请用按钮或数字选择。", en: "Please choose with a button or a number." },
  badWords: {
    zh: "请用几个字回答，不超过 500 字。",
    en: "Please answer in words, 500 characters at most.",
  },
  looksLikeQuestion: {
    zh: "这看起来是个问题。请先填这一项，或回复“取消”。",
    en: "That looks like a question. Please fill in this one first, or reply “cancel”.",
  },
  guestLabel: { zh: "同行人", en: "guest" },
  guestPrompt: {
    zh: "带谁一起来？写一个称呼；不带就跳过。",
    en: "Who comes with you? A name is enough; skip if nobody.",
  },
  guestTooLong: {
    zh: "称呼请在 40 字以内。",
    en: "Please keep the name under 40 characters.",
  },
  reviewTitle: { zh: "请核对", en: "Please check" },
  reviewSeat: {
    zh: "确认后就给你占上位子。",
    en: "Once you confirm, the seat is yours.",
  },
  reviewQueue: {
    zh: "这一场已满，确认后进入候补；有人让位就按顺序通知你。",
    en: "This session is full. Once you confirm, you join the waiting list and hear from me when a seat is free.",
  },
  reviewRequest: {
    zh: "这场由主办方挑选，确认后交给他们，有结果马上告诉你。",
    en: "The organisers choose who comes. Once you confirm, I'll pass it on and tell you the outcome.",
  },
  confirm: { zh: "确认报名", en: "Confirm sign-up" },
  passTitle: {
    zh: (p: { title: string }) => `报名成功 · ${p.title}`,
    en: (p: { title: string }) => `You're in · ${p.title}`,
  },
  seatTitle: {
    zh: (p: { title: string }) => `入场码 · ${p.title}`,
    en: (p: { title: string }) => `Your pass · ${p.title}`,
  },
  passText: {
    zh: "到场出示入场码，或在现场回复“签到”。来不了请提前让出位子。",
    en: "Show the pass at the door, or reply “/checkin” when you are there. Can't come? Please give the seat back.",
  },
  waiting: {
    zh: (p: { title: string; place: number }) =>
      `“${p.title}”已满，你排在候补第 ${p.place} 位。有位子我马上私信你，给你留一段时间决定。`,
    en: (p: { title: string; place: number }) =>
      `“${p.title}” is full; you are number ${p.place} on the waiting list. I'll message you as soon as a seat is free and keep it for a while.`,
  },
  requested: {
    zh: (p: { title: string }) => `“${p.title}”的报名已交给主办方，有结果马上告诉你。`,
    en: (p: { title: string }) =>
      `Your sign-up for “${p.title}” went to the organisers. I'll tell you the outcome right away.`,
  },
  full: {
    zh: (p: { title: string }) => `“${p.title}”刚刚报满，没能给你占上位子。`,
    en: (p: { title: string }) => `“${p.title}” has just filled up, so I couldn't get you a seat.`,
  },
  otherSession: {
    zh: (p: { session: string; left: number }) => `改报 ${p.session}（余 ${p.left}）`,
    en: (p: { session: string; left: number }) => `${p.session} (${p.left} left)`,
  },
  tooManyGuests: {
    zh: "这场活动不能再多带人了。",
    en: "This event doesn't allow that many guests.",
  },
  questionsChanged: {
    zh: "这场活动的问题刚刚改过，请再报一次，答过的不用重填。",
    en: "The questions of this event have just changed. Please sign up again.",
  },
  qrLabel: { zh: "入场二维码", en: "QR code of the pass" },
  posterLabel: {
    zh: (p: { title: string }) => `海报：${p.title}`,
    en: (p: { title: string }) => `Poster: ${p.title}`,
  },
  calendarLabel: { zh: "加到日历", en: "Add to calendar" },
  postedRemark: { zh: "已发到群里。", en: "Posted to the group." },
});
