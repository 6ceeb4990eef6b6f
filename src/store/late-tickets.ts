import type { Desk, Transaction } from "../engine/terms.ts";
import { sessionOf } from "./session.ts";

/** A ticket whose asker has waited for a whole working day. */
export interface LateTicket {
  readonly id: string;
  readonly code: string;
  readonly desk: Desk;
  readonly space: string;
  readonly takenBy: string | null;
  /** Names this waiting: since when, by the asker's last word. */
  readonly cause: string;
}

/** Where and when working days are counted. */
export interface WorkingTime {
  /** IANA name. */
  readonly zone: string;
  /** ms UTC. */
  readonly now: number;
}

/**
 * A working day is over at the same time of the next one, and of what was asked at a weekend when Monday is. Days off
 * besides weekends are not known. Nobody is reminded before nine or after six.
 */
const LATE = `
  with clock as (select to_timestamp($2::double precision / 1000) at time zone $1 as now), waiting as (
    select ticket.id, ticket.code, ticket.desk, ticket.space, ticket.taken_by,
      coalesce((select max(word.at) from ticket_messages word
        where word.ticket = ticket.id and word.author = 'asker'), ticket.created_at) as since
    from tickets ticket where ticket.state in ('open', 'taken')
  ), counted as (
    select waiting.*, 'ticket.late:' || id || ':' || extract(epoch from since)::bigint as cause,
      case extract(isodow from since at time zone $1)
        when 5 then (since at time zone $1) + interval '3 days'
        when 6 then date_trunc('day', since at time zone $1) + interval '3 days'
        when 7 then date_trunc('day', since at time zone $1) + interval '2 days'
        else (since at time zone $1) + interval '1 day'
      end as late_at
    from waiting
  )
  select id, code, desk, space, taken_by as "takenBy", cause from counted, clock
  where late_at <= clock.now and extract(isodow from clock.now) <= 5
    and extract(hour from clock.now) between 9 and 17
    and not exists (select from outbound said where said.cause = counted.cause and said.revision = 0)
  order by since
  limit $3`;

/** Tickets nobody was reminded of yet, the one that waits longest first. */
export async function lateTickets(
  transaction: Transaction,
  { zone, now }: WorkingTime,
  limit: number,
): Promise<readonly LateTicket[]> {
  return sessionOf(transaction).sql.unsafe<LateTicket[]>(LATE, [zone, now, limit], {
    prepare: true,
  });
}
