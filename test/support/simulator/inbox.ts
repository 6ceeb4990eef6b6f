import type { Receipt } from "../../../src/engine/adapter.ts";
import type { Event } from "../../../src/engine/event.ts";
import type { ServiceProcess } from "./process.ts";

/** The platform's memory of what it has delivered: what was not acknowledged it delivers again. */
export interface Inbox {
  /** Every event so far, in the order of their first delivery. */
  readonly events: readonly Event[];
  /** All receipts of an event, by its delivery key. */
  receipts(event: Event): readonly Receipt[];
  /** Hands an event to a process; undefined when the process died or could not take it. */
  deliver(event: Event): Promise<Receipt | undefined>;
  unacknowledged(): readonly Event[];
  /** Delivers what was not acknowledged, oldest first. */
  deliverAgain(): Promise<void>;
  lastOf(member: string, count: number): readonly Event[];
}

export function openInbox(nextProcess: () => Promise<ServiceProcess>): Inbox {
  const events: Event[] = [];
  const receipts = new Map<string, Receipt[]>();

  async function deliver(event: Event): Promise<Receipt | undefined> {
    if (!events.includes(event)) events.push(event);
    const { delivery } = await nextProcess();
    try {
      const receipt = await delivery.receive(event);
      receipts.set(event.deliveryKey, [...(receipts.get(event.deliveryKey) ?? []), receipt]);
      return receipt;
    } catch {
      // Whatever went wrong, an event without a receipt comes again.
      return undefined;
    }
  }

  const unacknowledged = () => events.filter(({ deliveryKey }) => !receipts.has(deliveryKey));
  return {
    events,
    receipts: ({ deliveryKey }) => receipts.get(deliveryKey) ?? [],
    deliver,
    unacknowledged,
    async deliverAgain() {
      for (const event of unacknowledged()) await deliver(event);
    },
    lastOf: (member, count) =>
      events.filter(({ account }) => account?.platformId === member).slice(-count),
  };
}
