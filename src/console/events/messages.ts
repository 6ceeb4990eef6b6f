import type { Localized } from "../../i18n/locale.ts";
import { defineMessages } from "../../i18n/messages.ts";
import type { EventView, SessionView } from "../../store/events/views.ts";
import type { Tone } from "../badge.ts";

/** The words of the pages about events. */
export const eventMessages = defineMessages({
  title: { zh: "活动", en: "Events" },
  how: {
    zh: "都在私聊里办：“新活动”写一场，“编辑活动”改一项，“管理活动”开放、停止、取消和签到。",
    en: "All of it happens in your direct chat: /newevent writes one, /editevent changes it, /manage opens and closes sign-up, calls it off and checks people in.",
  },
  ahead: { zh: "将要举行的", en: "Coming up" },
  past: { zh: "已经结束的", en: "Over" },
  none: {
    zh: "还没有活动。在服务器上从文件导入，或在私聊里发“新活动”。",
    en: "No event yet. Import a file on the server, or send /newevent in your direct chat.",
  },
  nonePast: { zh: "还没有。", en: "None yet." },
  poster: {
    zh: (p: { title: string }) => `海报：${p.title}`,
    en: (p: { title: string }) => `Poster: ${p.title}`,
  },
  code: { zh: "编号", en: "Code" },
  name: { zh: "名称", en: "Name" },
  state: { zh: "状态", en: "State" },
  next: { zh: "最近一场", en: "Next" },
  seats: { zh: "名额", en: "Seats" },
  waiting: { zh: "候补", en: "Waiting" },
  group: { zh: "场次", en: "Session" },
  quota: { zh: "名额类别", en: "Kind of seat" },
  everybody: { zh: "不限", en: "Any" },
  when: { zh: "时间", en: "When" },
  closes: { zh: "报名截止", en: "Sign-up until" },
  place: { zh: "地点", en: "Place" },
  seatsTaken: {
    zh: (p: { taken: number; capacity: number }) => `${p.taken} / ${p.capacity}`,
    en: (p: { taken: number; capacity: number }) => `${p.taken} of ${p.capacity}`,
  },
  held: {
    zh: (p: { held: number }) => `另有 ${p.held} 个等人确认`,
    en: (p: { held: number }) => `${p.held} more offered`,
  },
  roster: { zh: "下载名单（CSV）", en: "Download the roster (CSV)" },
  rosterHow: {
    zh: "名单里有姓名和报名时填的内容，只用于这次活动；每次下载都会记入操作记录。",
    en: "The roster holds names and what people filled in, for this event only; each download is kept in the audit log.",
  },
});

/** What a session's state is called, and how it looks. */
const opennessWords: Readonly<
  Record<SessionView["openness"], { readonly name: Localized; readonly tone: Tone }>
> = {
  draft: { name: { zh: "未发布", en: "Not published" }, tone: "quiet" },
  not_yet_open: { name: { zh: "未到报名时间", en: "Opens later" }, tone: "info" },
  open: { name: { zh: "报名中", en: "Open" }, tone: "good" },
  closed: { name: { zh: "报名已截止", en: "Sign-up closed" }, tone: "waits" },
  over: { name: { zh: "已结束", en: "Over" }, tone: "quiet" },
  cancelled: { name: { zh: "已取消", en: "Cancelled" }, tone: "bad" },
};

const FULL = { name: { zh: "已满", en: "Full" }, tone: "waits" } as const;

/** A session's state in a word, and how it looks; where sign-up is open, also whether there is any seat left. */
export function stateOf({
  openness,
  taken,
  held,
  capacity,
}: Pick<SessionView, "openness" | "taken" | "held" | "capacity">) {
  return openness === "open" && taken + held >= capacity ? FULL : opennessWords[openness];
}

/** The same of the session that comes next and still has a seat, or else of the next one. */
export function stateOfNext({ state, sessions }: EventView) {
  const ahead = sessions.filter(({ openness }) => openness !== "over" && openness !== "cancelled");
  const free = ahead.find((one) => one.openness === "open" && one.taken + one.held < one.capacity);
  const next = free ?? ahead[0] ?? sessions[0];
  return next ? stateOf(next) : opennessWords[state];
}
