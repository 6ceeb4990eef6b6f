import { and, asc, count, eq, gt, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { madeUp } from "./made-up-people.ts";
import { newId } from "./new-id.ts";
import { randomLetters } from "./random-letters.ts";
import { announceRights } from "./rights-channel.ts";
import { linkCodes, linkTries } from "./schema/index.ts";
import { sessionOf } from "./session.ts";

const CODE_CHARACTERS = 8;
const LIFE = sql`now() + interval '10 minutes'`;
/** Wrong codes one person may type in an hour. */
const MOST_TRIES = 5;

/** Makes a code for a person; an earlier one is void. The code is told once and kept as a hash. */
export async function makeLinkCode(transaction: Transaction, person: string): Promise<string> {
  const { db } = sessionOf(transaction);
  await db.delete(linkCodes).where(and(eq(linkCodes.person, person), isNull(linkCodes.acceptedAt)));
  const written = randomLetters(CODE_CHARACTERS);
  await db
    .insert(linkCodes)
    .values({ id: newId(), code: hashOf(transaction, written), person, expiresAt: LIFE });
  return `${written.slice(0, 4)}-${written.slice(4)}`;
}

/** Two people who want to be one. */
export interface Link {
  readonly id: string;
  /** Who asked for the code. */
  readonly person: string;
  /** Who typed it. */
  readonly other: string;
}

/**
 * Takes a code that somebody types: from now on it is theirs and the maker's alone. Undefined, for whatever
 * reason, when it is no good: wrong, expired, used, one's own, or too many wrong ones before. Nor does anybody become
 * one with a made-up member of the playground: they would take over what that member may do.
 */
export async function claimLinkCode(
  transaction: Transaction,
  code: string,
  other: string,
): Promise<Link | undefined> {
  const { db } = sessionOf(transaction);
  const [tried] = await db
    .select({ tries: count() })
    .from(linkTries)
    .where(and(eq(linkTries.person, other), gt(linkTries.at, sql`now() - interval '1 hour'`)));
  const written = code.toUpperCase().replace(/[^0-9A-Z]/g, "");
  const [link] =
    (tried?.tries ?? 0) >= MOST_TRIES
      ? []
      : await db
          .update(linkCodes)
          .set({ other })
          .where(
            and(
              eq(linkCodes.code, hashOf(transaction, written)),
              ne(linkCodes.person, other),
              isNull(linkCodes.other),
              gt(linkCodes.expiresAt, sql`now()`),
              sameWorld(other),
            ),
          )
          .returning();
  if (link) return { id: link.id, person: link.person, other };
  await db.insert(linkTries).values({ person: other, at: sql`now()` });
  return undefined;
}

/** Both are made up, or neither is. */
function sameWorld(other: string) {
  const [maker, typist] = [madeUp("link_codes.person"), madeUp("typist.id")];
  return sql`exists (select from people typist where typist.id = ${other}
    and ${sql.raw(maker)} = ${sql.raw(typist)})`;
}

/** The one who typed the code confirms; who made it, or undefined when the time is over. */
export async function confirmLink(
  transaction: Transaction,
  id: string,
  other: string,
): Promise<string | undefined> {
  const [row] = await sessionOf(transaction)
    .db.update(linkCodes)
    .set({ confirmedAt: sql`now()` })
    .where(
      and(
        eq(linkCodes.id, id),
        eq(linkCodes.other, other),
        isNull(linkCodes.confirmedAt),
        gt(linkCodes.expiresAt, sql`now()`),
      ),
    )
    .returning({ person: linkCodes.person });
  return row?.person;
}

/** A confirmed link that its maker has not answered yet; undefined when the time is over. */
export async function findLink(
  transaction: Transaction,
  id: string,
  person: string,
): Promise<Link | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select()
    .from(linkCodes)
    .where(and(eq(linkCodes.id, id), ...waiting(person)));
  return row?.other == null ? undefined : { id, person, other: row.other };
}

/** The one who asked for the code agrees: the two are joined next. */
export async function acceptLink(
  transaction: Transaction,
  id: string,
  person: string,
): Promise<Link | undefined> {
  const [row] = await sessionOf(transaction)
    .db.update(linkCodes)
    .set({ acceptedAt: sql`now()` })
    .where(and(eq(linkCodes.id, id), ...waiting(person)))
    .returning();
  if (row?.other == null) return undefined;
  await announceRights(transaction);
  return { id, person, other: row.other };
}

function waiting(person: string) {
  return [
    eq(linkCodes.person, person),
    isNotNull(linkCodes.confirmedAt),
    isNull(linkCodes.acceptedAt),
    gt(linkCodes.expiresAt, sql`now()`),
  ];
}

/** Links both sides agreed to that are still to be carried out, the oldest first. */
export async function dueLinks(transaction: Transaction, limit: number): Promise<readonly Link[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(linkCodes)
    .where(and(isNotNull(linkCodes.acceptedAt), isNull(linkCodes.joinedAt)))
    .orderBy(asc(linkCodes.acceptedAt))
    .limit(limit);
  return rows.flatMap(({ id, person, other }) => (other === null ? [] : [{ id, person, other }]));
}

/** The link is done, or cannot be done any more. */
export async function settleLink(transaction: Transaction, id: string): Promise<void> {
  await sessionOf(transaction)
    .db.update(linkCodes)
    .set({ joinedAt: sql`now()` })
    .where(eq(linkCodes.id, id));
}

function hashOf(transaction: Transaction, code: string): string {
  return sessionOf(transaction).keyring.keyedHash("link code")(code);
}
