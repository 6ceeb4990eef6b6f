import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { accounts, spaces } from "./schema/index.ts";
import { sessionOf } from "./session.ts";

/** A person's direct chat with the bot, in the platform's words. */
export interface DirectChat {
  readonly installation: string;
  readonly account: string;
  readonly space: string;
}

/** The direct chat of the account that a person used last; undefined when none is known. */
export async function directChatOf(
  transaction: Transaction,
  person: string,
): Promise<DirectChat | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select({
      installation: accounts.installation,
      account: accounts.platformId,
      space: spaces.platformId,
    })
    .from(accounts)
    .innerJoin(spaces, eq(spaces.id, accounts.directSpace))
    .where(and(eq(accounts.person, person), isNotNull(accounts.directSpace)))
    .orderBy(desc(accounts.lastSeenAt), desc(accounts.id))
    .limit(1);
  return row;
}
