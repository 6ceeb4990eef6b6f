import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { people } from "./people.ts";

/**
 * Accounts whose people were erased, as keyed hashes that say nothing to anybody else: an older backup that is
 * put back still holds these people, and they are erased again.
 */
export const erasures = pgTable("erasures", {
  account: text("account").primaryKey(),
  /** An account made later belongs to somebody who came back. */
  at: instant("at").notNull(),
});

/** One-time codes that join two accounts into one person; the code itself is kept as a keyed hash only. */
export const linkCodes = pgTable(
  "link_codes",
  {
    id: text("id").primaryKey(),
    code: text("code").notNull(),
    /** Who asked for the code. */
    person: text("person")
      .notNull()
      .references(() => people.id),
    /** Who typed it: it is nobody else's from then on. */
    other: text("other").references(() => people.id),
    /** When the one who typed it confirmed, and when the one who asked for it did: then they are joined. */
    confirmedAt: instant("confirmed_at"),
    acceptedAt: instant("accepted_at"),
    joinedAt: instant("joined_at"),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    unique("link_codes_code_key").on(table.code),
    index("link_codes_person").on(table.person),
    index("link_codes_other").on(table.other),
    index("link_codes_accepted")
      .on(table.acceptedAt)
      .where(sql`accepted_at is not null and joined_at is null`),
  ],
);

/** Codes that a person typed and that were no good. */
export const linkTries = pgTable(
  "link_tries",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    person: text("person")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [index("link_tries_person").on(table.person, table.at)],
);
