import { joinPeople } from "../domain/linking.ts";
import type { Store } from "../store/store.ts";
import type { DeliveryLog } from "./ports.ts";

/** What carrying people's wishes out takes. */
export interface RightsParts {
  readonly store: Pick<Store, "people" | "inTransaction">;
  readonly log: DeliveryLog;
  readonly onErased?: (() => Promise<void>) | undefined;
}

const AT_ONCE = 20;

/**
 * Joins the people who agreed to it and erases those who asked for it and have read the farewell, or could not be
 * sent it. Both happen outside of turns, which hold one lane. Several processes may do so at once: whoever comes
 * second finds nothing to do.
 */
export async function carryOutDue(parts: RightsParts): Promise<void> {
  await joinDue(parts);
  await eraseDue(parts);
}

async function joinDue({ store, log }: RightsParts): Promise<void> {
  let count = 0;
  for (const link of await store.people.dueLinks(AT_ONCE)) {
    if (await store.inTransaction((transaction) => joinPeople(transaction, link))) count += 1;
  }
  if (count > 0) log.info({ count }, "People on two platforms were joined");
}

async function eraseDue({ store, log, onErased }: RightsParts): Promise<void> {
  let count = 0;
  for (const person of await store.people.dueErasures(AT_ONCE)) {
    if (await store.people.erase(person)) count += 1;
  }
  if (count === 0) return;
  log.info({ count }, "People who asked for it were erased");
  await onErased?.();
}
