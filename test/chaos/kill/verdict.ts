import type postgres from "postgres";

/** What the database says of the messages that were written while the service was killed. */
export interface KillVerdict {
  /** Acknowledged messages that no turn applied. */
  readonly lost: readonly string[];
  /** Messages that more than one turn applied, or whose turn's answers stand in the chat more than once. */
  readonly doubled: readonly string[];
  /** Messages of turns that never got to the chat. */
  readonly unanswered: readonly string[];
  readonly turns: number;
}

interface Row {
  readonly key: string;
  readonly turns: number;
  readonly outbound: number;
  readonly shown: number;
}

/** Looks behind the service, once everything is sent. */
export async function judge(
  sql: postgres.Sql,
  acknowledged: readonly string[],
): Promise<KillVerdict> {
  const rows = await sql<Row[]>`
    select inbound.delivery_key as key, count(distinct (turns.lane, turns.revision))::int as turns,
      count(distinct outbound.id)::int as outbound, count(shown.id)::int as shown
    from inbound
    left join turns on turns.lane = inbound.lane and turns.revision = inbound.revision
    left join outbound on outbound.cause = turns.lane and outbound.revision = turns.revision
    left join playground_messages shown on shown.key = outbound.id
    group by inbound.delivery_key`;
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const rowsOf = acknowledged.map((key) => ({ key, row: byKey.get(key) }));
  const written = rows.filter(({ key }) => key.includes("kill-"));
  return {
    lost: rowsOf.filter(({ row }) => (row?.turns ?? 0) === 0).map(({ key }) => key),
    doubled: written
      .filter(({ turns, shown, outbound }) => turns > 1 || shown > outbound)
      .map(({ key }) => key),
    unanswered: written
      .filter(({ shown, outbound }) => shown < outbound || outbound === 0)
      .map(({ key }) => key),
    turns: rows.reduce((sum, { turns }) => sum + turns, 0),
  };
}
