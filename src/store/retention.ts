import type { Transaction } from "../engine/terms.ts";
import { sessionOf } from "./session.ts";

/** How many days each kind of row is kept. */
export interface Retention {
  /** Keys of what came in. */
  readonly inbound: number;
  /** What was said, what it came to, and the messages. */
  readonly transcript: number;
  /** What people answered to sign up, their guests and their words afterwards; from the end of the event. */
  readonly event_answers: number;
  /** Files handed in for applications. */
  readonly case_files: number;
  /** Questions that were declined, such as those about other people. */
  readonly declined_questions: number;
}

const BATCH = 5000;

/**
 * A table, its rows that may go once they are older than so many days, and whose days those are; with the columns
 * to empty, when the row itself stays.
 */
type Rule = readonly [name: string, kind: keyof Retention, rows: string, emptied?: string];

/**
 * When it is time for what somebody gave under a consent that named the days: the days that are set, or those they
 * had agreed to when they gave it, if these are fewer. `atFirst`: what the text said before it named what is set.
 */
function agreedTime(purpose: string, person: string, givenAt: string, atFirst: number): string {
  return `now() - least($1::int, (select coalesce(consents.kept_days, ${atFirst}) from consents
    where consents.person = ${person} and consents.purpose = '${purpose}'
      and consents.given_at <= ${givenAt} order by consents.id desc limit 1)) * interval '1 day'`;
}

const OVER = `select seats.id from seats join event_sessions on event_sessions.id = seats.session
  where event_sessions.ends_at < ${agreedTime("event", "seats.person", "seats.created_at", 30)}`;

const RULES: readonly Rule[] = [
  ["inbound", "inbound", "inbound where received_at < $OLD"],
  ["questions", "declined_questions", "questions where outcome = 'declined' and at < $OLD"],
  ["questions", "transcript", "questions where at < $OLD"],
  [
    "tickets",
    "transcript",
    `tickets where greatest(created_at, taken_at, answered_at, closed_at)
      < ${agreedTime("ticket", "tickets.asker", "tickets.created_at", 180)}`,
  ],
  ["turns", "transcript", "turns where at < $OLD"],
  [
    "broadcasts",
    "transcript",
    `broadcasts where state in ('done', 'cancelled', 'recalled') and finished_at < $OLD`,
  ],
  [
    "outbound",
    "transcript",
    `outbound where created_at < $OLD and not exists (select from deliveries
      where outbound = outbound.id and state in ('queued', 'later', 'sending'))
      and not exists (select from broadcast_recipients where outbound = outbound.id)`,
  ],
  ["console_links", "inbound", "console_links where expires_at < $OLD"],
  ["console_sessions", "inbound", "console_sessions where expires_at < $OLD"],
  ["effects", "transcript", "effects where performed_at < $OLD"],
  ["failed_events", "transcript", "failed_events where at < $OLD"],
  [
    "case_files",
    "case_files",
    "case_files where greatest(created_at, received_at, taken_at) < $OLD",
  ],
  ["seat_answers", "event_answers", `seat_answers where seat in (${OVER})`],
  [
    "guests",
    "event_answers",
    `seats where guest_sealed is not null and id in (${OVER})`,
    "guest_masked = null, guest_sealed = null",
  ],
  [
    "event_feedback",
    "event_answers",
    `event_feedback where sealed is not null and seat in (${OVER})`,
    "masked = null, sealed = null",
  ],
  ["playground_files", "inbound", "playground_files where at < $OLD"],
  ["playground_messages", "transcript", "playground_messages where at < $OLD"],
];

/** Deletes what is older than its time, in small steps while `goOn`; returns how many rows went, by table. */
export async function sweepRetention(
  transaction: Transaction,
  retention: Retention,
  goOn: () => boolean = () => true,
): Promise<Readonly<Record<string, number>>> {
  const gone: Record<string, number> = {};
  for (const [name, kind, rows, emptied] of RULES) {
    const old = { rows, emptied, days: retention[kind] };
    const deleted = await deleteOld(transaction, old, goOn);
    gone[name] = (gone[name] ?? 0) + deleted;
  }
  return gone;
}

async function deleteOld(
  transaction: Transaction,
  {
    rows,
    emptied,
    days,
  }: { readonly rows: string; readonly emptied: string | undefined; readonly days: number },
  goOn: () => boolean,
): Promise<number> {
  const table = rows.split(" ")[0] ?? "";
  const old = rows.replaceAll("$OLD", "now() - $1::int * interval '1 day'");
  const act = emptied === undefined ? `delete from ${table}` : `update ${table} set ${emptied}`;
  const text = `${act} where ctid in (select ${table}.ctid from ${old} limit ${BATCH})`;
  let total = 0;
  while (goOn()) {
    const { count } = await sessionOf(transaction).sql.unsafe(text, [days]);
    total += count;
    if (count < BATCH) break;
  }
  return total;
}
