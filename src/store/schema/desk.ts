import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  real,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Desk, Json, Outcome } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { instant, sealed } from "./columns.ts";
import { people, spaces } from "./people.ts";

/** Policy questions and what the answers came to. */
export const questions = pgTable(
  "questions",
  {
    /** The turn's name; for the second question of a turn with its number behind it. */
    reference: text("reference").primaryKey(),
    lane: text("lane").notNull(),
    revision: integer("revision").notNull(),
    ordinal: smallint("ordinal").notNull(),
    asker: text("asker").references(() => people.id),
    space: text("space")
      .notNull()
      .references(() => spaces.id),
    thread: text("thread"),
    messageId: text("message_id"),
    public: boolean("public").notNull(),
    locale: text("locale").$type<Locale>().notNull(),
    masked: text("masked").notNull(),
    sealed: sealed("sealed"),
    outcome: text("outcome").$type<Outcome>().notNull(),
    clauses: text("clauses").array().notNull(),
    facts: text("facts").array().notNull(),
    confidence: real("confidence").notNull(),
    desk: text("desk").$type<Desk>(),
    /** What of its main clause was asked for, and how that was answered; null when it cannot be told. */
    detail: text("detail"),
    /** The earlier question whose answer was pointed at instead of being repeated. */
    repeats: text("repeats"),
    at: instant("at").notNull().default(sql`now()`),
    /** When staff dealt with what the answer lacked. */
    settledAt: instant("settled_at"),
  },
  (table) => [
    unique("questions_turn_key").on(table.lane, table.revision, table.ordinal),
    index("questions_asker").on(table.asker),
    index("questions_space").on(table.space),
    index("questions_at").on(table.at),
  ],
);

/** Counts tickets: T-1001, T-1002, … */
export const ticketNumbers = pgSequence("ticket_numbers", { startWith: 1001 });

export const TICKET_STATES = ["open", "taken", "answered", "closed"] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** Questions handed to a desk; all words are sealed with the asker's key. */
export const tickets = pgTable(
  "tickets",
  {
    id: text("id").primaryKey(),
    code: text("code").notNull().default(sql`'T-' || nextval('ticket_numbers')`),
    state: text("state").$type<TicketState>().notNull().default("open"),
    desk: text("desk").$type<Desk>().notNull(),
    /** What the service proposed; may differ from what the asker chose. */
    suggestedDesk: text("suggested_desk").$type<Desk>(),
    asker: text("asker")
      .notNull()
      .references(() => people.id),
    locale: text("locale").$type<Locale>().notNull(),
    masked: text("masked").notNull(),
    sealed: sealed("sealed").notNull(),
    contactSealed: sealed("contact_sealed"),
    /** Asked where others could read it. */
    public: boolean("public").notNull(),
    space: text("space")
      .notNull()
      .references(() => spaces.id),
    thread: text("thread"),
    messageId: text("message_id"),
    sourceQuestion: text("source_question").references(() => questions.reference, {
      onDelete: "set null",
    }),
    takenBy: text("taken_by").references(() => people.id),
    rating: text("rating").$type<"up" | "down">(),
    ratingMasked: text("rating_masked"),
    ratingSealed: sealed("rating_sealed"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    takenAt: instant("taken_at"),
    answeredAt: instant("answered_at"),
    closedAt: instant("closed_at"),
  },
  (table) => [
    unique("tickets_code_key").on(table.code),
    check("tickets_state", sql.raw(`state in (${TICKET_STATES.map((s) => `'${s}'`).join(", ")})`)),
    index("tickets_waiting").on(table.desk, table.createdAt).where(sql`state in ('open', 'taken')`),
    index("tickets_asker").on(table.asker),
    index("tickets_space").on(table.space),
    index("tickets_source_question").on(table.sourceQuestion),
    index("tickets_taken_by").on(table.takenBy),
  ],
);

/** What was said in a ticket after its question. */
export const ticketMessages = pgTable(
  "ticket_messages",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    ticket: text("ticket")
      .notNull()
      .references(() => tickets.id, { onDelete: "cascade" }),
    author: text("author").$type<"asker" | "staff">().notNull(),
    person: text("person")
      .notNull()
      .references(() => people.id),
    masked: text("masked").notNull(),
    sealed: sealed("sealed").notNull(),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [
    index("ticket_messages_ticket").on(table.ticket),
    index("ticket_messages_person").on(table.person),
  ],
);

/** Who did what, on what, when. No words, and rows are only added. */
export const audit = pgTable(
  "audit",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** A person's id, or `operator` for the command line. */
    who: text("who").notNull(),
    what: text("what").notNull(),
    onWhat: text("on_what").notNull(),
    details: jsonb("details").$type<Json>().notNull(),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [index("audit_at").on(table.at), index("audit_on_what").on(table.onWhat)],
);
