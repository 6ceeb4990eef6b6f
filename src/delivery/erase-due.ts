import type { Store } from "../store/store.ts";
import type { DeliveryLog } from "./ports.ts";

/** What erasing takes. */
export interface EraseParts {
  readonly store: Pick<Store, "people">;
  readonly log: DeliveryLog;
  readonly onErased?: (() => Promise<void>) | undefined;
}

const AT_ONCE = 20;

/**
 * Erases the people who asked for it and have read the farewell, or could not be sent it. Several processes may
 * do so at once: whoever comes second finds nobody to erase.
 */
export async function eraseDue({ store, log, onErased }: EraseParts): Promise<void> {
  let count = 0;
  for (const person of await store.people.dueErasures(AT_ONCE)) {
    if (await store.people.erase(person)) count += 1;
  }
  if (count === 0) return;
  log.info({ count }, "People who asked for it were erased");
  await onErased?.();
}
