import type { ShownPicture } from "../../engine/adapter.ts";
import type { Transaction } from "../../engine/terms.ts";
import { sessionOf } from "../session.ts";
import { jsonRows } from "../storable.ts";

/** What became of a claimed message. Reasons never hold anybody's words. */
export type Settlement = { readonly id: string } & (
  | {
      readonly kind: "sent";
      readonly messageId: string;
      readonly shown?: ShownPicture | undefined;
    }
  | { readonly kind: "later"; readonly afterMs: number; readonly reason?: string }
  /** It was not tried at all: the pace does not allow it yet. */
  | { readonly kind: "held"; readonly afterMs: number }
  | {
      readonly kind: "unreachable" | "refused" | "uncertain" | "cancelled";
      readonly reason: string;
    }
);

/** How it is noted that no picture stands with a message; nothing is noted where nobody knows. */
export const NO_PICTURE = "";

/**
 * Nobody waits for the disk here. A server that crashes may forget the last moments of it, and what was sent then is
 * sent once more, or uncertain, as after a crash between the call and this statement. Whatever is committed later,
 * above all the chat's next turn, takes it to the disk as well.
 *
 * The rows are named twice: a plan that was made while the table was new and stayed would else read all of it.
 */
const SETTLE = `
  with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
  update deliveries set
    state = case when row.kind = 'held' then 'later' else row.kind end, message_id = row."messageId", reason = row.reason,
    picture_id = row."pictureId", picture_version = row."pictureVersion",
    due_at = now() + coalesce(row."afterMs", 0) * interval '1 millisecond',
    attempts = attempts + case when row.kind in ('cancelled', 'held') then 0 else 1 end, updated_at = now()
  from unhurried, json_to_recordset($1::json)
    as row(id text, kind text, "messageId" text, "pictureId" text, "pictureVersion" text, reason text,
      "afterMs" double precision)
  where deliveries.outbound = row.id and deliveries.state <> 'sent'
    and deliveries.outbound = any (array(select json_array_elements($1::json) ->> 'id'))`;

/**
 * Records what became of messages, in one statement; what was sent stays sent. Only outside of a longer transaction,
 * which would not wait for the disk either.
 */
export async function settle(
  transaction: Transaction,
  settlements: readonly Settlement[],
): Promise<void> {
  if (settlements.length === 0) return;
  const { sql } = sessionOf(transaction);
  await sql.unsafe(SETTLE, [jsonRows(settlements.map(rowOf))], { prepare: true });
}

function rowOf(settlement: Settlement): object {
  if (settlement.kind !== "sent" || !settlement.shown) return settlement;
  const { shown, ...row } = settlement;
  return { ...row, pictureId: shown.id, pictureVersion: shown.version ?? NO_PICTURE };
}
