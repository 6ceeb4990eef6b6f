import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { accounts, installations, people, spaces } from "../schema/index.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { keyOf, readerFor } from "../unsealing.ts";
import type { HeldRecord, PersonalData } from "./personal-data.ts";
import { wordsOf } from "./words.ts";

/** Platform accounts with the names they go by, and the settings a person made. */
export const accountData: PersonalData<"account"> = {
  name: "account",
  tables: [people, accounts, spaces],
  held,
  async erase(transaction, person) {
    const { db } = sessionOf(transaction);
    const mine = await db
      .delete(accounts)
      .where(eq(accounts.person, person))
      .returning({ space: accounts.directSpace });
    const chats = mine.flatMap(({ space }) => space ?? []);
    // A direct chat is named by its person's id on some platforms.
    await db
      .update(spaces)
      .set({ platformId: sql`'erased ' || ${spaces.id}`, titleMasked: null, titleSealed: null })
      .where(inArray(spaces.id, chats));
  },
  merge,
};

async function held(transaction: Transaction, person: string): Promise<readonly HeldRecord[]> {
  const { db } = sessionOf(transaction);
  const rows = await db
    .select()
    .from(accounts)
    .innerJoin(installations, eq(installations.id, accounts.installation))
    .where(eq(accounts.person, person))
    .orderBy(asc(accounts.createdAt), asc(accounts.id));
  const [settings] = await db
    .select({ locale: people.locale })
    .from(people)
    .where(eq(people.id, person));
  const read = await readerFor(
    transaction,
    rows.map(({ accounts: { nameSealed } }) => nameSealed),
  );
  return rows.map(({ accounts: account, installations: { platform } }) => ({
    at: account.createdAt,
    fields: {
      platform,
      id: account.platformId,
      name: wordsOf(read(account.nameSealed)),
      language: settings?.locale ?? account.localeTag,
      lastSeen: new Date(account.lastSeenAt).toISOString(),
    },
  }));
}

/** Names are read with the key of the person the account belongs to, so they are sealed anew. */
async function merge(transaction: Transaction, from: string, into: string): Promise<void> {
  const { db } = sessionOf(transaction);
  const key = await keyOf(transaction, into);
  if (!key) throw new Error("People are merged into one who was erased");
  const rows = await db.select().from(accounts).where(eq(accounts.person, from));
  const read = await readerFor(
    transaction,
    rows.map(({ nameSealed }) => nameSealed),
  );
  for (const { id, nameSealed } of rows) {
    const name = wordsOf(read(nameSealed));
    await db
      .update(accounts)
      .set({ person: into, nameSealed: name === null ? null : seal(key, name) })
      .where(eq(accounts.id, id));
  }
}
