import { defineMessages } from "../../i18n/messages.ts";

/** What people hear of their cases without having asked. */
export const caseMessages = defineMessages({
  changedTitle: {
    zh: (p: { programme: string; status: string }) => `申请有变化：${p.programme} · ${p.status}`,
    en: (p: { programme: string; status: string }) =>
      `Your application changed: ${p.programme} · ${p.status}`,
  },
  dueTitle: {
    zh: (p: { programme: string; day: string }) => `别忘了：${p.programme}，${p.day}截止`,
    en: (p: { programme: string; day: string }) => `Don't forget: ${p.programme}, due ${p.day}`,
  },
  rowTurn: { zh: "轮到谁", en: "Whose turn" },
  turnApplicant: { zh: "轮到你了", en: "Yours" },
  turnOffice: { zh: "轮到窗口，你不用做什么", en: "The desk's; nothing for you to do" },
  turnNobody: { zh: "没有人要做什么", en: "Nobody's" },
  rowNext: { zh: "下一步", en: "Next" },
  rowDue: { zh: "截止", en: "By" },
  rowMissing: { zh: "还缺", en: "Missing" },
  open: { zh: "看进度", en: "See where it stands" },
  handIn: { zh: "交材料", en: "Hand in a file" },
  ask: { zh: "问窗口", en: "Ask the desk" },
  mute: { zh: "静音", en: "Mute" },
  boundTitle: {
    zh: "窗口确认了，这份申请已绑定",
    en: "The desk confirmed it: the application is now tied to your account",
  },
  boundText: {
    zh: "以后直接说“进度”就行，有变化我会私信你。",
    en: "From now on just say /status; I'll message you privately when something changes.",
  },
  guessedTitle: {
    zh: "有人反复用你的申请编号试着查进度",
    en: "Somebody keeps trying the number of your application",
  },
  guessedText: {
    zh: (p: { number: string }) =>
      `申请 ${p.number} 被人用错的后四位或验证码试了多次，都没有成功，什么也没有泄露。你不用做什么；如果编号可能被别人看到了，可以告诉窗口。这样的提醒一天最多一条。`,
    en: (p: { number: string }) =>
      `Application ${p.number} was tried many times with wrong digits or codes. Nothing was shown to anybody. You need not do anything; if others may have seen the number, you could tell the desk. You hear of this once a day at most.`,
  },
  untoldTitle: { zh: "有申请人通知不到", en: "An applicant could not be told" },
  untoldText: {
    zh: (p: { number: string }) =>
      `申请 ${p.number} 有变化，但绑定的账号都联系不上，请用别的办法告知。`,
    en: (p: { number: string }) =>
      `Application ${p.number} changed, but none of the accounts tied to it can be reached. Please tell the applicant some other way.`,
  },
});
