import type { Localized } from "../i18n/locale.ts";

/** What announcements are about; whoever does not want one of them turns it off by itself. */
export const TOPICS = ["events", "policy", "compliance", "service"] as const;
export type Topic = (typeof TOPICS)[number];

/** What topics are called; the names are also what people type after 订阅 and 退订. */
export const topicNames: Readonly<Record<Topic, Localized>> = {
  events: { zh: "活动", en: "Events" },
  policy: { zh: "政策", en: "Policy" },
  compliance: { zh: "合规", en: "Compliance" },
  service: { zh: "服务", en: "Service" },
};

/** The topic somebody means by its id or its name in either language. */
export function topicNamed(words: string): Topic | undefined {
  const folded = words.trim().toLowerCase();
  return TOPICS.find((topic) => {
    const { zh, en } = topicNames[topic];
    return [topic, zh, en.toLowerCase()].includes(folded);
  });
}
