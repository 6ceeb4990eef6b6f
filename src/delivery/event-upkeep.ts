import { tidyEvents } from "../domain/events/upkeep.ts";
import type { Store } from "../store/store.ts";
import type { DeliveryLog } from "./ports.ts";
import { createSweep, type Sweep } from "./sweep.ts";

const EVERY_MS = 60 * 60_000;

/** Tidies the events up, every hour: who did not come, the next dates of repeating ones, a recount of the seats. */
export function createEventUpkeep(store: Store, log: DeliveryLog): Sweep {
  return createSweep(
    EVERY_MS,
    async () => {
      const { miscounts: count } = await store.inTransaction(tidyEvents);
      if (count > 0) log.error({ count }, "Seats were counted wrongly and are set right");
    },
    log,
  );
}
