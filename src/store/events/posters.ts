import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import { events } from "../schema/index.ts";
import { sessionOf } from "../session.ts";

/** A picture whose bytes were looked at. */
export interface Poster {
  readonly bytes: Uint8Array;
  /** Media type, by its bytes. */
  readonly type: string;
}

/** Keeps an event's poster, or takes it away; false when there is no such event. */
export async function setPoster(
  transaction: Transaction,
  code: string,
  poster: Poster | undefined,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.update(events)
    .set({
      poster: poster?.bytes ?? null,
      posterType: poster?.type ?? null,
      posterVersion: poster ? newId() : null,
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
): Promise<Poster | undefined> {
  return posterWhere(transaction, "poster_version = $1 and state <> 'draft'", version);
}

/** An event's poster for staff; undefined when it has none. */
export async function findPoster(
  transaction: Transaction,
  code: string,
): Promise<Poster | undefined> {
  return posterWhere(transaction, "code = upper(trim($1))", code);
}

async function posterWhere(
  transaction: Transaction,
  condition: string,
  parameter: string,
): Promise<Poster | undefined> {
  const [row] = await sessionOf(transaction).sql.unsafe<{ bytes: Uint8Array; type: string }[]>(
    `select poster as bytes, poster_type as type from events
      where ${condition} and poster is not null`,
    [parameter],
    { prepare: true },
  );
  return row;
}
