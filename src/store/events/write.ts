import { and, eq, sql } from "drizzle-orm";
import type { Json, Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import type { EventState } from "../schema/events.ts";
import { eventQuestions, eventQuotas, events } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import type { EventRecord } from "./record.ts";

/** What there is of an event with a code already. */
export interface KnownEvent {
  readonly id: string;
  readonly state: EventState;
  readonly zone: string;
  readonly placeZh: string;
  readonly placeEn: string;
  readonly plan: Json;
}

/** Locks the event with a code against other changes of it; undefined when the code is free. */
export async function lockEvent(
  transaction: Transaction,
  code: string,
): Promise<KnownEvent | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select({
      id: events.id,
      state: events.state,
      zone: events.zone,
      placeZh: events.placeZh,
      placeEn: events.placeEn,
      plan: events.plan,
    })
    .from(events)
    .where(eq(events.code, sql`upper(trim(${code}))`))
    .for("update");
  return row;
}

/** Whether an event was written down just like this before, whatever the order of the fields. */
export async function isSamePlan(
  transaction: Transaction,
  event: string,
  plan: Json,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.id, event),
        sql`${events.plan} -> 'written' = ${JSON.stringify(plan)}::jsonb -> 'written'`,
      ),
    );
  return rows.length > 0;
}

/** Adds an event with its questions and quotas, without sessions; returns its id. */
export async function insertEvent(transaction: Transaction, record: EventRecord): Promise<string> {
  const id = newId();
  const { code, state } = record;
  await sessionOf(transaction)
    .db.insert(events)
    .values({ id, code, state, ...columnsOf(record) });
  await writeLists(transaction, id, record);
  return id;
}

/** Writes an event anew, but its state and sessions. */
export async function updateEvent(
  transaction: Transaction,
  id: string,
  record: EventRecord,
): Promise<void> {
  const { db } = sessionOf(transaction);
  await db
    .update(events)
    .set({ ...columnsOf(record), sequence: sql`${events.sequence} + 1`, changedAt: sql`now()` })
    .where(eq(events.id, id));
  await db.delete(eventQuestions).where(eq(eventQuestions.event, id));
  await db.delete(eventQuotas).where(eq(eventQuotas.event, id));
  await writeLists(transaction, id, record);
}

function columnsOf(record: EventRecord) {
  const { kind, title, description, place, bring, zone, approval, guests, plan } = record;
  return {
    kind,
    titleZh: title.zh,
    titleEn: title.en,
    descriptionZh: description.zh,
    descriptionEn: description.en,
    placeZh: place.zh,
    placeEn: place.en,
    bringZh: bring?.zh ?? null,
    bringEn: bring?.en ?? null,
    zone,
    approval,
    guests,
    reminders: [...record.reminders],
    plan,
  };
}

async function writeLists(
  transaction: Transaction,
  event: string,
  { questions, quotas }: EventRecord,
): Promise<void> {
  const { db } = sessionOf(transaction);
  if (questions.length > 0) {
    await db.insert(eventQuestions).values(
      questions.map(({ label, options, ...question }, ordinal) => ({
        ...question,
        event,
        ordinal,
        labelZh: label.zh,
        labelEn: label.en,
        options: options.map((option) => ({ id: option.id, label: { ...option.label } })),
      })),
    );
  }
  if (quotas.length > 0) {
    await db.insert(eventQuotas).values(
      quotas.map(({ label, ...quota }, ordinal) => ({
        ...quota,
        event,
        ordinal,
        labelZh: label.zh,
        labelEn: label.en,
      })),
    );
  }
}

/** Opens, closes or calls off an event. */
export async function setEventState(
  transaction: Transaction,
  event: string,
  state: EventState,
): Promise<void> {
  await sessionOf(transaction)
    .db.update(events)
    .set({ state, changedAt: sql`now()`, sequence: sql`${events.sequence} + 1` })
    .where(eq(events.id, event));
}

/** Notes that an event's times or places changed, for calendars that hold it already. */
export async function raiseSequence(transaction: Transaction, event: string): Promise<void> {
  await sessionOf(transaction)
    .db.update(events)
    .set({ sequence: sql`${events.sequence} + 1`, changedAt: sql`now()` })
    .where(eq(events.id, event));
}

/** Events that go on repeating, with the plan they are written from. */
export async function repeatingEvents(
  transaction: Transaction,
): Promise<readonly Pick<typeof events.$inferSelect, "id" | "code" | "zone" | "plan">[]> {
  return sessionOf(transaction)
    .db.select({ id: events.id, code: events.code, zone: events.zone, plan: events.plan })
    .from(events)
    .where(sql`${events.state} in ('open', 'closed') and ${events.plan} ->> 'repeats' is not null`);
}
