import { sql } from "drizzle-orm";
import { index, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { people } from "./people.ts";

/** One-time links to the console; a row holds a digest of the link's secret, never the secret. */
export const consoleLinks = pgTable(
  "console_links",
  {
    kept: text("kept").primaryKey(),
    person: text("person")
      .notNull()
      .references(() => people.id),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    index("console_links_person").on(table.person),
    index("console_links_expires_at").on(table.expiresAt),
  ],
);

/** Browsers that are signed in to the console; a row holds a digest of the cookie. */
export const consoleSessions = pgTable(
  "console_sessions",
  {
    kept: text("kept").primaryKey(),
    person: text("person")
      .notNull()
      .references(() => people.id),
    /** To the minute. */
    lastSeenAt: instant("last_seen_at").notNull().default(sql`now()`),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    index("console_sessions_person").on(table.person),
    index("console_sessions_expires_at").on(table.expiresAt),
  ],
);
