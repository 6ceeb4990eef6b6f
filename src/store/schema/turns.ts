import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { instant, sealed } from "./columns.ts";

/** The order in which events are applied; its id is a person's, or a space's for events without a person. */
export const lanes = pgTable("lanes", {
  id: text("id").primaryKey(),
  revision: integer("revision").notNull(),
  /** Null once its person is erased. */
  state: sealed("state"),
  stateFormat: smallint("state_format"),
  /** For operators: where the lane's last open run stands. */
  openFlow: text("open_flow"),
  openStep: text("open_step"),
  updatedAt: instant("updated_at").notNull().default(sql`now()`),
});

/**
 * What came in, by its keys: a repeat has no second effect. Holds no words. Like the other tables that every
 * turn writes it has no foreign key to installations or spaces: all turns would queue for the same few rows.
 */
export const inbound = pgTable(
  "inbound",
  {
    installation: text("installation").notNull(),
    deliveryKey: text("delivery_key").notNull(),
    contentKey: text("content_key"),
    outcome: text("outcome").$type<"applied" | "ignored" | "failed">().notNull(),
    /** The turn that applied it. */
    lane: text("lane"),
    revision: integer("revision"),
    receivedAt: instant("received_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "inbound_delivery_key", columns: [table.installation, table.deliveryKey] }),
    unique("inbound_content_key").on(table.installation, table.contentKey),
    index("inbound_received_at").on(table.receivedAt),
  ],
);

/** One event applied to one lane: what it did, without anybody's words. */
export const turns = pgTable(
  "turns",
  {
    lane: text("lane")
      .notNull()
      .references(() => lanes.id),
    revision: integer("revision").notNull(),
    /** What was applied: a kind of event, or `timer`. */
    occurrence: text("occurrence").notNull(),
    flow: text("flow"),
    version: integer("version"),
    stepBefore: text("step_before"),
    stepAfter: text("step_after"),
    outcome: text("outcome").notNull(),
    clauses: text("clauses").array().notNull(),
    confidence: real("confidence"),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "turns_key", columns: [table.lane, table.revision] }),
    index("turns_at").on(table.at),
  ],
);

/**
 * What people said to the bot, one row at most for each turn; a person's lane is theirs alone. What the bot
 * said is in `outbound`, under the same turn. Goes with its turn.
 */
export const transcript = pgTable(
  "transcript",
  {
    lane: text("lane").notNull(),
    revision: integer("revision").notNull(),
    space: text("space").notNull(),
    thread: text("thread"),
    messageId: text("message_id"),
    masked: text("masked").notNull(),
    sealed: sealed("sealed").notNull(),
    saidAt: instant("said_at").notNull(),
  },
  (table) => [
    primaryKey({ name: "transcript_key", columns: [table.lane, table.revision] }),
    foreignKey({
      name: "transcript_turn",
      columns: [table.lane, table.revision],
      foreignColumns: [turns.lane, turns.revision],
    }).onDelete("cascade"),
  ],
);

/** Changes in the world, each done once; the result may hold words. */
export const effects = pgTable(
  "effects",
  {
    key: text("key").primaryKey(),
    lane: text("lane").notNull(),
    /** Null only while the transaction that performs it is open. */
    result: sealed("result"),
    performedAt: instant("performed_at").notNull().default(sql`now()`),
  },
  (table) => [
    index("effects_lane").on(table.lane),
    index("effects_performed_at").on(table.performedAt),
  ],
);

/** What wakes a run up; due by the database's clock. */
export const timers = pgTable(
  "timers",
  {
    lane: text("lane")
      .notNull()
      .references(() => lanes.id, { onDelete: "cascade" }),
    run: integer("run").notNull(),
    name: text("name").notNull(),
    dueAt: instant("due_at").notNull(),
  },
  (table) => [
    primaryKey({ name: "timers_key", columns: [table.lane, table.run, table.name] }),
    index("timers_due_at").on(table.dueAt),
  ],
);

/** Events whose turn hit a bug, kept for another try. */
export const failedEvents = pgTable(
  "failed_events",
  {
    id: text("id").primaryKey(),
    lane: text("lane").notNull(),
    /** The question that was open then, as the runtime names it: run again only while it still is. */
    openQuestion: text("open_question"),
    /** Class of the error; its message may hold words and is sealed with the event. */
    cause: text("cause").notNull(),
    sealed: sealed("sealed").notNull(),
    at: instant("at").notNull().default(sql`now()`),
    settledAt: instant("settled_at"),
  },
  (table) => [index("failed_events_lane").on(table.lane), index("failed_events_at").on(table.at)],
);
