import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import { awaitedPosters } from "../schema/index.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { readSealed } from "../unsealing.ts";

const source = z.object({ reference: z.string(), space: z.string() });

/** What its platform fetches a picture by, and the space where it was sent. */
export type PosterSource = z.infer<typeof source>;

/** A picture that staff sent for an event and that is still with its platform. */
export interface AwaitedPoster extends PosterSource {
  readonly id: string;
  readonly code: string;
  readonly person: string;
  /** Where it came in; undefined when that is served no more. */
  readonly installation: string | undefined;
  /** Tries to fetch it, this one included. */
  readonly tries: number;
}

/** Notes a picture that is to be fetched for an event; one that is still on its way is given up for it. */
export async function awaitPoster(
  transaction: Transaction,
  event: string,
  person: string,
  from: PosterSource,
): Promise<void> {
  const { db, keyring } = sessionOf(transaction);
  const noted = {
    id: newId(),
    person,
    sealed: seal(keyring.service, JSON.stringify(from)),
    tries: 0,
    dueAt: sql`now()`,
  };
  await db
    .insert(awaitedPosters)
    .values({ event, ...noted })
    .onConflictDoUpdate({ target: awaitedPosters.event, set: noted });
}

/** How long one process alone may fetch a picture, seconds: longer than fetching ever takes. */
const LEASE_SECONDS = 120;

const CLAIM = `
  update awaited_posters set tries = tries + 1, due_at = now() + ${LEASE_SECONDS} * interval '1 second'
  from events
  where events.id = event and event = (select event from awaited_posters where due_at <= now()
    order by due_at limit 1 for update skip locked)
  returning awaited_posters.id, code, person, sealed, tries`;

interface Claimed {
  readonly id: string;
  readonly code: string;
  readonly person: string;
  readonly sealed: Uint8Array;
  readonly tries: number;
}

/** The next picture to fetch, for this process alone; after a crash it comes again. */
export async function claimPoster(transaction: Transaction): Promise<AwaitedPoster | undefined> {
  const { sql: query } = sessionOf(transaction);
  const [row] = await query.unsafe<Claimed[]>(CLAIM, [], { prepare: true });
  if (!row) return undefined;
  const words = await readSealed(transaction, row.sealed);
  if (words.kind === "erased") throw new Error("A picture is sealed by a key that is gone");
  const from = source.parse(JSON.parse(words.value));
  const [space] = await query.unsafe<{ installation: string }[]>(
    "select installation from spaces where id = $1",
    [from.space],
    { prepare: true },
  );
  const { sealed: _sealed, ...rest } = row;
  return { ...rest, ...from, installation: space?.installation };
}

/** Tries it again after so many seconds. */
export async function fetchPosterLater(
  transaction: Transaction,
  id: string,
  seconds: number,
): Promise<void> {
  await sessionOf(transaction)
    .db.update(awaitedPosters)
    .set({ dueAt: sql`now() + ${seconds} * interval '1 second'` })
    .where(eq(awaitedPosters.id, id));
}

/** No longer waits for it; false when a newer one came, or its sender is gone. */
export async function settlePoster(
  transaction: Transaction,
  { id, person }: Pick<AwaitedPoster, "id" | "person">,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.delete(awaitedPosters)
    .where(and(eq(awaitedPosters.id, id), eq(awaitedPosters.person, person)))
    .returning({ id: awaitedPosters.id });
  return rows.length > 0;
}

/** Whatever is still on its way for an event is not waited for any more. */
export async function forgetAwaitedPoster(transaction: Transaction, event: string): Promise<void> {
  await sessionOf(transaction).db.delete(awaitedPosters).where(eq(awaitedPosters.event, event));
}
