import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { instant, sealed } from "./columns.ts";
import { questions } from "./desk.ts";
import { people } from "./people.ts";

/** Live clauses are answered from, withdrawn ones are not, drafts wait for approval. */
export const EDIT_STATES = ["live", "withdrawn", "draft"] as const;
export type EditState = (typeof EDIT_STATES)[number];

/**
 * What staff made of the clauses: an overlay over the clause files. Rows are only added; of each clause the
 * newest version counts. Holds published policy, nobody's personal words.
 */
export const knowledgeEdits = pgTable(
  "knowledge_edits",
  {
    clause: text("clause").notNull(),
    version: integer("version").notNull(),
    /** Counts all edits: with their number it tells whether anything changed. */
    id: bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    state: text("state").$type<EditState>().notNull(),
    /** The clause in the form of a clause file; null for the file's own words. */
    content: text("content"),
    /** Digest of the file's clause that this edit was made upon; null when no file holds the clause. */
    base: text("base"),
    /** A person's id, or `operator` for the command line. */
    author: text("author").notNull(),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "knowledge_edits_key", columns: [table.clause, table.version] }),
    unique("knowledge_edits_id_key").on(table.id),
    check(
      "knowledge_edits_state",
      sql.raw(`state in (${EDIT_STATES.map((state) => `'${state}'`).join(", ")})`),
    ),
  ],
);

/** Why an answer was no good. */
export const FEEDBACK_REASONS = ["wrong", "incomplete", "outdated", "missed"] as const;
export type FeedbackReason = (typeof FEEDBACK_REASONS)[number];

/** What people thought of an answer: once per person and question, changeable. */
export const questionFeedback = pgTable(
  "question_feedback",
  {
    question: text("question")
      .notNull()
      .references(() => questions.reference, { onDelete: "cascade" }),
    person: text("person")
      .notNull()
      .references(() => people.id),
    verdict: text("verdict").$type<"up" | "down">().notNull(),
    reason: text("reason").$type<FeedbackReason>(),
    masked: text("masked"),
    sealed: sealed("sealed"),
    at: instant("at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "question_feedback_key", columns: [table.question, table.person] }),
    index("question_feedback_person").on(table.person),
  ],
);
