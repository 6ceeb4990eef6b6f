import { eq, sql } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { accounts, spaces } from "./schema/index.ts";
import { sessionOf } from "./session.ts";

/** Remembers that the platform delivers there, or does not: the bot was removed or blocked, or the chat is gone. */
export async function setReachable(
  transaction: Transaction,
  id: string,
  isReachable: boolean,
): Promise<void> {
  const since = isReachable ? null : sql`coalesce(${spaces.unreachableSince}, now())`;
  await sessionOf(transaction)
    .db.update(spaces)
    .set({ unreachableSince: since })
    .where(eq(spaces.id, id));
}

/** Remembers that a direct chat can be opened with an account, or cannot. */
export async function setAccountReachable(
  transaction: Transaction,
  account: string,
  isReachable: boolean,
): Promise<void> {
  const since = isReachable ? null : sql`coalesce(${accounts.unreachableSince}, now())`;
  await sessionOf(transaction)
    .db.update(accounts)
    .set({ unreachableSince: since })
    .where(eq(accounts.id, account));
}
