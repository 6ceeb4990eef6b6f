import { z } from "zod";
import type { Address, Transaction } from "../engine/terms.ts";
import type { Locale } from "./locale.ts";
import { sessionOf } from "./session.ts";

/** An answer about to be given in public, by what it rests on. */
export interface AnswerToCome {
  readonly at: Address;
  readonly asker: string;
  readonly locale: Locale;
  /** Cited clauses, the main one first. */
  readonly clauses: readonly string[];
  readonly detail: string;
  /** The clauses changed then, ms UTC: what was answered before is out of date. */
  readonly changedAt: number;
}

/** An answer that stands in the same place already. */
export interface EarlierAnswer {
  /** The question it answered. */
  readonly reference: string;
  /** The platform's id of the message that answers. */
  readonly messageId: string;
}

const HOURS = 24;

const FIND = `
  select questions.reference, deliveries.message_id as "messageId"
  from questions
  join outbound on outbound.cause = questions.lane and outbound.revision = questions.revision
    and outbound.destination = 'space' and outbound.to_space = questions.space
  join deliveries on deliveries.outbound = outbound.id and deliveries.state = 'sent'
    and deliveries.message_id is not null
  where questions.space = $1 and questions.thread is not distinct from $2 and questions.public
    and questions.asker <> $3 and questions.locale = $4 and questions.detail = $5
    and questions.clauses[1] = $6
    and questions.outcome in ('answer', 'not_stated') and questions.repeats is null
    and questions.at > now() - interval '${HOURS} hours'
    and questions.at > to_timestamp($7::float8 / 1000)
  order by questions.at, outbound.ordinal
  limit 1`;

const found = z.object({ reference: z.string(), messageId: z.string() });

/**
 * What somebody else was answered there within a day from the same main clause and to the same detail; clauses
 * that are only named beside it may differ with the wording.
 */
export async function findEarlierAnswer(
  transaction: Transaction,
  { at, asker, locale, clauses, detail, changedAt }: AnswerToCome,
): Promise<EarlierAnswer | undefined> {
  const main = clauses[0] ?? "";
  const [row] = await sessionOf(transaction).sql.unsafe(
    FIND,
    [at.space, at.thread ?? null, asker, locale, detail, main, changedAt],
    { prepare: true },
  );
  return row === undefined ? undefined : found.parse(row);
}
