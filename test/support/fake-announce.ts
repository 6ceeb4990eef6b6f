import type { AnnounceServices, Standing } from "../../flows/announce/services.ts";
import { readAccountName } from "../../src/domain/account-names.ts";
import { topicNamed, topicNames } from "../../src/domain/topics.ts";
import { readWallTime } from "../../src/domain/wall-time.ts";

/** An announcement that is on its way. */
export const STANDING: Standing = {
  id: "broadcast00001",
  title: { zh: "窗口临时调整", en: "Desk moved" },
  state: "sending",
  stateName: { zh: "发送中", en: "Sending" },
  audience: 10,
  sent: 4,
  failed: 1,
  skipped: 0,
  uncertain: 0,
  queued: 5,
  perSecond: 2,
  secondsLeft: null,
  deleted: 0,
  pastWindow: 0,
  notDeleted: 0,
  corrected: 0,
  edited: 0,
  notEdited: 0,
  read: null,
  acts: ["pause", "cancel", "recall", "status"],
};

const COUNTS = { people: 3, groups: 2, unreachable: 1, muted: 4, minutes: 1 };
const BODY = { zh: "明天改到二楼。", en: "Second floor tomorrow." };

/** Announcements by staff; what was done is kept. */
export function fakeAnnounce(
  changes: Partial<AnnounceServices> = {},
  done: unknown[] = [],
): AnnounceServices {
  return {
    topicName: (topic) => topicNames[topic],
    topicNamed,
    isTimeToCome: (words, now) => (readWallTime(words, now) ?? 0) > now,
    enter: async () => ({ kind: "welcome" }),
    isQuiet: () => false,
    isAccount: (word) => readAccountName(word) !== undefined,
    programmeNamed: (words) => (words === "雏鹰计划" ? { zh: words, en: "Fledgling" } : undefined),
    statusNamed: (_programme, words) =>
      words === "材料需补正" ? { zh: words, en: "Supplement" } : undefined,
    choices: async () => ({
      tags: ["AI"],
      events: [
        {
          code: "EV-01",
          title: { zh: "AI开放麦", en: "AI open mic" },
          sessions: ["2026-12-03", "2026-12-03/a"],
        },
      ],
    }),
    draft: async (_transaction, _person, _run, written) => {
      done.push(written);
      return { kind: "counted", id: STANDING.id, ...COUNTS, needsSecond: false };
    },
    submit: async (_transaction, _person, id) => {
      done.push(["submit", id]);
      return { kind: "submitted", standing: STANDING, ...COUNTS, approvers: [], body: BODY };
    },
    list: async () => ({
      kind: "listed",
      announcements: [{ id: STANDING.id, title: STANDING.title, stateName: STANDING.stateName }],
    }),
    act: async (_transaction, _person, act, broadcast) => {
      done.push([act, broadcast]);
      return { kind: "done", standing: STANDING, act, author: [], approvers: [], body: BODY };
    },
    change: async (_transaction, _person, act, broadcast, words) => {
      done.push(words === undefined ? [act, broadcast] : [act, broadcast, words]);
      return { kind: "done", standing: STANDING, act, author: [], approvers: [], body: BODY };
    },
    confirmRead: async () => ({ kind: "noted" }),
    explain: async () => ({ kind: "explained", topic: "service", how: "topic" }),
    chooseTopic: async (_transaction, _person, topic, choice) => {
      done.push([topic, choice]);
      return { kind: "chosen" };
    },
    askAbout: async (_transaction, asked) => {
      done.push(asked.question);
      const staff = [{ person: "staff000000000", locale: "zh-CN" as const }];
      return { kind: "opened", code: "T-1001", words: asked.question, staff, staffSpace: null };
    },
    consoleLink: async () => ({
      kind: "made",
      url: "https://juchang.example/console/sign-in/once",
      minutes: 5,
    }),
    ...changes,
  };
}
