import { stripPosters } from "../domain/events/strip-posters.ts";
import { tidyEvents } from "../domain/events/upkeep.ts";
import type { Store } from "../store/store.ts";
import type { DeliveryLog } from "./ports.ts";
import { createSweep, type Sweep } from "./sweep.ts";

const EVERY_MS = 60 * 60_000;

/** Pictures that are held at once: each may be 5 MB. */
const POSTERS_AT_ONCE = 4;

/**
 * Tidies the events up, every hour: who did not come, the next dates of repeating ones, a recount of the seats, and
 * posters from before that hold more than the picture.
 */
export function createEventUpkeep(store: Store, log: DeliveryLog): Sweep {
  return createSweep(
    EVERY_MS,
    async () => {
      const { miscounts: count } = await store.inTransaction(tidyEvents);
      if (count > 0) log.error({ count }, "Seats were counted wrongly and are set right");
      await stripAll(store, log);
    },
    log,
  );
}

async function stripAll(store: Store, log: DeliveryLog): Promise<void> {
  let removed = 0;
  for (let looked = POSTERS_AT_ONCE; looked === POSTERS_AT_ONCE; ) {
    const some = await store.inTransaction((transaction) =>
      stripPosters(transaction, POSTERS_AT_ONCE),
    );
    looked = some.looked;
    removed += some.removed;
  }
  if (removed > 0)
    log.warn({ count: removed }, "Posters that cannot be read are taken away; see the audit log");
}
