import type { Simulation } from "../../support/simulator/simulator.ts";
import type { World } from "../../support/simulator/world.ts";
import { groupBy } from "../group-by.ts";

interface InboundRow {
  readonly key: string;
  readonly outcome: string;
  readonly lane: string | null;
  readonly revision: number | null;
  readonly turn: string | null;
  readonly replies: number;
}

/** Each event was taken once: by one turn, which says something to whoever spoke to the bot. */
export async function eventProblems(
  { clock }: World,
  { inbox }: Simulation,
): Promise<readonly string[]> {
  const rows = await clock.sql<InboundRow[]>`
    select inbound.delivery_key as key, inbound.outcome, inbound.lane, inbound.revision, turns.outcome as turn,
      (select count(*) from outbound where cause = turns.lane and revision = turns.revision)::int as replies
    from inbound left join turns on turns.lane = inbound.lane and turns.revision = inbound.revision`;
  const byKey = groupBy(rows, ({ key }) => key);
  const turns = new Set(rows.map(({ lane, revision }) => `${lane} ${revision}`));
  const problems = turns.size === rows.length ? [] : ["two events share a turn"];
  if (rows.length !== inbox.events.length) {
    problems.push(`${inbox.events.length} events came in, ${rows.length} were taken`);
  }
  for (const { deliveryKey, space, body } of inbox.events) {
    const [row, ...more] = byKey.get(deliveryKey) ?? [];
    if (!row || more.length > 0)
      problems.push(`event ${deliveryKey} was taken ${more.length + (row ? 1 : 0)} times`);
    else if (row.outcome !== "applied" || row.turn === null) {
      problems.push(`event ${deliveryKey} came to ${row.outcome} without a turn`);
    } else if (row.replies === 0 && space.kind === "direct" && !isSilent(body)) {
      problems.push(`event ${deliveryKey} (${row.turn}) has no answer`);
    }
  }
  return problems;
}

/** An empty message may be passed over in silence. */
function isSilent(body: Simulation["inbox"]["events"][number]["body"]): boolean {
  return body.kind === "text" && body.text === "";
}
