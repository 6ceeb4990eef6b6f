import type { Transaction } from "../engine/terms.ts";
import { sessionOf } from "./session.ts";

/** How many days each kind of row is kept. */
export interface Retention {
  /** Keys of what came in. */
  readonly inbound: number;
  /** What was said, what it came to, and the messages. */
  readonly transcript: number;
  /** Files handed in for applications. */
  readonly case_files: number;
  /** Questions that were declined, such as those about other people. */
  readonly declined_questions: number;
}

const BATCH = 5000;

/** A table, its rows that may go once they are older than so many days, and whose days those are. */
type Rule = readonly [name: string, kind: keyof Retention, rows: string];

const RULES: readonly Rule[] = [
  ["inbound", "inbound", "inbound where received_at < $OLD"],
  ["questions", "declined_questions", "questions where outcome = 'declined' and at < $OLD"],
  ["questions", "transcript", "questions where at < $OLD"],
  [
    "tickets",
    "transcript",
    "tickets where greatest(created_at, taken_at, answered_at, closed_at) < $OLD",
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
  for (const [name, kind, rows] of RULES) {
    const deleted = await deleteOld(transaction, rows, retention[kind], goOn);
    gone[name] = (gone[name] ?? 0) + deleted;
  }
  return gone;
}

async function deleteOld(
  transaction: Transaction,
  rows: string,
  days: number,
  goOn: () => boolean,
): Promise<number> {
  const table = rows.split(" ")[0] ?? "";
  const old = rows.replace("$OLD", "now() - $1::int * interval '1 day'");
  const text = `delete from ${table} where ctid in (select ctid from ${old} limit ${BATCH})`;
  let total = 0;
  while (goOn()) {
    const { count } = await sessionOf(transaction).sql.unsafe(text, [days]);
    total += count;
    if (count < BATCH) break;
  }
  return total;
}
