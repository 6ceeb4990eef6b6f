import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Event } from "../engine/event.ts";
import type { Transaction } from "../engine/terms.ts";
import { storedEvent } from "./event-format.ts";
import { rememberKeys } from "./inbound.ts";
import { newId } from "./new-id.ts";
import { failedEvents, timers } from "./schema/index.ts";
import { mapUnsealed, seal, type Unsealed } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";
import type { DueTimer } from "./timers.ts";
import type { LoadedLane } from "./turns/loaded.ts";
import { readerFor } from "./unsealing.ts";

/** A turn that hit a bug. */
export interface Failure {
  readonly loaded: LoadedLane;
  /** What was being applied. */
  readonly cause: { readonly event: Event } | { readonly timer: DueTimer };
  readonly error: Error;
  /** Names the question that was open, so that the event is run again only while it still is. */
  readonly openQuestion?: string | undefined;
}

/** A kept failure. */
export interface FailedEvent {
  readonly id: string;
  readonly lane: string;
  readonly openQuestion: string | undefined;
  /** The class of the error. */
  readonly cause: string;
  /** ms UTC. */
  readonly at: number;
  readonly details: Unsealed<{
    /** Absent when a timer failed. */
    readonly event?: Event | undefined;
    /** Message and stack; may hold a person's words. */
    readonly error: string;
  }>;
}

const stored = z.object({ event: storedEvent.optional(), error: z.string() });

/**
 * Keeps a failed turn's event, sealed with its cause, and takes the event or drops the timer, so that it does
 * not fail for ever. Call it in a transaction. Undefined when the event was taken meanwhile.
 */
export async function keepFailure(
  transaction: Transaction,
  { loaded, cause, error, openQuestion }: Failure,
): Promise<string | undefined> {
  const { db, keyring } = sessionOf(transaction);
  if ("event" in cause) {
    if (!(await rememberKeys(transaction, cause.event, "failed"))) return undefined;
  } else {
    const { lane, run, name } = cause.timer;
    await db
      .delete(timers)
      .where(and(eq(timers.lane, lane), eq(timers.run, run), eq(timers.name, name)));
  }
  const id = newId();
  // A person who is new exists only once they were introduced; until then their key is nowhere.
  const key = loaded.introduces.people ? keyring.service : loaded.key;
  const details = {
    event: "event" in cause ? cause.event : undefined,
    error: error.stack ?? error.message,
  };
  await db.insert(failedEvents).values({
    id,
    lane: loaded.lane,
    openQuestion: openQuestion ?? null,
    cause: error.name,
    sealed: seal(key, JSON.stringify(details)),
  });
  return id;
}

/** Failures nobody has settled, the oldest first. */
export async function openFailures(
  transaction: Transaction,
  limit: number,
): Promise<readonly FailedEvent[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(failedEvents)
    .where(isNull(failedEvents.settledAt))
    .orderBy(asc(failedEvents.at))
    .limit(limit);
  return readFailures(transaction, rows);
}

async function readFailures(
  transaction: Transaction,
  rows: readonly (typeof failedEvents.$inferSelect)[],
): Promise<readonly FailedEvent[]> {
  const read = await readerFor(
    transaction,
    rows.map(({ sealed }) => sealed),
  );
  return rows.map(({ id, lane, openQuestion, cause, at, sealed }) => ({
    id,
    lane,
    openQuestion: openQuestion ?? undefined,
    cause,
    at,
    details: mapUnsealed(read(sealed) ?? { kind: "erased" }, (text) =>
      stored.parse(JSON.parse(text)),
    ),
  }));
}

/** One failure that nobody has settled. */
export async function findFailure(
  transaction: Transaction,
  id: string,
): Promise<FailedEvent | undefined> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(failedEvents)
    .where(and(eq(failedEvents.id, id), isNull(failedEvents.settledAt)));
  const [failure] = await readFailures(transaction, rows);
  return failure;
}

/** Done with: run again, or let be. False when it was settled before. */
export async function settleFailure(transaction: Transaction, id: string): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.update(failedEvents)
    .set({ settledAt: sql`now()` })
    .where(and(eq(failedEvents.id, id), isNull(failedEvents.settledAt)))
    .returning({ id: failedEvents.id });
  return rows.length > 0;
}
