import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Locale } from "../locale.ts";
import { instant, quoted, sealed } from "./columns.ts";
import { eventCapacities, events } from "./events.ts";
import { people } from "./people.ts";

/** A seat asked for by somebody whom staff approve, got, waited for, offered with a deadline, or given back. */
export const SEAT_STATES = ["requested", "taken", "waiting", "offered", "released"] as const;
export type SeatState = (typeof SEAT_STATES)[number];

export const RELEASES = ["self", "staff", "expired", "declined", "cancelled", "erased"] as const;
export type Release = (typeof RELEASES)[number];

/** One person's sign-up for one session. */
export const seats = pgTable(
  "seats",
  {
    id: text("id").primaryKey(),
    event: text("event")
      .notNull()
      .references(() => events.id),
    occurrence: text("occurrence").notNull(),
    session: text("session").notNull(),
    quota: text("quota").notNull(),
    person: text("person")
      .notNull()
      .references(() => people.id),
    state: text("state").$type<SeatState>().notNull(),
    /** Places it takes: the person's and their guests'. */
    places: smallint("places").notNull(),
    /** The order of asking, given out under the capacity's lock. */
    position: integer("position").notNull(),
    /** Proof of the seat. */
    pass: text("pass").notNull(),
    locale: text("locale").$type<Locale>().notNull(),
    guestMasked: text("guest_masked"),
    guestSealed: sealed("guest_sealed"),
    offeredUntil: instant("offered_until"),
    released: text("released").$type<Release>(),
    /** They said that they will come. */
    confirmedAt: instant("confirmed_at"),
    noShow: boolean("no_show").notNull().default(false),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    changedAt: instant("changed_at").notNull().default(sql`now()`),
  },
  (table) => [
    unique("seats_person_key").on(table.session, table.person),
    unique("seats_pass_key").on(table.event, table.pass),
    foreignKey({
      name: "seats_capacity_fk",
      columns: [table.session, table.quota],
      foreignColumns: [eventCapacities.session, eventCapacities.quota],
    }),
    /** One seat for each person and date. */
    uniqueIndex("seats_occurrence_key")
      .on(table.event, table.occurrence, table.person)
      .where(sql`state <> 'released'`),
    check("seats_state", sql.raw(`state in (${quoted(SEAT_STATES)})`)),
    check("seats_released", sql.raw(`released in (${quoted(RELEASES)})`)),
    check("seats_places", sql`places > 0`),
    index("seats_queue")
      .on(table.session, table.quota, table.position)
      .where(sql`state = 'waiting'`),
    index("seats_offered").on(table.offeredUntil).where(sql`state = 'offered'`),
    index("seats_person").on(table.person),
  ],
);

/** What somebody answered to an event's questions. */
export const seatAnswers = pgTable(
  "seat_answers",
  {
    seat: text("seat")
      .notNull()
      .references(() => seats.id, { onDelete: "cascade" }),
    question: text("question").notNull(),
    /** The chosen option; null for words. */
    option: text("option"),
    masked: text("masked").notNull(),
    sealed: sealed("sealed"),
  },
  (table) => [primaryKey({ name: "seat_answers_key", columns: [table.seat, table.question] })],
);

/** Who came, once each. */
export const checkIns = pgTable("check_ins", {
  seat: text("seat")
    .primaryKey()
    .references(() => seats.id, { onDelete: "cascade" }),
  /** The person themselves, a member of staff, or `operator`. */
  by: text("by").notNull(),
  way: text("way").$type<"pass" | "person" | "code" | "walk_in">().notNull(),
  at: instant("at").notNull().default(sql`now()`),
});

/** What somebody who came thought of it: 1 to 3. */
export const eventFeedback = pgTable("event_feedback", {
  seat: text("seat")
    .primaryKey()
    .references(() => seats.id, { onDelete: "cascade" }),
  rating: smallint("rating").notNull(),
  masked: text("masked"),
  sealed: sealed("sealed"),
  at: instant("at").notNull().default(sql`now()`),
});
