import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { consoleLinks } from "../schema/index.ts";
import { sessionOf } from "../session.ts";

/** A link to be used once within some minutes. */
export interface NewLink {
  /** A digest of its secret. */
  readonly kept: string;
  readonly person: string;
  readonly minutes: number;
}

/** Keeps a new link. */
export async function addLink(transaction: Transaction, link: NewLink): Promise<void> {
  const { kept, person, minutes } = link;
  await sessionOf(transaction)
    .db.insert(consoleLinks)
    .values({
      kept,
      person,
      expiresAt: sql`now() + ${minutes}::int * interval '1 minute'`,
    });
}

/** Uses a link up: its person, and nobody the second time or too late. */
export async function takeLink(
  transaction: Transaction,
  kept: string,
): Promise<string | undefined> {
  const [row] = await sessionOf(transaction)
    .db.update(consoleLinks)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(consoleLinks.kept, kept),
        isNull(consoleLinks.usedAt),
        sql`${consoleLinks.expiresAt} > now()`,
      ),
    )
    .returning({ person: consoleLinks.person });
  return row?.person;
}

/** Whether a link can still be used. */
export async function isLinkOpen(transaction: Transaction, kept: string): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ person: consoleLinks.person })
    .from(consoleLinks)
    .where(
      and(
        eq(consoleLinks.kept, kept),
        isNull(consoleLinks.usedAt),
        sql`${consoleLinks.expiresAt} > now()`,
      ),
    );
  return rows.length > 0;
}
