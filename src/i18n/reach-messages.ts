import { counted, defineMessages } from "./messages.ts";

/** Whom an announcement would reach: the same sentences in a chat and on the console's page. */
export const reachMessages = defineMessages({
  counted: {
    zh: (p: { people: number; groups: number; minutes: number }) =>
      `将发给 ${p.people} 人、${p.groups} 个群，约需 ${p.minutes} 分钟。`,
    en: (p: { people: number; groups: number; minutes: number }) =>
      `It would reach ${counted(p.people, "person", "people")} and ${counted(p.groups, "group", "groups")}, in about ${counted(p.minutes, "minute", "minutes")}.`,
  },
  leftOut: {
    zh: (p: { unreachable: number; muted: number }) =>
      `另有 ${p.unreachable} 个人或群联系不上、${p.muted} 人关闭了这个话题。`,
    en: (p: { unreachable: number; muted: number }) =>
      `${counted(p.unreachable, "more person or group", "more people or groups")} cannot be reached and ${counted(p.muted, "person", "people")} muted the topic.`,
  },
});
