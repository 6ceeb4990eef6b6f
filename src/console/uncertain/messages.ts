import type { SettledByHand, SettlementByHand } from "../../domain/uncertain-messages.ts";
import type { Localized } from "../../i18n/locale.ts";
import { counted, defineMessages } from "../../i18n/messages.ts";
import type { UncertainMessage } from "../../store/outbound/uncertain.ts";

/** The words around messages that may have arrived or not. */
export const uncertainMessages = defineMessages({
  title: { zh: "不确定是否送达", en: "Possibly delivered" },
  how: {
    zh: "发送时断开了，平台没有告诉结果，可能到了也可能没到。都不会自己再发：先到那个聊天里看一看，再说明怎么处理。",
    en: "Sending broke off and the platform never said what became of these: they may have arrived or not. None is sent again by itself. Look in the chat first, then say what is to be done.",
  },
  copies: {
    zh: (p: { count: number }) => `公告的（${p.count}）`,
    en: (p: { count: number }) => `Of announcements (${p.count})`,
  },
  copiesHow: {
    zh: "再发一次：打开那条公告，在“只重发失败的”里勾选不确定的。已经看到送达的，在公告的名单里逐份点“已送达”。",
    en: "To send them again open the announcement and tick the uncertain ones under “Retry the failed”. Those you see arrived are marked one by one in its list of recipients.",
  },
  others: {
    zh: (p: { count: number }) => `其他消息（${p.count}）`,
    en: (p: { count: number }) => `Other messages (${p.count})`,
  },
  othersHow: {
    zh: "答复、通知和提醒，只显示发到哪里，不显示内容。",
    en: "Replies, notices and reminders: where they went, and nothing of what they say.",
  },
  newest: {
    zh: (p: { shown: number }) => `这里是最新的 ${p.shown} 条，处理完会显示更早的。`,
    en: (p: { shown: number }) =>
      `These are the newest ${p.shown}; earlier ones follow as they are dealt with.`,
  },
  count: { zh: "份数", en: "Messages" },
  purpose: { zh: "是什么", en: "What" },
  chat: { zh: "发到哪里", en: "Where" },
  direct: { zh: "私聊", en: "direct chat" },
  group: { zh: "群", en: "group" },
  channel: { zh: "频道", en: "channel" },
  why: { zh: "原因", en: "Reason" },
  tries: { zh: "试过几次", en: "Tries" },
  what: { zh: "怎么处理", en: "What to do" },
  gone: { zh: "（公告已不在）", en: "(the announcement is gone)" },
  moved: {
    zh: "刚才已经有人处理过，没有再做什么。",
    en: "Somebody had dealt with it already, so nothing more was done.",
  },
  outdated: {
    zh: "没有再发：内容已删除，或那张卡片已有更新的。请点“不再发”。",
    en: "It was not sent again: its words are erased, or a newer state of that card is out. Press “Leave it”.",
  },
  leftAll: {
    zh: (p: { count: number }) => `不再发这 ${p.count} 份`,
    en: (p: { count: number }) => `Leave ${counted(p.count, "this one", "them")}`,
  },
});

/** What settling is called on its buttons; the same words as under an announcement's card in the chat. */
export const settlementNames: Readonly<Record<SettlementByHand, Localized>> = {
  arrived: { zh: "已送达", en: "It arrived" },
  again: { zh: "再发一次（可能收到两次）", en: "Send again (may arrive twice)" },
  leave: { zh: "不再发", en: "Leave it" },
};

/** What sending again may come to, to be read before it is confirmed, and the button that confirms it. */
export const againWarning = defineMessages({
  consequence: {
    zh: "如果上次其实已经送达，对方会收到两次。请先到那个聊天里确认没有。",
    en: "If it did arrive the last time, it will be there twice. Please look in that chat first.",
  },
  confirm: { zh: "确认再发一次", en: "Confirm: send it again" },
});

/** What somebody is told after settling. */
export const settledNotes: Readonly<Record<SettlementByHand, Localized>> = {
  arrived: { zh: "已记为送达。", en: "Noted as arrived." },
  again: { zh: "正在再发一次。", en: "It is being sent again." },
  leave: {
    zh: "不再发，也不再提醒处理。",
    en: "It is let be, and nobody is asked to see to it any more.",
  },
};

/** Notes for what did not come to settling. */
export const refusedNotes = {
  settled: uncertainMessages.moved,
  outdated: uncertainMessages.outdated,
} satisfies Readonly<Partial<Record<SettledByHand["kind"], Localized>>>;

/** Why messages are sent, in a word. */
export const purposeNames: Readonly<Record<UncertainMessage["purpose"], Localized>> = {
  reply: { zh: "答复", en: "Reply" },
  notice: { zh: "通知", en: "Notice" },
  alert: { zh: "给工作人员的提醒", en: "Alert to staff" },
  reminder: { zh: "提醒", en: "Reminder" },
  receipt: { zh: "回执", en: "Receipt" },
  amendment: { zh: "公告的改动", en: "Change to an announcement" },
  broadcast: { zh: "公告", en: "Announcement" },
};
