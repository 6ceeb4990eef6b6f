import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";

/** What caused a message about a change of a case. */
export function changeCause(change: number): string {
  return `case:${change}`;
}

/** Notes that the applicants of these changes are being told. */
export async function markTold(
  transaction: Transaction,
  changes: readonly number[],
): Promise<void> {
  if (changes.length === 0) return;
  await sessionOf(transaction).sql.unsafe(
    `update case_changes set told = 'told'
     where id = any (array(select json_array_elements_text($1::json)::bigint))`,
    [JSON.stringify(changes)],
    { prepare: true },
  );
}

/** The account used before the one that could not be reached: each is tried once, the last used first. */
const NEXT_ACCOUNT = `
  update deliveries one set installation = next.installation, state = 'queued', due_at = now(),
    reason = null, updated_at = now()
  from outbound message
  join accounts tried on tried.person = message.to_person
  cross join lateral (
    select other.installation from accounts other
    where other.person = message.to_person
      and (other.last_seen_at, other.id) < (tried.last_seen_at, tried.id)
    order by other.last_seen_at desc, other.id desc limit 1) as next
  where one.outbound = message.id and one.state = 'unreachable' and message.cause like 'case:%'
    and message.destination = 'person' and tried.installation = one.installation
    and one.updated_at > now() - interval '1 day'
  returning one.outbound, pg_notify('outbound', one.outbound)`;

/** Tries the next account of whoever could not be told of a change; returns how many messages moved. */
export async function tryNextAccounts(transaction: Transaction): Promise<number> {
  const rows = await sessionOf(transaction).sql.unsafe(NEXT_ACCOUNT, [], { prepare: true });
  return rows.length;
}

const UNTOLD = `
  update case_changes one set told = 'unreachable'
  where one.id in (
    select change.id from case_changes change
    join outbound message on message.cause = 'case:' || change.id
    join deliveries fate on fate.outbound = message.id
    where change.told = 'told' and change.recorded_at > now() - interval '2 days'
    group by change.id
    having bool_and(fate.state in ('unreachable', 'refused')))
  returning one.id, one.case_id as case`;

/** Changes of which every message failed for good; each is returned once. */
export async function takeUntold(
  transaction: Transaction,
): Promise<readonly { readonly id: number; readonly case: string }[]> {
  const rows = await sessionOf(transaction).sql.unsafe<{ id: string; case: string }[]>(UNTOLD, [], {
    prepare: true,
  });
  return rows.map(({ id, case: one }) => ({ id: Number(id), case: one }));
}

const DUE = `
  select one.id as case, case when one.due_at < now() + interval '1 day' then 1 else 3 end as days,
    (extract(epoch from one.due_at) * 1000)::float8 as due
  from cases one
  where one.visible and one.due_at > now() and one.due_at < now() + interval '3 days'
    and exists (select from case_bindings bound where bound.case_id = one.id)
    and not exists (select from outbound told where told.cause = 'case.due:' || one.id || ':'
      || (extract(epoch from one.due_at) * 1000)::bigint || ':'
      || case when one.due_at < now() + interval '1 day' then 1 else 3 end)
  order by one.due_at limit 200`;

/** A bound case whose due date is near, and whether three days or one are left. */
export interface DueCase {
  readonly case: string;
  readonly days: number;
  /** ms UTC. */
  readonly due: number;
}

/** Bound cases that fall due within three days, or within one, and of which nobody was told so yet. */
export async function dueCases(transaction: Transaction): Promise<readonly DueCase[]> {
  return sessionOf(transaction).sql.unsafe<DueCase[]>(DUE, [], { prepare: true });
}
