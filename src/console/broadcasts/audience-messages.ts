import type { Unknown } from "../../domain/broadcasts/resolve.ts";
import type { Localized } from "../../i18n/locale.ts";
import { counted, defineMessages } from "../../i18n/messages.ts";
import type { SeatGroup } from "../../store/broadcasts/audience-parts.ts";

/** The form's words about events and applications. */
export const audienceMessages = defineMessages({
  event: {
    zh: "报了这场活动的人，例如 EV-01",
    en: "Whoever signed up for this event, such as EV-01",
  },
  seats: { zh: "其中", en: "Of those" },
  session: {
    zh: "哪一场（日期或组别，例如 2026-12-03 或 a；留空为还没开始的各场）",
    en: "Which session (a date or a group, such as 2026-12-03 or a; empty for all to come)",
  },
  sessionsToCome: { zh: "还没开始的各场", en: "all sessions to come" },
  anyStatus: { zh: "不限状态", en: "any status" },
  programmeField: {
    zh: "绑定了这类申请的人，例如 雏鹰计划（只发私聊，不能和群一起选）",
    en: "Applicants of this programme (direct chats only, never together with groups)",
  },
  statusField: {
    zh: "其中这些状态的，用顿号隔开，留空为不限",
    en: "Only with these statuses, separated by commas; empty for all",
  },
  buttonSignUp: { zh: "报名按钮，填活动编号", en: "A button to sign up: the event's code" },
});

/** Whom an announcement is for, part by part. */
export const partMessages = defineMessages({
  tagged: {
    zh: (p: { tag: string }) => `带“${p.tag}”标签的群`,
    en: (p: { tag: string }) => `Groups with the tag “${p.tag}”`,
  },
  onPlatform: {
    zh: (p: { whom: string; platform: string }) => `${p.whom}（只在 ${p.platform}）`,
    en: (p: { whom: string; platform: string }) => `${p.whom} (on ${p.platform} only)`,
  },
  subscribers: {
    zh: (p: { topic: string }) => `订阅了“${p.topic}”的人`,
    en: (p: { topic: string }) => `Subscribers of “${p.topic}”`,
  },
  named: {
    zh: (p: { count: number }) => `指定的 ${p.count} 人`,
    en: (p: { count: number }) => `${counted(p.count, "person", "people")} by name`,
  },
  received: {
    zh: (p: { id: string }) => `收到过公告 ${p.id} 的人`,
    en: (p: { id: string }) => `Whoever got the announcement ${p.id}`,
  },
  event: {
    zh: (p: { code: string; seats: string; session: string }) =>
      `报了 ${p.code} 的人：${p.seats}（${p.session}）`,
    en: (p: { code: string; seats: string; session: string }) =>
      `Whoever signed up for ${p.code}: ${p.seats} (${p.session})`,
  },
  applicants: {
    zh: (p: { name: string; statuses: string }) => `绑定了“${p.name}”申请的人（${p.statuses}）`,
    en: (p: { name: string; statuses: string }) => `Applicants of ${p.name} (${p.statuses})`,
  },
});

/** What somebody is told who names what is not there. */
export const unknownNames = defineMessages({
  account: {
    zh: (p: { name: string }) => `不认识这个账号：${p.name}。请检查写法；对方要先和机器人说过话。`,
    en: (p: { name: string }) =>
      `This account is not known: ${p.name}. Check how it is written; they must have written to the bot.`,
  },
  event: {
    zh: (p: { name: string }) => `没有这场活动：${p.name}。“活动”一页里有全部编号。`,
    en: (p: { name: string }) =>
      `There is no such event: ${p.name}. The page of events shows all codes.`,
  },
  session: {
    zh: (p: { name: string }) =>
      `这场活动没有这一场：${p.name}。请写场次的日期或组别；留空就是还没开始的各场。`,
    en: (p: { name: string }) =>
      `The event has no such session: ${p.name}. Write its date or group, or leave it empty for all to come.`,
  },
  programme: {
    zh: (p: { name: string }) => `没有这类申请：${p.name}。请写全名，例如 雏鹰计划。`,
    en: (p: { name: string }) =>
      `There is no such programme: ${p.name}. Write its name, such as Fledgling Plan.`,
  },
  status: {
    zh: (p: { name: string }) =>
      `这类申请没有这个状态：${p.name}。请照申请里的写法，例如 材料需补正；留空就是不限。`,
    en: (p: { name: string }) =>
      `The programme has no such status: ${p.name}. Write it as applications show it, such as supplement, or leave it empty for all.`,
  },
  announcement: {
    zh: (p: { name: string }) => `没有这条公告：${p.name}。编号在那条公告的网址末尾。`,
    en: (p: { name: string }) =>
      `There is no such announcement: ${p.name}. Its code is the end of its page’s address.`,
  },
}) satisfies Readonly<Record<Unknown["what"], unknown>>;

/** How people who signed up stand. */
export const seatGroupNames: Readonly<Record<SeatGroup, Localized>> = {
  seated: { zh: "有位子的", en: "Those with a seat" },
  waiting: { zh: "在等位子的", en: "Those who wait for one" },
  gave_up: { zh: "把位子让出来的", en: "Those who gave theirs up" },
};
