import { refreshCards } from "../domain/events/live-cards.ts";
import type { Store } from "../store/store.ts";
import { createBroadcastFeed } from "./broadcasts.ts";
import { type Clock, PROCESS_CLOCK } from "./pacing/gate.ts";
import type { DeliveryLog } from "./ports.ts";
import { carryOutDue, type RightsParts } from "./rights-due.ts";
import { createSweep } from "./sweep.ts";

/** What a working process does again and again, besides answering. */
export interface Rounds {
  start(): void;
  /** Everything once, and what it says sent. */
  once(): Promise<void>;
  /** Resolves once what is under way has ended. */
  stop(): Promise<void>;
}

export interface RoundsParts extends RightsParts {
  readonly store: Store;
  readonly log: DeliveryLog;
  readonly clock?: Clock | undefined;
  /** The time (ms UTC) by which announcements are due, or held; the database's clock unless told otherwise. */
  readonly announcementsNow?: (() => Promise<number>) | undefined;
  /** Fires what is due: timers and reminders. */
  readonly fireAll: () => Promise<void>;
  /** Messages were committed. */
  readonly onSaid: () => void;
  /** Sends what can be sent now. */
  readonly drain: () => Promise<void>;
}

const SWEEP_MS = 30_000;

/** Finds what is due and has no alarm, copies of announcements, wishes about personal data, and stale cards. */
export function createRounds(parts: RoundsParts): Rounds {
  const { store, log, fireAll, onSaid, drain } = parts;
  const announcements = feedOf(parts, onSaid);
  const keepCards = () => refreshAllCards(store, onSaid);
  const all = [
    createSweep(SWEEP_MS, () => fireAll().then(onSaid), log),
    announcements,
    createSweep(SWEEP_MS, () => carryOutDue(parts), log),
    createSweep(CARDS_MS, keepCards, log),
  ];
  let stopListening: () => void = () => undefined;
  return {
    start() {
      stopListening = listenForRights(parts);
      for (const one of all) one.start();
    },
    async once() {
      await fireAll();
      await keepCards();
      do await drain();
      while ((await announcements.feed()) > 0);
      await carryOutDue(parts);
    },
    async stop() {
      stopListening();
      await Promise.all(all.map((one) => one.stop()));
    },
  };
}

/** A farewell takes a moment to be sent: what waits for it is looked at once more. */
const FAREWELL_MS = 3_000;

/** Somebody agreed to be joined with another account, or wants to be erased: that does not wait for the sweep. */
function listenForRights(parts: RoundsParts): () => void {
  const { store, log, clock = PROCESS_CLOCK } = parts;
  const carryOut = () =>
    void carryOutDue(parts).catch((error: unknown) =>
      log.warn({ err: error }, "A wish about personal data waits for the next sweep"),
    );
  let callOff: () => void = () => undefined;
  const stop = store.onRightsDue(() => {
    carryOut();
    callOff();
    callOff = clock.after(FAREWELL_MS, carryOut);
  });
  return () => {
    stop();
    callOff();
  };
}

function feedOf({ store, log, announcementsNow }: RoundsParts, onCopies: () => void) {
  const now = announcementsNow ?? (async () => (await store.databaseNow()).now);
  return createBroadcastFeed({ store, now, onCopies, log });
}

/** How often cards are looked at that no longer show what is so, ms: a change is seen well within 10 s. */
const CARDS_MS = 1_500;
const CARDS_AT_ONCE = 20;

async function refreshAllCards(store: Store, onSaid: () => void): Promise<void> {
  const count = await store.inTransaction((transaction) =>
    refreshCards(transaction, CARDS_AT_ONCE),
  );
  if (count > 0) onSaid();
}
