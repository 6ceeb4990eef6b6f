import { asc, eq, or } from "drizzle-orm";
import { linkCodes, linkTries } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import type { PersonalData } from "./personal-data.ts";

/** Codes a person asked for or typed to use the service from another platform. */
export const linkData: PersonalData<"links"> = {
  name: "links",
  tables: [linkCodes, linkTries],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(linkCodes)
      .where(or(eq(linkCodes.person, person), eq(linkCodes.other, person)))
      .orderBy(asc(linkCodes.expiresAt));
    return rows.map((row) => ({
      at: undefined,
      fields: {
        askedByMe: row.person === person,
        expired: new Date(row.expiresAt).toISOString(),
        joined: row.joinedAt !== null,
      },
    }));
  },
  async erase(transaction, person) {
    const { db } = sessionOf(transaction);
    await db.delete(linkCodes).where(or(eq(linkCodes.person, person), eq(linkCodes.other, person)));
    await db.delete(linkTries).where(eq(linkTries.person, person));
  },
  /** What else was under way between other people is void: each starts anew. */
  async merge(transaction, from) {
    const { db } = sessionOf(transaction);
    await db.delete(linkCodes).where(or(eq(linkCodes.person, from), eq(linkCodes.other, from)));
    await db.delete(linkTries).where(eq(linkTries.person, from));
  },
};
