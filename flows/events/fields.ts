import type { FieldId } from "../../src/domain/events/writing/fields.ts";
import type { Localized } from "../../src/i18n/locale.ts";
import { writeMessages as messages } from "./write-messages.ts";

/** What a field of an event is called, and how it is asked for. */
export interface FieldWords {
  readonly label: Localized;
  readonly how: Localized;
}

/** The words for every field staff write of an event. */
export const FIELD_WORDS: Readonly<Record<FieldId, FieldWords>> = {
  title: { label: messages.title, how: messages.titleHow },
  text: { label: messages.text, how: messages.textHow },
  place: { label: messages.place, how: messages.placeHow },
  when: { label: messages.when, how: messages.whenHow },
  capacity: { label: messages.capacity, how: messages.capacityHow },
  zone: { label: messages.zone, how: messages.zoneHow },
  sessions: { label: messages.sessions, how: messages.sessionsHow },
  questions: { label: messages.questions, how: messages.questionsHow },
  quotas: { label: messages.quotas, how: messages.quotasHow },
  opens: { label: messages.opens, how: messages.opensHow },
  closes: { label: messages.closes, how: messages.closesHow },
  repeats: { label: messages.repeats, how: messages.repeatsHow },
  waitlist: { label: messages.waitlist, how: messages.waitlistHow },
  approval: { label: messages.approval, how: messages.approvalHow },
  guests: { label: messages.guests, how: messages.guestsHow },
  bring: { label: messages.bring, how: messages.bringHow },
  kind: { label: messages.kind, how: messages.kindHow },
  code: { label: messages.code, how: messages.codeHow },
};
