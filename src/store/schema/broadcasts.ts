import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { Json } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { instant, sealed } from "./columns.ts";
import { outbound } from "./outbound.ts";
import { people, spaces } from "./people.ts";

/** Where an announcement stands. */
export const BROADCAST_STATES = [
  "draft",
  "awaiting_approval",
  "scheduled",
  "sending",
  "paused",
  "done",
  "cancelled",
  "recalled",
] as const;
export type BroadcastState = (typeof BROADCAST_STATES)[number];

/** Announcements; the words are sealed with the service's key. */
export const broadcasts = pgTable(
  "broadcasts",
  {
    id: text("id").primaryKey(),
    state: text("state").$type<BroadcastState>().notNull().default("draft"),
    /** Raised by every change: of two who act at the same moment one is too late. */
    revision: integer("revision").notNull().default(0),
    /** It reaches the playground only, or everything else only. */
    playground: boolean("playground").notNull(),
    topic: text("topic").notNull(),
    masked: text("masked").notNull(),
    sealed: sealed("sealed").notNull(),
    /** Ids and codes only; its form is the domain's. */
    audience: jsonb("audience").$type<Json>().notNull(),
    buttons: jsonb("buttons").$type<Json>().notNull(),
    /** People who are to confirm that they have read it. */
    required: text("required").array().notNull().default(sql`'{}'`),
    /** The revision whose words copies should have; 0 until the words are edited after sending began. */
    editGeneration: integer("edit_generation").notNull().default(0),
    /** When to begin; null for as soon as it is released. */
    scheduledAt: instant("scheduled_at"),
    /** Why it may be sent in quiet hours. */
    overrideSealed: sealed("override_sealed"),
    author: text("author")
      .notNull()
      .references(() => people.id),
    approvedBy: text("approved_by").references(() => people.id),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    startedAt: instant("started_at"),
    pausedAt: instant("paused_at"),
    pausedMs: bigint("paused_ms", { mode: "number" }).notNull().default(0),
    finishedAt: instant("finished_at"),
    recalledAt: instant("recalled_at"),
  },
  (table) => [
    check(
      "broadcasts_state",
      sql.raw(`state in (${BROADCAST_STATES.map((state) => `'${state}'`).join(", ")})`),
    ),
    index("broadcasts_active")
      .on(table.state)
      .where(sql`state in ('scheduled', 'sending', 'recalled')`),
    index("broadcasts_created_at").on(table.createdAt),
    index("broadcasts_author").on(table.author),
    index("broadcasts_approved_by").on(table.approvedBy),
  ],
);

/** Whoever gets an announcement, one row each; the copy's fate is its outbound's. */
export const broadcastRecipients = pgTable(
  "broadcast_recipients",
  {
    broadcast: text("broadcast")
      .notNull()
      .references(() => broadcasts.id, { onDelete: "cascade" }),
    ordinal: integer("ordinal").notNull(),
    person: text("person").references(() => people.id),
    space: text("space").references(() => spaces.id),
    /** The token that sends the copy. */
    installation: text("installation"),
    /** Null in a group that has chosen none: it gets both languages. */
    locale: text("locale").$type<Locale>(),
    /** The copy, once it is about to be sent; null again when it was taken back unsent. */
    outbound: text("outbound").references(() => outbound.id, { onDelete: "set null" }),
    /** The revision whose words the copy has, or is being given. */
    generation: integer("generation").notNull().default(0),
    /** The copy is being taken back, or was. */
    recalled: boolean("recalled").notNull().default(false),
    /** Why there will be no copy: `muted`, `unreachable`, `cancelled`. */
    skipped: text("skipped"),
  },
  (table) => [
    primaryKey({ name: "broadcast_recipients_key", columns: [table.broadcast, table.ordinal] }),
    check("broadcast_recipients_whom", sql`num_nonnulls(person, space) = 1`),
    index("broadcast_recipients_waiting")
      .on(table.broadcast, table.installation, table.ordinal)
      .where(sql`outbound is null and skipped is null`),
    index("broadcast_recipients_outbound").on(table.outbound),
    index("broadcast_recipients_person").on(table.person),
    index("broadcast_recipients_space").on(table.space),
  ],
);

/** What was done to copies afterwards: edited, taken back, or corrected where neither was possible. */
export const broadcastAmendments = pgTable(
  "broadcast_amendments",
  {
    outbound: text("outbound")
      .primaryKey()
      .references(() => outbound.id, { onDelete: "cascade" }),
    broadcast: text("broadcast")
      .notNull()
      .references(() => broadcasts.id, { onDelete: "cascade" }),
    ordinal: integer("ordinal").notNull(),
    kind: text("kind").$type<"edit" | "retract" | "correction">().notNull(),
  },
  (table) => [index("broadcast_amendments_recipient").on(table.broadcast, table.ordinal)],
);

/** Who has confirmed that they read an announcement. */
export const broadcastReads = pgTable(
  "broadcast_reads",
  {
    broadcast: text("broadcast")
      .notNull()
      .references(() => broadcasts.id, { onDelete: "cascade" }),
    person: text("person")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "broadcast_reads_key", columns: [table.broadcast, table.person] }),
    index("broadcast_reads_person").on(table.person),
  ],
);

/** What a person said about a topic: they want it, or they do not. */
export const topicChoices = pgTable(
  "topic_choices",
  {
    person: text("person")
      .notNull()
      .references(() => people.id),
    topic: text("topic").notNull(),
    choice: text("choice").$type<"subscribed" | "muted">().notNull(),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "topic_choices_key", columns: [table.person, table.topic] }),
    index("topic_choices_topic").on(table.topic, table.choice),
  ],
);

/** The five figures of each announcement; at every look they add up to its audience. */
export const broadcastCounts = pgView("broadcast_counts", {
  broadcast: text("broadcast"),
  audience: integer("audience"),
  sent: integer("sent"),
  failed: integer("failed"),
  skipped: integer("skipped"),
  uncertain: integer("uncertain"),
  queued: integer("queued"),
}).as(sql`
  select one.broadcast,
    count(*)::int as audience,
    count(*) filter (where fate.state = 'sent')::int as sent,
    count(*) filter (where fate.state in ('unreachable', 'refused'))::int as failed,
    count(*) filter (where one.skipped is not null or fate.state = 'cancelled')::int as skipped,
    count(*) filter (where fate.state = 'uncertain')::int as uncertain,
    count(*) filter (where one.skipped is null
      and (fate.state is null or fate.state in ('queued', 'later', 'sending')))::int as queued
  from broadcast_recipients one
  left join deliveries fate on fate.outbound = one.outbound
  group by one.broadcast`);
