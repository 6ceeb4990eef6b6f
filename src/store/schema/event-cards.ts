import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { events } from "./events.ts";
import { spaces } from "./people.ts";

/** The live card of an event in a group: what it shows, so that what changed since is found. */
export const eventCards = pgTable(
  "event_cards",
  {
    space: text("space")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade", onUpdate: "cascade" }),
    event: text("event")
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    thread: text("thread"),
    /** Raised when it is posted anew, further down. */
    posted: integer("posted").notNull().default(1),
    /** Messages it has had so far, the first and every edit. */
    edition: integer("edition").notNull().default(1),
    /** Digest of the counters and states it shows; null when nothing is shown yet. */
    shown: text("shown"),
    shownAt: instant("shown_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "event_cards_key", columns: [table.space, table.event] }),
    index("event_cards_event").on(table.event),
  ],
);
