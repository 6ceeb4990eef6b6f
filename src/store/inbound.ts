import type { Event } from "../engine/event.ts";
import type { Transaction } from "../engine/terms.ts";
import { inbound } from "./schema/index.ts";
import { sessionOf } from "./session.ts";
import { storable } from "./storable.ts";

/** Remembers the keys of an event that needs no turn, and nothing else of it. False when it was seen before. */
export async function rememberKeys(
  transaction: Transaction,
  {
    installation,
    deliveryKey,
    contentKey,
  }: Pick<Event, "installation" | "deliveryKey" | "contentKey">,
  outcome: "ignored" | "failed",
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.insert(inbound)
    .values({
      installation,
      deliveryKey: storable(deliveryKey),
      contentKey: contentKey === undefined ? null : storable(contentKey),
      outcome,
    })
    .onConflictDoNothing()
    .returning({ deliveryKey: inbound.deliveryKey });
  return rows.length > 0;
}

/** Takes an event that was not meant for the bot. False when it was seen before. */
export function ignoreEvent(
  transaction: Transaction,
  event: Pick<Event, "installation" | "deliveryKey" | "contentKey">,
): Promise<boolean> {
  return rememberKeys(transaction, event, "ignored");
}
