import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { consoleSessions, people, staff } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import type { Position } from "../staff.ts";

/** Whoever is signed in, with the position they have at this moment. */
export interface SignedIn extends Position {
  readonly person: string;
  /** The language they chose in a chat. */
  readonly locale: Locale | undefined;
}

const LONGEST = sql`now() + interval '12 hours'`;
const IS_LIVE = sql`${consoleSessions.expiresAt} > now()
  and ${consoleSessions.lastSeenAt} > now() - interval '2 hours'`;

/** Opens a session of at most 12 hours, of which none of two hours without a request. */
export async function openSession(
  transaction: Transaction,
  kept: string,
  person: string,
): Promise<void> {
  await sessionOf(transaction)
    .db.insert(consoleSessions)
    .values({ kept, person, expiresAt: LONGEST });
}

/** The session behind a cookie's digest; a person who has no role any more has no session either. */
export async function findSession(
  transaction: Transaction,
  kept: string,
): Promise<SignedIn | undefined> {
  const { db } = sessionOf(transaction);
  const [row] = await db
    .select({
      person: staff.person,
      role: staff.role,
      desks: staff.desks,
      locale: people.locale,
      isStale: sql<boolean>`${consoleSessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(consoleSessions)
    .innerJoin(staff, eq(staff.person, consoleSessions.person))
    .innerJoin(people, eq(people.id, consoleSessions.person))
    .where(and(eq(consoleSessions.kept, kept), IS_LIVE, isNull(people.erasedAt)));
  if (!row) return undefined;
  if (row.isStale) {
    const seen = { lastSeenAt: sql`now()` };
    await db.update(consoleSessions).set(seen).where(eq(consoleSessions.kept, kept));
  }
  const { person, role, desks, locale } = row;
  return { person, role, desks, locale: locale ?? undefined };
}

/** Ends one session. */
export async function endSession(transaction: Transaction, kept: string): Promise<void> {
  await sessionOf(transaction).db.delete(consoleSessions).where(eq(consoleSessions.kept, kept));
}

/** Ends every session of a person, in whatever browser. */
export async function endSessionsOf(transaction: Transaction, person: string): Promise<void> {
  await sessionOf(transaction).db.delete(consoleSessions).where(eq(consoleSessions.person, person));
}

/** Whether anybody has ever signed in, as far as sessions are still kept. */
export async function hasAnySession(transaction: Transaction): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ kept: consoleSessions.kept })
    .from(consoleSessions)
    .limit(1);
  return rows.length > 0;
}
