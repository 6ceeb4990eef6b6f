import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { importEvents } from "./domain/events/import.ts";
import type { Transaction } from "./engine/terms.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";
import { lockPlaces } from "./store/events/places.ts";
import { findEvent, hasEvents } from "./store/events/read.ts";
import { addSeat } from "./store/events/seats.ts";
import type { EventView, SessionView } from "./store/events/views.ts";
import { addStranger } from "./store/people.ts";
import type { Store } from "./store/store.ts";

/** How many places of an event's sessions are taken already in the demonstration, soonest session first. */
const TAKEN: Readonly<Record<string, readonly number[]>> = {
  "EV-01": [57],
  "EV-03": [40],
  "EV-05": [12, 8],
  "EV-08": [2, 2, 2, 2, 2, 2, 2, 2, 2],
};

/**
 * Loads the demonstration's events, with seats taken by nobody in particular, into a database that holds no
 * event yet.
 */
export async function seedEvents(store: Store, zone: string): Promise<void> {
  if (await store.inTransaction(hasEvents)) return;
  const text = await readFile(join(KNOWLEDGE_FOLDER, "demo", "events.yaml"), "utf8");
  const { now } = await store.databaseNow();
  const options = { zone, now, state: "open", keepsExisting: true } as const;
  const { created, problems } = await importEvents(store.inTransaction, text, options);
  if (problems.length > 0) throw new Error(`demo/events.yaml: ${JSON.stringify(problems[0])}`);
  for (const code of created) {
    await store.inTransaction((transaction) => fill(transaction, code, TAKEN[code] ?? []));
  }
}

async function fill(
  transaction: Transaction,
  code: string,
  counts: readonly number[],
): Promise<void> {
  const event = await findEvent(transaction, code);
  for (const [index, count] of counts.entries()) {
    const session = event?.sessions[index];
    if (event && session) await fillSession(transaction, event, session, count);
  }
}

async function fillSession(
  transaction: Transaction,
  event: EventView,
  session: SessionView,
  count: number,
): Promise<void> {
  const room = { session: session.id, quota: "" };
  await lockPlaces(transaction, room);
  // One connection carries them in order; asked together, they share its round trips.
  const people = await Promise.all(Array.from({ length: count }, () => addStranger(transaction)));
  await Promise.all(
    people.map((person) =>
      addSeat(transaction, {
        ...room,
        event: event.id,
        occurrence: session.occurrence,
        person,
        name: undefined,
        state: "taken",
        places: 1,
        locale: "zh-CN",
        guest: undefined,
      }),
    ),
  );
}
