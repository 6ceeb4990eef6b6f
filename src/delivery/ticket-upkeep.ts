import { remindOfLateTickets } from "../domain/late-tickets.ts";
import { databaseNow } from "../store/counts.ts";
import type { Store } from "../store/store.ts";
import type { DeliveryLog } from "./ports.ts";
import { createSweep, type Sweep } from "./sweep.ts";

const EVERY_MS = 60_000;

/** Reminds desks again and again of what waits for them too long; `zone` is where working days are counted. */
export function createTicketUpkeep(store: Store, zone: string, log: DeliveryLog): Sweep {
  return createSweep(
    EVERY_MS,
    async () => {
      await store.inTransaction(async (transaction) => {
        const { now } = await databaseNow(transaction);
        await remindOfLateTickets(transaction, { zone, now });
      });
    },
    log,
  );
}
