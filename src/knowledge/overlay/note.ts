import type { Localized } from "../../i18n/locale.ts";
import type { Clause } from "../content/clause.ts";
import type { Desk } from "../content/desk.ts";
import { figuresIn } from "../figures/extract.ts";

/** What a desk says of itself; a later note on the same topic replaces the earlier one. */
export const NOTE_TOPICS = ["hours", "phone", "place", "notice"] as const;
export type NoteTopic = (typeof NOTE_TOPICS)[number];

/** The desk's word in both languages, from the day it is said until the day it expires (YYYY-MM-DD). */
export interface DeskNote {
  readonly topic: NoteTopic;
  readonly words: Localized;
  readonly said: string;
  readonly until: string;
}

interface TopicWords {
  readonly title: Localized;
  /** How people ask; stands behind the desk's name. */
  readonly asked: Localized<readonly string[]>;
}

const TOPICS: Readonly<Record<NoteTopic, TopicWords>> = {
  hours: {
    title: { zh: "开放时间", en: "opening hours" },
    asked: {
      zh: ["几点开门几点关门", "今天上班吗", "周末开不开"],
      en: ["opening hours", "open today or at the weekend"],
    },
  },
  phone: {
    title: { zh: "联系电话", en: "phone number" },
    asked: { zh: ["电话多少", "联系方式是什么"], en: ["phone number", "how to call or contact"] },
  },
  place: {
    title: { zh: "办理地点", en: "where it is" },
    asked: { zh: ["在哪里办", "搬到哪里了"], en: ["where is it", "has it moved"] },
  },
  notice: {
    title: { zh: "最新通知", en: "latest notice" },
    asked: { zh: ["最近有什么通知", "有什么变动"], en: ["latest notice", "any changes"] },
  },
};

/** The id of a desk's note on a topic. */
export function noteId(desk: Desk["id"], topic: NoteTopic): string {
  return `note-${desk}-${topic}`;
}

/** A note as a clause: source class `desk`, with the day it was said and the day it expires. */
export function clauseOfNote(desk: Desk, { topic, words, said, until }: DeskNote): Clause {
  const { title, asked } = TOPICS[topic];
  const body = { zh: oneLine(words.zh), en: oneLine(words.en) };
  const named = { zh: `${desk.name.zh}：${title.zh}`, en: `${desk.name.en}: ${title.en}` };
  return {
    id: noteId(desk.id, topic),
    facts: [],
    title: named,
    dimension: "service",
    audience: { zh: "所有创作者", en: "all creators" },
    // The desk's own words are the only authority for its figures, so they state all of them.
    numbers: [body.zh, body.en]
      .filter((text) => figuresIn(text).length > 0)
      .map((text) => ({ what: named, amount: text, unit: "text" })),
    conditions: [],
    desk: desk.id,
    notStated: [],
    asked: {
      zh: asked.zh.map((question) => `${desk.name.zh}${question}`),
      en: asked.en.map((question) => `${desk.name.en} ${question}`),
    },
    source: { class: "desk", document: desk.name.zh, documentEn: desk.name.en, date: said },
    validTo: until,
    body,
  };
}

/** Whether both languages give the same long numbers: a phone number mistyped in one of them is no use. */
export function sameLongNumbers({ zh, en }: Localized): boolean {
  return longNumbers(zh).join() === longNumbers(en).join();
}

const LONG_NUMBER = /\d(?:[\s-]?\d){4,}/g;

function longNumbers(text: string): readonly string[] {
  const found = text.normalize("NFKC").match(LONG_NUMBER) ?? [];
  return [...new Set(found.map((number) => number.replace(/\D/g, "")))].sort();
}

/** A clause's body is one paragraph; a line of its own could be taken for a heading. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
