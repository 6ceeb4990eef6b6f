import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Json } from "../../engine/terms.ts";
import { instant, quoted, sealed } from "./columns.ts";
import { people } from "./people.ts";

/** Whether an event takes sign-ups at all; its sessions' times say when. */
export const EVENT_STATES = ["draft", "open", "closed", "cancelled"] as const;
export type EventState = (typeof EVENT_STATES)[number];

/** Something people sign up for. Its texts are the staff's and public. */
export const events = pgTable(
  "events",
  {
    id: text("id").primaryKey(),
    /** What people type: EV-01. */
    code: text("code").notNull(),
    state: text("state").$type<EventState>().notNull(),
    kind: text("kind").notNull(),
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en").notNull(),
    descriptionZh: text("description_zh").notNull(),
    descriptionEn: text("description_en").notNull(),
    placeZh: text("place_zh").notNull(),
    placeEn: text("place_en").notNull(),
    /** What to bring; null when nothing. */
    bringZh: text("bring_zh"),
    bringEn: text("bring_en"),
    /** IANA name of the zone its wall times are in. */
    zone: text("zone").notNull(),
    /** Staff pick who comes. */
    approval: boolean("approval").notNull(),
    /** Named guests one person may bring along. */
    guests: smallint("guests").notNull(),
    /** Minutes before the start at which those who come are reminded. */
    reminders: integer("reminders").array().notNull(),
    /** The schedule it was given, as validated: wall times, rules, sessions, repetition. */
    plan: jsonb("plan").$type<Json>().notNull(),
    poster: sealed("poster"),
    posterType: text("poster_type"),
    /** Drawn anew for each picture: with it alone the picture is handed out. */
    posterVersion: text("poster_version"),
    /** The version whose bytes are known to hold nothing but the picture: of another, nobody has looked yet. */
    posterBare: text("poster_bare"),
    /** Raised whenever times or places change: SEQUENCE of the calendar file. */
    sequence: integer("sequence").notNull().default(0),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    changedAt: instant("changed_at").notNull().default(sql`now()`),
  },
  (table) => [
    unique("events_code_key").on(table.code),
    check("events_state", sql.raw(`state in (${quoted(EVENT_STATES)})`)),
  ],
);

/** Kinds of seats set apart: so many for those who answer a question in a certain way. */
export const eventQuotas = pgTable(
  "event_quotas",
  {
    event: text("event")
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    ordinal: smallint("ordinal").notNull(),
    labelZh: text("label_zh").notNull(),
    labelEn: text("label_en").notNull(),
    capacity: integer("capacity").notNull(),
    question: text("question").notNull(),
    option: text("option").notNull(),
  },
  (table) => [primaryKey({ name: "event_quotas_key", columns: [table.event, table.key] })],
);

export const QUESTION_TYPES = ["text", "choice", "number", "phone", "link", "yes_no"] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

/** What an event asks of those who sign up, in its order. */
export const eventQuestions = pgTable(
  "event_questions",
  {
    event: text("event")
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    ordinal: smallint("ordinal").notNull(),
    labelZh: text("label_zh").notNull(),
    labelEn: text("label_en").notNull(),
    type: text("type").$type<QuestionType>().notNull(),
    required: boolean("required").notNull(),
    /** Its answer tells who somebody is or how to reach them. */
    personal: boolean("personal").notNull(),
    options: jsonb("options")
      .$type<readonly { readonly id: string; readonly label: { zh: string; en: string } }[]>()
      .notNull(),
  },
  (table) => [
    primaryKey({ name: "event_questions_key", columns: [table.event, table.key] }),
    check("event_questions_type", sql.raw(`type in (${quoted(QUESTION_TYPES)})`)),
  ],
);

/** One time an event takes place, or one of its groups then. */
export const eventSessions = pgTable(
  "event_sessions",
  {
    id: text("id").primaryKey(),
    event: text("event")
      .notNull()
      .references(() => events.id, { onDelete: "cascade" }),
    /** The date of a repeating event, in the event's zone; empty for an event that takes place once. */
    occurrence: text("occurrence").notNull(),
    /** Its name within the occurrence; empty when there is only one. */
    key: text("key").notNull(),
    titleZh: text("title_zh"),
    titleEn: text("title_en"),
    cancelled: boolean("cancelled").notNull().default(false),
    startsAt: instant("starts_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    /** The same as wall time in the event's zone: 2026-12-03T19:00. */
    startsLocal: text("starts_local").notNull(),
    endsLocal: text("ends_local").notNull(),
    /** Null: open as soon as the event is. */
    opensAt: instant("opens_at"),
    closesAt: instant("closes_at").notNull(),
  },
  (table) => [
    unique("event_sessions_key").on(table.event, table.occurrence, table.key),
    index("event_sessions_starts").on(table.startsAt),
  ],
);

/**
 * How many places one quota of one session has, and how many are gone. Whoever changes a seat locks its row
 * first, whatever comes of it; the counters equal a recount of the seats.
 */
export const eventCapacities = pgTable(
  "event_capacities",
  {
    session: text("session")
      .notNull()
      .references(() => eventSessions.id, { onDelete: "cascade" }),
    /** Empty for those to whom no quota applies. */
    quota: text("quota").notNull(),
    capacity: integer("capacity").notNull(),
    /** How many may wait; null for any number. */
    waitlist: integer("waitlist"),
    taken: integer("taken").notNull().default(0),
    /** Places kept for those who were offered one. */
    held: integer("held").notNull().default(0),
    waiting: integer("waiting").notNull().default(0),
    /** The last position given out in its queue. */
    lastPosition: integer("last_position").notNull().default(0),
    changedAt: instant("changed_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "event_capacities_key", columns: [table.session, table.quota] }),
    check(
      "event_capacities_counters",
      sql`capacity >= 0 and taken >= 0 and held >= 0 and waiting >= 0`,
    ),
    index("event_capacities_waiting").on(table.session).where(sql`waiting > 0`),
  ],
);

/** Pictures that staff sent for an event and that are still with their platform; a newer one takes its place. */
export const awaitedPosters = pgTable(
  "awaited_posters",
  {
    event: text("event")
      .primaryKey()
      .references(() => events.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    person: text("person")
      .notNull()
      .references(() => people.id),
    /** The space where it was sent, and what its platform fetches it by. */
    sealed: sealed("sealed").notNull(),
    /** Tries to fetch it, and when the next is due. */
    tries: integer("tries").notNull().default(0),
    dueAt: instant("due_at").notNull().default(sql`now()`),
  },
  (table) => [index("awaited_posters_due").on(table.dueAt)],
);
