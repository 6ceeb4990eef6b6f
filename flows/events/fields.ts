import type { FieldId } from "../../src/domain/events/writing/fields.ts";
import type { Localized } from "../../src/i18n/locale.ts";
import { writeMessages as messages } from "./write-messages.ts";

/** What a field of an event is called, and how it is asked for. */
interface FieldWords {
  readonly label: Localized;
  readonly how: Localized;
  /** How it is written, in the words staff would type. */
  readonly example?: string;
}

/** The words for every field staff write of an event. */
export const FIELD_WORDS: Readonly<Record<FieldId, FieldWords>> = {
  title: {
    label: messages.title,
    how: messages.titleHow,
    example: "声音创作夜 / A night of sound",
  },
  text: { label: messages.text, how: messages.textHow },
  place: {
    label: messages.place,
    how: messages.placeHow,
    example: "V聚场二楼 / V Juchang, 2nd floor",
  },
  when: {
    label: messages.when,
    how: messages.whenHow,
    example: "2026-12-03 19:00-21:00",
  },
  capacity: { label: messages.capacity, how: messages.capacityHow },
  zone: { label: messages.zone, how: messages.zoneHow },
  sessions: {
    label: messages.sessions,
    how: messages.sessionsHow,
    example: "19:30组 / 19:30 group，19:30-20:30，12",
  },
  questions: {
    label: messages.questions,
    how: messages.questionsHow,
    example: "身份 / Role，学生 / Student | 其他 / Other",
  },
  quotas: {
    label: messages.quotas,
    how: messages.quotasHow,
    example: "学生 / Students，20，身份=学生",
  },
  opens: { label: messages.opens, how: messages.opensHow },
  closes: { label: messages.closes, how: messages.closesHow },
  repeats: { label: messages.repeats, how: messages.repeatsHow },
  waitlist: { label: messages.waitlist, how: messages.waitlistHow },
  approval: { label: messages.approval, how: messages.approvalHow },
  guests: { label: messages.guests, how: messages.guestsHow },
  bring: {
    label: messages.bring,
    how: messages.bringHow,
    example: "一支笔 / a pen",
  },
  kind: {
    label: messages.kind,
    how: messages.kindHow,
    example: "数字沙龙",
  },
  remind: { label: messages.remind, how: messages.remindHow, example: "1天, 3小时" },
  code: { label: messages.code, how: messages.codeHow },
};
