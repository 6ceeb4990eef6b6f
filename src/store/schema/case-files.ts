import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { cases } from "./cases.ts";
import { instant, quoted, sealed } from "./columns.ts";
import { people } from "./people.ts";

/**
 * What became of a file: being fetched from its platform, here, not taken, taken back by its sender, or replaced
 * by a later one.
 */
export const CASE_FILE_STATES = [
  "fetching",
  "received",
  "refused",
  "withdrawn",
  "replaced",
] as const;
export type CaseFileState = (typeof CASE_FILE_STATES)[number];

/** Files handed in for what an application lacks. Sealed by the service, whose staff they are for. */
export const caseFiles = pgTable(
  "case_files",
  {
    id: text("id").primaryKey(),
    case: text("case_id")
      .notNull()
      .references(() => cases.id, { onDelete: "cascade" }),
    person: text("person")
      .notNull()
      .references(() => people.id),
    /** Keyed hash of the case and the item it is for. */
    item: text("item").notNull(),
    /** What the item is called, the file's name, and until it is here what its platform fetches it by. */
    sealed: sealed("sealed").notNull(),
    state: text("state").$type<CaseFileState>().notNull().default("fetching"),
    /** Known once it is here: what its bytes are. */
    kind: text("kind"),
    size: integer("size"),
    /** Tries to fetch it, and when the next is due. */
    tries: integer("tries").notNull().default(0),
    dueAt: instant("due_at").notNull().default(sql`now()`),
    receivedAt: instant("received_at"),
    /** When staff took it over, and who: a person, or `operator`. */
    takenAt: instant("taken_at"),
    takenBy: text("taken_by"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    check("case_files_state", sql.raw(`state in (${quoted(CASE_FILE_STATES)})`)),
    index("case_files_case").on(table.case),
    index("case_files_person").on(table.person, table.createdAt),
    index("case_files_fetching").on(table.dueAt).where(sql`state = 'fetching'`),
    index("case_files_received").on(table.receivedAt).where(sql`state = 'received'`),
  ],
);

/** The bytes of files that are here, apart from what lists read. */
export const caseFileBytes = pgTable("case_file_bytes", {
  file: text("file")
    .primaryKey()
    .references(() => caseFiles.id, { onDelete: "cascade" }),
  sealed: sealed("sealed").notNull(),
});
