import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, time, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, quoted } from "./columns.ts";
import { eventSessions } from "./events.ts";
import { people } from "./people.ts";
import { seats } from "./seats.ts";

export const REMINDER_KINDS = ["before", "offer_ending", "waiting", "opens", "feedback"] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

export const REMINDER_STATES = ["due", "said", "skipped"] as const;
export type ReminderState = (typeof REMINDER_STATES)[number];

/** Something to say to, or do for, one person at a time; due by the database's clock. */
export const eventReminders = pgTable(
  "event_reminders",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<ReminderKind>().notNull(),
    state: text("state").$type<ReminderState>().notNull().default("due"),
    person: text("person")
      .notNull()
      .references(() => people.id),
    session: text("session")
      .notNull()
      .references(() => eventSessions.id, { onDelete: "cascade" }),
    /** Null for those who asked to be told and have no seat. */
    seat: text("seat").references(() => seats.id, { onDelete: "cascade" }),
    /** Minutes before the start, for reminders of it; else 0. */
    minutes: integer("minutes").notNull().default(0),
    dueAt: instant("due_at").notNull(),
    /** After this it helps nobody any more. */
    usefulUntil: instant("useful_until").notNull(),
    settledAt: instant("settled_at"),
  },
  (table) => [
    check("event_reminders_kind", sql.raw(`kind in (${quoted(REMINDER_KINDS)})`)),
    check("event_reminders_state", sql.raw(`state in (${quoted(REMINDER_STATES)})`)),
    uniqueIndex("event_reminders_once")
      .on(table.session, table.person, table.kind, table.minutes)
      .where(sql`state = 'due'`),
    index("event_reminders_due").on(table.dueAt).where(sql`state = 'due'`),
    index("event_reminders_seat").on(table.seat),
    index("event_reminders_person").on(table.person),
  ],
);

/** When a person wants to be left alone by what can wait, in their own wall time. */
export const quietHours = pgTable("quiet_hours", {
  person: text("person")
    .primaryKey()
    .references(() => people.id),
  startsAt: time("starts_at").notNull(),
  endsAt: time("ends_at").notNull(),
  zone: text("zone").notNull(),
});
