import type { AnnounceServices, Standing } from "../../flows/announce/services.ts";
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
  deleted: 0,
  pastWindow: 0,
  notDeleted: 0,
  acts: ["pause", "cancel", "recall", "status"],
};

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
    submit: async (_transaction, _person, written) => {
      done.push(written);
      const counts = { people: 3, groups: 2, minutes: 1 };
      return {
        kind: "submitted",
        standing: STANDING,
        ...counts,
        approvers: [],
        body: { zh: written.body.zh, en: written.body.en },
      };
    },
    act: async (_transaction, _person, act, broadcast) => {
      done.push([act, broadcast]);
      return { kind: "done", standing: STANDING };
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
