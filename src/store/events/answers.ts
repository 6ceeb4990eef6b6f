import type { Transaction } from "../../engine/terms.ts";
import { mask } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { jsonRows, storable } from "../storable.ts";
import { keyOf, readerFor } from "../unsealing.ts";

/** One answer in its normal form. */
export interface Answer {
  readonly question: string;
  readonly value: string;
  /** A chosen option is no secret and can be counted; words are sealed. */
  readonly isOption: boolean;
  /** Says who somebody is or how to reach them: nothing of it is kept readable. */
  readonly personal: boolean;
}

/** Whose seat it is, and what must not be readable in their words. */
export interface AnswerOwner {
  readonly seat: string;
  readonly person: string;
  readonly names: readonly string[];
}

const KEEP = `insert into seat_answers (seat, question, option, masked, sealed)
  select $1, question, option, masked, decode(sealed, 'base64')
  from json_to_recordset($2::json) as row(question text, option text, masked text, sealed text)
  on conflict (seat, question) do update set option = excluded.option, masked = excluded.masked,
    sealed = excluded.sealed`;

/** Keeps answers, over those given before to the same questions. */
export async function keepAnswers(
  transaction: Transaction,
  { seat, person, names }: AnswerOwner,
  answers: readonly Answer[],
): Promise<void> {
  if (answers.length === 0) return;
  const key = await keyOf(transaction, person);
  if (!key) throw new Error("Answers of somebody who was erased cannot be kept");
  const rows = answers.map(({ question, value, isOption, personal }) => ({
    question,
    option: isOption ? value : null,
    masked: isOption ? value : personal ? "" : mask(value, names),
    sealed: isOption ? null : Buffer.from(seal(key, storable(value))).toString("base64"),
  }));
  await sessionOf(transaction).sql.unsafe(KEEP, [seat, jsonRows(rows)], { prepare: true });
}

/** Forgets the answers of a seat: all, or those to some questions. */
export async function dropAnswers(
  transaction: Transaction,
  seat: string,
  questions?: readonly string[],
): Promise<void> {
  if (questions?.length === 0) return;
  await sessionOf(transaction).sql.unsafe(
    `delete from seat_answers where seat = $1 and ($2::json is null
      or question = any (array(select json_array_elements_text($2::json))))`,
    [seat, questions === undefined ? null : JSON.stringify(questions)],
    { prepare: true },
  );
}

interface AnswerRow {
  readonly seat: string;
  readonly question: string;
  readonly option: string | null;
  readonly sealed: Uint8Array | null;
}

/** Answers by seat and question; those of people who were erased are missing. */
export async function answersOf(
  transaction: Transaction,
  seats: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const rows = await sessionOf(transaction).sql.unsafe<AnswerRow[]>(
    `select seat, question, option, sealed from seat_answers
      where seat = any (array(select json_array_elements_text($1::json)))`,
    [JSON.stringify(seats)],
    { prepare: true },
  );
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  const bySeat = new Map<string, Record<string, string>>();
  for (const { seat, question, option, sealed } of rows) {
    const words = read(sealed);
    const value = option ?? (words?.kind === "unsealed" ? words.value : undefined);
    if (value === undefined) continue;
    bySeat.set(seat, { ...bySeat.get(seat), [question]: value });
  }
  return bySeat;
}

const EARLIER = `select distinct on (asked.key) answer.seat, asked.key as question, answer.option,
    answer.sealed
  from event_questions asked
  join seats seat on seat.person = $1
  join seat_answers answer on answer.seat = seat.id and answer.question = asked.key
  join event_questions before on before.event = seat.event and before.key = asked.key
    and before.type = asked.type and before.options = asked.options
  where asked.event = $2
  order by asked.key, seat.changed_at desc`;

/** What a person last answered, at whatever event, to the questions this event asks; by question. */
export async function earlierAnswers(
  transaction: Transaction,
  person: string,
  event: string,
): Promise<Readonly<Record<string, string>>> {
  const rows = await sessionOf(transaction).sql.unsafe<AnswerRow[]>(EARLIER, [person, event], {
    prepare: true,
  });
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  const found = rows.map(({ question, option, sealed }) => {
    const words = read(sealed);
    return [question, option ?? (words?.kind === "unsealed" ? words.value : undefined)] as const;
  });
  return Object.fromEntries(
    found.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
