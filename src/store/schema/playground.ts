import { sql } from "drizzle-orm";
import { bigint, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { instant, sealed } from "./columns.ts";

/** The playground's own history: it is a chat platform by itself. Sealed with the service's key. */
export const playgroundMessages = pgTable(
  "playground_messages",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    key: text("key").notNull(),
    space: text("space").notNull(),
    thread: text("thread"),
    author: text("author").notNull(),
    onlyFor: text("only_for"),
    replyTo: text("reply_to"),
    body: sealed("body").notNull(),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
    editedAt: instant("edited_at"),
    acknowledgedAt: instant("acknowledged_at"),
  },
  (table) => [
    unique("playground_messages_key").on(table.key),
    index("playground_messages_space").on(table.space, table.id),
    index("playground_messages_unacknowledged")
      .on(table.id)
      .where(sql`acknowledged_at is null and author <> 'bot'`),
  ],
);

/** Files that were sent on the web, until the service has fetched them. Sealed with the service's key. */
export const playgroundFiles = pgTable(
  "playground_files",
  {
    id: text("id").primaryKey(),
    author: text("author").notNull(),
    sealed: sealed("sealed").notNull(),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [index("playground_files_at").on(table.at)],
);

/** How far each member has read each space. */
export const playgroundReads = pgTable(
  "playground_reads",
  {
    member: text("member").notNull(),
    space: text("space").notNull(),
    message: bigint("message", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ name: "playground_reads_key", columns: [table.member, table.space] })],
);
