import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import { events } from "../schema/index.ts";
import { sessionOf } from "../session.ts";

/** A picture whose bytes were looked at, and hold nothing but the picture. */
export interface Poster {
  readonly bytes: Uint8Array;
  /** Media type, by its bytes. */
  readonly type: string;
}

/**
 * A picture as it lies in the store: one from before may hold what its camera wrote, and goes to nobody like that.
 * It is no `Poster`, so that it cannot be handed on unlooked at.
 */
export interface StoredPoster {
  readonly stored: Uint8Array;
  readonly type: string;
  /** Known to hold nothing but the picture. */
  readonly isBare: boolean;
}

/** A stored picture that nobody has looked at yet. */
export interface UncheckedPoster extends StoredPoster {
  readonly code: string;
}

/** Keeps an event's poster, or takes it away; false when there is no such event. */
export async function setPoster(
  transaction: Transaction,
  code: string,
  poster: Poster | undefined,
): Promise<boolean> {
  const version = poster ? newId() : null;
  const rows = await sessionOf(transaction)
    .db.update(events)
    .set({
      poster: poster?.bytes ?? null,
      posterType: poster?.type ?? null,
      posterVersion: version,
      posterBare: version,
      changedAt: sql`now()`,
    })
    .where(eq(events.code, sql`upper(trim(${code}))`))
    .returning({ id: events.id });
  return rows.length > 0;
}

/**
 * The poster of an event that was published, by its version; undefined when it has another by now, or none. That of
 * a draft is nobody's to see.
 */
export async function publishedPoster(
  transaction: Transaction,
  version: string,
): Promise<StoredPoster | undefined> {
  return posterWhere(transaction, "poster_version = $1 and state <> 'draft'", version);
}

/** An event's poster for staff; undefined when it has none. */
export async function findPoster(
  transaction: Transaction,
  code: string,
): Promise<StoredPoster | undefined> {
  return posterWhere(transaction, "code = upper(trim($1))", code);
}

const IS_BARE = "coalesce(poster_bare = poster_version, false)";

async function posterWhere(
  transaction: Transaction,
  condition: string,
  parameter: string,
): Promise<StoredPoster | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<StoredPoster[]>(
    `select poster as stored, poster_type as type, ${IS_BARE} as "isBare" from events
      where ${condition} and poster is not null`,
    [parameter],
    { prepare: true },
  );
  return row;
}

/**
 * Locks some stored pictures that nobody has looked at yet. Which one was looked at is told by its version and not
 * by a mark, so that a process of an older release that writes another picture leaves none behind.
 */
export async function uncheckedPosters(
  transaction: Transaction,
  limit: number,
): Promise<readonly UncheckedPoster[]> {
  return sessionOf(transaction).sql.unsafe<UncheckedPoster[]>(
    `select code, poster as stored, poster_type as type, ${IS_BARE} as "isBare" from events
      where poster is not null and not ${IS_BARE}
      order by id limit $1 for update skip locked`,
    [limit],
    { prepare: true },
  );
}

/** Puts the picture alone in the place of a stored one; whoever sees it sees the same. */
export async function keepBarePoster(
  transaction: Transaction,
  code: string,
  { bytes, type }: Poster,
): Promise<void> {
  const version = sql`coalesce(${events.posterVersion}, ${newId()})`;
  await sessionOf(transaction)
    .db.update(events)
    .set({ poster: bytes, posterType: type, posterVersion: version, posterBare: version })
    .where(eq(events.code, code));
}
