import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { consents } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import type { PersonalData } from "./personal-data.ts";

/** What a person agreed to, and when they took it back. The record itself outlives an erasure, as its proof. */
export const consentData: PersonalData<"consents"> = {
  name: "consents",
  tables: [consents],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(consents)
      .where(eq(consents.person, person))
      .orderBy(asc(consents.id));
    return rows.map(({ purpose, textVersion, keptDays, givenAt, withdrawnAt }) => ({
      at: givenAt,
      fields: {
        purpose,
        textVersion,
        keptDays,
        withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt).toISOString(),
      },
    }));
  },
  async erase(transaction, person) {
    await sessionOf(transaction)
      .db.update(consents)
      .set({ withdrawnAt: sql`now()` })
      .where(and(eq(consents.person, person), isNull(consents.withdrawnAt)));
  },
  async merge(transaction, from, into) {
    await sessionOf(transaction)
      .db.update(consents)
      .set({ person: into })
      .where(eq(consents.person, from));
  },
};
