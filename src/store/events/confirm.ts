import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

/** Notes that a person will come; false when the seat is not theirs or not taken. */
export async function confirmOwnSeat(
  transaction: Transaction,
  person: string,
  seat: string,
): Promise<boolean> {
  const rows = await sessionOf(transaction).sql.unsafe(
    `update seats set confirmed_at = coalesce(confirmed_at, now())
      where id = $1 and person = $2 and state = 'taken' returning id`,
    [seat, person],
    { prepare: true },
  );
  return rows.length > 0;
}
