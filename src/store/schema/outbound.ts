import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Destination } from "../../engine/command.ts";
import type { Locale } from "../locale.ts";
import type { Purpose } from "../outbound/purposes.ts";
import { instant, sealed } from "./columns.ts";
import { people } from "./people.ts";

/** What a message does when it is sent. */
export type Act = "send" | "edit" | "retract";

/** Messages to send. A row never changes, except that erasing a person empties its words. */
export const outbound = pgTable(
  "outbound",
  {
    id: text("id").primaryKey(),
    /** The lane whose turn said it, or what else caused it, such as `failed:<id>`. */
    cause: text("cause").notNull(),
    /** The turn's revision; 0 for other causes. */
    revision: integer("revision").notNull(),
    ordinal: smallint("ordinal").notNull(),
    destination: text("destination").$type<Destination["kind"]>().notNull(),
    toSpace: text("to_space"),
    toPerson: text("to_person").references(() => people.id),
    thread: text("thread"),
    replyTo: text("reply_to"),
    /** What is done: most messages are sent; an announcement may be edited or taken back. */
    act: text("act").$type<Act>().notNull().default("send"),
    /** The earlier message that this one edits or takes back. */
    target: text("target").references((): AnyPgColumn => outbound.id, { onDelete: "cascade" }),
    /** Cards with the same key in one space are one message, edited in place. */
    cardKey: text("card_key"),
    locale: text("locale").$type<Locale>().notNull(),
    purpose: text("purpose").$type<Purpose>().notNull(),
    masked: text("masked").notNull(),
    sealed: sealed("sealed"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    unique("outbound_cause_key").on(table.cause, table.revision, table.ordinal),
    index("outbound_to_person").on(table.toPerson).where(sql`to_person is not null`),
    index("outbound_card").on(table.toSpace, table.cardKey).where(sql`card_key is not null`),
    index("outbound_created_at").on(table.createdAt),
    index("outbound_target").on(table.target).where(sql`target is not null`),
  ],
);

/** What became of a message. */
export const DELIVERY_STATES = [
  "queued",
  "sending",
  "sent",
  "uncertain",
  "later",
  "unreachable",
  "refused",
  "cancelled",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The fate of each message. */
export const deliveries = pgTable(
  "deliveries",
  {
    outbound: text("outbound")
      .primaryKey()
      .references(() => outbound.id, { onDelete: "cascade" }),
    /** The token that sends it; null when nobody can: the person has no account. */
    installation: text("installation"),
    /** What keeps order: a person's id for their direct chat, else the space's. */
    chat: text("chat").notNull(),
    /** The order of sending within a chat. */
    position: bigint("position", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    priority: smallint("priority").notNull(),
    state: text("state").$type<DeliveryState>().notNull(),
    attempts: smallint("attempts").notNull().default(0),
    /** The platform's id of the message, once sent. */
    messageId: text("message_id"),
    /** The platform's id of the picture that stands with it, once sent, and which picture that is. */
    pictureId: text("picture_id"),
    pictureVersion: text("picture_version"),
    /** Why it was not sent; never anybody's words. */
    reason: text("reason"),
    dueAt: instant("due_at").notNull().default(sql`now()`),
    updatedAt: instant("updated_at").notNull().default(sql`now()`),
  },
  (table) => [
    check(
      "deliveries_state",
      sql.raw(`state in (${DELIVERY_STATES.map((state) => `'${state}'`).join(", ")})`),
    ),
    index("deliveries_due")
      .on(table.priority.desc().nullsFirst(), table.position)
      .where(sql`state in ('queued', 'later')`),
    index("deliveries_chat")
      .on(table.chat, table.position)
      .where(sql`state in ('queued', 'later', 'sending')`),
    index("deliveries_unsure").on(table.updatedAt).where(sql`state in ('sending', 'uncertain')`),
  ],
);
