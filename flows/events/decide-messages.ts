import { defineMessages } from "../../src/i18n/messages.ts";

/** What those who decide on requests are told. */
export const decideMessages = defineMessages({
  decisionLabel: { zh: "决定", en: "decision" },
  approve: { zh: "通过", en: "Approve" },
  reject: { zh: "婉拒", en: "Turn down" },
  whatNow: {
    zh: "这份申请怎么办？决定后对方马上收到通知。",
    en: "What about this request? They are told right after your decision.",
  },
  rowName: { zh: "申请人", en: "Who" },
  rowWhen: { zh: "时间", en: "When" },
  approved: { zh: "已通过，对方收到通知了。", en: "Approved; they have been told." },
  rejected: { zh: "已婉拒，对方收到通知了。", en: "Turned down; they have been told." },
  full: {
    zh: "名额已经满了，这份申请还留着。",
    en: "There is no place left; the request stands as it is.",
  },
  decided: {
    zh: (p: { state: string }) => `这份申请已经处理过了：${p.state}。`,
    en: (p: { state: string }) => `This request was dealt with already: ${p.state}.`,
  },
  gone: { zh: "这份申请已经没有了。", en: "This request is gone." },
});
