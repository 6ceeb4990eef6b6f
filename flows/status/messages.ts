import { defineMessages } from "../../src/i18n/messages.ts";

/** What the status flows say. */
export const statusMessages = defineMessages({
  pasted: {
    zh: "申请编号别发在群里，别人看得到；方便的话把群里那条撤回。我们在这里继续。",
    en: "Please don't post the number of an application in a group, others can read it; delete that message if you can. Let's go on here.",
  },
  consentLabel: { zh: "同意", en: "consent" },
  consentPrompt: {
    zh: "查进度要核对是不是本人：需要申请编号、申请时留的手机后四位和窗口给的验证码，只用来核对，核对后这份申请和你的账号绑定。消息经由你正在用的聊天平台传送。随时可以说“撤回同意”。同意吗？",
    en: "To show an application I must check that it is yours: its number, the last four digits of the phone on it and a code from the desk. They are used for this check only; then the application is tied to your account. Messages travel through the chat platform you are using. You can withdraw consent at any time. Do you agree?",
  },
  numberKept: {
    zh: "编号收到了，先放着，你同意之后才用来查。",
    en: "I have the number and keep it aside; it is only looked up once you agree.",
  },
  consentAgree: { zh: "同意", en: "I agree" },
  consentDecline: { zh: "不同意", en: "I don't agree" },
  declined: {
    zh: "好的，没有核对，也没有保存。可以带证件到 V聚场一楼“樱有尽有”窗口问进度。",
    en: "All right, nothing was checked or kept. You can ask in person at the Yingyou Jinyou service centre on the ground floor of V Juchang.",
  },
  numberLabel: { zh: "编号", en: "number" },
  numberPrompt: { zh: "申请编号是多少？", en: "What is the number of your application?" },
  numberInvalid: {
    zh: "这不像申请编号。编号在受理通知上，由字母和数字组成。",
    en: "That doesn't look like an application number. It is on your receipt, made of letters and digits.",
  },
  tailLabel: { zh: "手机后四位", en: "last four digits" },
  tailPrompt: {
    zh: "申请时留的手机，后四位是多少？",
    en: "What are the last four digits of the phone on the application?",
  },
  tailInvalid: { zh: "请只发四位数字。", en: "Just four digits, please." },
  codeLabel: { zh: "验证码", en: "code" },
  codePrompt: {
    zh: (p: { shown: string }) =>
      `最后一步：请发窗口给你的验证码（8 位，只能用一次）。还没有的话，带证件到一楼“樱有尽有”窗口，要一个验证码，或者出示 ${p.shown} 请工作人员当面确认（1 小时内有效）。`,
    en: (p: { shown: string }) =>
      `Last step: send the code the desk gave you (8 characters, for one use). If you have none, bring your ID to the Yingyou Jinyou service centre and ask for one, or show ${p.shown} there and let the staff confirm it (within an hour).`,
  },
  sentPrompt: {
    zh: (p: { shown: string }) =>
      `最后一步：如果编号和后四位都对，申请时留的手机会收到 6 位验证码（10 分钟内有效，每份申请一天最多 3 条），请发给我。没收到的话，带证件到一楼“樱有尽有”窗口，要一个验证码，或者出示 ${p.shown} 请工作人员当面确认。`,
    en: (p: { shown: string }) =>
      `Last step: if number and digits are right, a 6-digit code is on its way to the phone on the application (valid for 10 minutes, at most 3 a day for each application). Send it to me. If none comes, bring your ID to the Yingyou Jinyou service centre and ask for a code, or show ${p.shown} there and let the staff confirm it.`,
  },
  codeInvalid: {
    zh: "验证码是手机收到的 6 位数字，或窗口给的 8 位字母和数字。",
    en: "The code is the 6 digits sent to the phone, or the 8 letters and digits from the desk.",
  },
  remind: { zh: "截止前提醒我", en: "Remind me" },
  remindLabel: { zh: "提前多久", en: "how long before" },
  remindPrompt: {
    zh: "截止前多久提醒你？",
    en: "How long before the due date shall I remind you?",
  },
  remindWeek: { zh: "提前 7 天", en: "7 days before" },
  remindTwoDays: { zh: "提前 2 天", en: "2 days before" },
  remindHours: { zh: "提前 3 小时", en: "3 hours before" },
  reminderSet: {
    zh: (p: { day: string }) => `好的，${p.day}提醒你。`,
    en: (p: { day: string }) => `All right, I'll remind you on ${p.day}.`,
  },
  reminderTooLate: {
    zh: "这个时间已经过了，或者这份申请没有截止日期。可以选更近的时间。",
    en: "That time has passed, or there is no due date. You can choose a later reminder.",
  },
  rowTypical: { zh: "一般要多久", en: "How long it takes" },
  typical: {
    zh: (p: { days: number }) => `同类申请在这一步一般停留约 ${p.days} 天（过往中位数，不是承诺）`,
    en: (p: { days: number }) =>
      `Others stayed in this status for about ${p.days} days (median of past ones, no promise)`,
  },
  shownLabel: { zh: "确认码", en: "code" },
  shownPrompt: {
    zh: "请发申请人出示的 6 位确认码。",
    en: "Send the 6-character code the applicant shows you.",
  },
  shownInvalid: { zh: "确认码是 6 位字母和数字。", en: "The code has 6 letters and digits." },
  sureLabel: { zh: "核对证件", en: "the ID" },
  surePrompt: {
    zh: (p: { number: string; programme: string; applicant: string }) =>
      `${p.programme} ${p.number}，申请方：${p.applicant}。证件核对无误吗？确认后这份申请就和对方的聊天账号绑定。`,
    en: (p: { number: string; programme: string; applicant: string }) =>
      `${p.programme} ${p.number}, applicant: ${p.applicant}. Does the ID match? If you confirm, the application is tied to their chat account.`,
  },
  sureYes: { zh: "核对无误", en: "It matches" },
  sureNo: { zh: "不对", en: "It doesn't" },
  applicantConfirmed: {
    zh: "已绑定，申请人会在私聊里收到通知。",
    en: "Done; the applicant is told in their direct chat.",
  },
  applicantRefused: {
    zh: "好的，没有绑定。",
    en: "All right, nothing was tied.",
  },
  awaitedNotFound: {
    zh: "没有等着确认的申请：确认码不对、用过了或过期了，或者申请人的编号、后四位没对上。",
    en: "Nothing waits for this: the code is wrong, used or expired, or the applicant's number or digits did not match.",
  },
  refused: {
    zh: "没有对上。编号、手机后四位、验证码，有一样不对或已过期都会这样；请核对后再试，或请窗口重新给验证码。",
    en: "That didn't match. The number, the digits or the code is wrong or has expired. Check them and try again, or ask the desk for a new code.",
  },
  wait: {
    zh: (p: { minutes: number }) => `试得有点多，请 ${p.minutes} 分钟后再来。`,
    en: (p: { minutes: number }) => `Too many tries. Please come back in ${p.minutes} min.`,
  },
  again: { zh: "再试一次", en: "Try again" },
  bound: {
    zh: "对上了。以后直接说“进度”就行，不用再报编号；有变化我会私信你。",
    en: "It matches. From now on just say /status, no number needed; I'll message you privately when something changes.",
  },
  cardTitle: {
    zh: (p: { programme: string; status: string }) => `${p.programme} · ${p.status}`,
    en: (p: { programme: string; status: string }) => `${p.programme} · ${p.status}`,
  },
  rowNumber: { zh: "编号", en: "Number" },
  rowTurn: { zh: "轮到谁", en: "Whose turn" },
  turnApplicant: { zh: "轮到你了", en: "Yours" },
  turnOffice: { zh: "轮到窗口，你不用做什么", en: "The desk's; nothing for you to do" },
  turnNobody: { zh: "没有人要做什么", en: "Nobody's" },
  rowNext: { zh: "下一步", en: "Next" },
  rowDue: { zh: "截止", en: "By" },
  rowMissing: { zh: "还缺", en: "Missing" },
  rowUpdated: { zh: "更新于", en: "Updated" },
  rowEarlier: { zh: "之前", en: "Before" },
  muted: {
    zh: "已静音：需要你处理时我仍会说。",
    en: "Muted: I still tell you when it is your turn.",
  },
  mute: { zh: "静音", en: "Mute" },
  unmute: { zh: "取消静音", en: "Unmute" },
  mutedNow: {
    zh: "好的，这份申请的消息先不发；需要你处理时仍会告诉你。",
    en: "All right, no more messages about this one, except when it is your turn.",
  },
  unmutedNow: { zh: "好的，有变化就告诉你。", en: "All right, I'll tell you about every change." },
  notYours: { zh: "这份申请没有和你绑定。", en: "That application is not tied to your account." },
  another: { zh: "查另一份申请", en: "Another application" },
  askPerson: { zh: "问窗口", en: "Ask the desk" },
  staffNumberPrompt: {
    zh: "申请人证件核对过了吗？请发申请编号。",
    en: "Have you checked the applicant's ID? Send the number of the application.",
  },
  codeMade: {
    zh: (p: { code: string }) => `验证码 ${p.code}，24 小时内用一次。请只当面告诉申请人。`,
    en: (p: { code: string }) =>
      `The code is ${p.code}, for one use within 24 hours. Tell it to the applicant in person only.`,
  },
  caseNotFound: { zh: "没有这份申请。", en: "There is no such application." },
  notStaff: { zh: "这个操作只有窗口工作人员能用。", en: "Only desk staff can do this." },
});
