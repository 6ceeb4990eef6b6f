import type { Json, Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

/** An event as it was written down. */
export interface StoredPlan {
  readonly id: string;
  readonly code: string;
  readonly zone: string;
  readonly plan: Json;
}

const PLAN = "select event.id, event.code, event.zone, event.plan from events event";

/** How the event with that code was written down. */
export async function findPlan(
  transaction: Transaction,
  code: string,
): Promise<StoredPlan | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<StoredPlan[]>(
    `${PLAN} where event.code = upper(trim($1)) and event.state <> 'cancelled'`,
    [code],
    { prepare: true },
  );
  return row;
}

/** The events that were written or changed last, those that are over as well. */
export async function recentPlans(
  transaction: Transaction,
  limit: number,
): Promise<readonly StoredPlan[]> {
  return sessionOf(transaction).sql.unsafe<StoredPlan[]>(
    `${PLAN} order by event.changed_at desc, event.code limit $1`,
    [limit],
    { prepare: true },
  );
}

/** The codes of all events. */
export async function usedCodes(transaction: Transaction): Promise<readonly string[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ code: string }[]>(
    "select code from events",
    [],
    { prepare: true },
  );
  return rows.map(({ code }) => code);
}
