import { eventMessages } from "../flows/events/messages.ts";
import type { Editing, EventServices, EventWriting, PassFacts } from "../flows/events/services.ts";
import { consentStands, keptDays } from "./domain/consent-terms.ts";
import { parseAnswer } from "./domain/events/answers.ts";
import { calendarFile } from "./domain/events/calendar-file.ts";
import { eventCard } from "./domain/events/card.ts";
import { removePoster } from "./domain/events/change-poster.ts";
import { postCard } from "./domain/events/live-cards.ts";
import { mayManage } from "./domain/events/managers.ts";
import { MOST_POSTER_BYTES } from "./domain/events/picture.ts";
import { offerPoster } from "./domain/events/receive-poster.ts";
import type { EventWork } from "./domain/events/work.ts";
import {
  AROUND,
  BASIC_FIELDS,
  EXTRA_FIELDS,
  patchOf,
  withPatch,
} from "./domain/events/writing/fields.ts";
import { fitting, readField } from "./domain/events/writing/read-field.ts";
import { showField } from "./domain/events/writing/show-field.ts";
import type { Attachment } from "./engine/intent.ts";
import type { Transaction } from "./engine/terms.ts";
import { type Locale, localize } from "./i18n/locale.ts";
import { text } from "./i18n/messages.ts";
import { databaseNow } from "./store/counts.ts";
import type { Retention } from "./store/retention.ts";

/** What the event flows are given. */
export interface EventParts {
  readonly work: EventWork;
  /** Runs a read in a transaction of its own. */
  readonly read: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;
  /** ms UTC. */
  readonly now: () => number;
  /** How long each kind of row is kept, as people are told. */
  readonly retention: Retention;
}

/** The services behind the event flows. */
export function eventServices({ work, read, now, retention }: EventParts): EventServices {
  return {
    ...work,
    listEvents: (staff) => read((transaction) => work.listEvents(transaction, staff)),
    viewEvent: (code) => read((transaction) => work.viewEvent(transaction, code)),
    mySeats: (person) => read((transaction) => work.mySeats(transaction, person)),
    mySeat: (seat, person) => read((transaction) => work.mySeat(transaction, seat, person)),
    earlierAnswers: (person, code) =>
      read((transaction) => work.earlierAnswers(transaction, person, code)),
    keptDays: keptDays("event", retention),
    hasConsent: (actor, purpose, textVersion) =>
      consentStands(actor, { purpose, textVersion }, retention),
    parseAnswer,
    card: eventCard,
    postCard,
    mostPosterBytes: MOST_POSTER_BYTES,
    offerPoster,
    removePoster,
    passFiles: (facts, locale) => passFiles(facts, locale, now()),
    mayManage: (person) => read((transaction) => mayManage(transaction, person)),
    roster: (code, staff) =>
      read(async (transaction) =>
        (await mayManage(transaction, staff)) ? work.roster(transaction, code) : undefined,
      ),
    applicant: (seat, staff) => read((transaction) => work.applicant(transaction, seat, staff)),
    writing,
    beginning: (staff) =>
      read(async (transaction) =>
        (await mayManage(transaction, staff)) ? work.beginning(transaction) : undefined,
      ),
    editing: (code, staff) => read((transaction) => editing(work, transaction, { code, staff })),
    onSiteCode: (code, staff) => read((transaction) => work.onSiteCode(transaction, code, staff)),
  };
}

/** How what staff write of an event is read and shown. */
const writing: EventWriting = {
  basicFields: BASIC_FIELDS,
  extraFields: EXTRA_FIELDS,
  readField,
  showField,
  withPatch,
  patchOf,
  around: AROUND,
  fitting,
};

async function editing(
  work: EventWork,
  transaction: Transaction,
  { code, staff }: { readonly code: string; readonly staff: string },
): Promise<Editing | undefined> {
  if (!(await mayManage(transaction, staff))) return undefined;
  const event = await work.viewEvent(transaction, code);
  const draft = await work.draftOf(transaction, code);
  const { now } = await databaseNow(transaction);
  return event && draft && { event, draft, frame: { now, zone: event.zone } };
}

function passFiles(facts: PassFacts, locale: Locale, stamp: number): readonly Attachment[] {
  const { pass, code, seat, sequence, startsAt, endsAt, zone, sessionTitle } = facts;
  const names = sessionTitle === null ? [facts.title] : [facts.title, sessionTitle];
  const calendar = calendarFile({
    uid: seat,
    sequence,
    title: names.map((name) => localize(name, locale)).join(" · "),
    place: localize(facts.venue, locale),
    description: `${code} · ${text(eventMessages.rowPass, locale)} ${pass}`,
    startsAt,
    endsAt,
    zone,
    stamp,
  });
  return [
    { kind: "qr", label: text(eventMessages.qrLabel, locale), text: pass },
    {
      kind: "calendar",
      label: text(eventMessages.calendarLabel, locale),
      name: `${code}.ics`,
      text: calendar,
    },
  ];
}
