import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

const SET = `
  update case_bindings bound set remind_at = one.due_at - $3 * interval '1 minute'
  from cases one
  where bound.case_id = $1 and bound.person = $2 and one.id = bound.case_id and one.visible
    and one.due_at - $3 * interval '1 minute' > now()
  returning (extract(epoch from bound.remind_at) * 1000)::float8 as at`;

/** Has a person reminded so many minutes before a case of theirs is due; undefined when that is over. */
export async function remindBefore(
  transaction: Transaction,
  person: string,
  id: string,
  minutes: number,
): Promise<number | undefined> {
  const { sql } = sessionOf(transaction);
  const [row] = await sql.unsafe<{ at: number }[]>(SET, [id, person, minutes], { prepare: true });
  return row?.at;
}

const TAKE = `
  with due as (select case_id, person from case_bindings where remind_at <= now()
    order by remind_at limit 200 for update skip locked)
  update case_bindings bound set remind_at = null from due, cases one
  where bound.case_id = due.case_id and bound.person = due.person and one.id = bound.case_id
  returning bound.case_id as case, bound.person, coalesce(one.due_at > now(), false) as ahead`;

/** Wished reminders whose time has come, each once; what is due no more is left out. */
export async function takeReminders(
  transaction: Transaction,
): Promise<readonly { readonly case: string; readonly person: string }[]> {
  const { sql } = sessionOf(transaction);
  const rows = await sql.unsafe<{ case: string; person: string; ahead: boolean }[]>(TAKE, [], {
    prepare: true,
  });
  return rows.filter(({ ahead }) => ahead);
}
