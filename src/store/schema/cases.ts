import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { instant, sealed } from "./columns.ts";
import { people } from "./people.ts";

/**
 * Applications as the district's systems last told them. Found by keyed hash alone; what can name anybody,
 * the number included, is sealed by the service, whose record it is.
 */
export const cases = pgTable(
  "cases",
  {
    id: text("id").primaryKey(),
    numberHash: text("number_hash").notNull(),
    /** Of number and last four digits together: equal digits of two cases do not show. */
    phoneHash: text("phone_hash").notNull(),
    /** Id of a programme of the content, and of one of its statuses. */
    programme: text("programme").notNull(),
    status: text("status").notNull(),
    /** The applicant's name as staff lists show it. */
    masked: text("masked").notNull(),
    /** Number, applicant, phone, next step and missing items. */
    sealed: sealed("sealed").notNull(),
    dueAt: instant("due_at"),
    /** Drafts are kept and shown to nobody. */
    visible: boolean("visible").notNull(),
    /** When the source changed it last. */
    updatedAt: instant("updated_at").notNull(),
    /** Keyed digest of all that was told; equal when nothing changed. */
    digest: text("digest").notNull(),
    recordedAt: instant("recorded_at").notNull().default(sql`now()`),
  },
  (table) => [
    unique("cases_number_key").on(table.numberHash),
    index("cases_updated_at").on(table.updatedAt),
  ],
);

/** Where a change came from. */
export const CASE_SOURCES = ["import", "api"] as const;
export type CaseSource = (typeof CASE_SOURCES)[number];

/** What became of telling the applicant: nobody to tell, told, or nobody could be reached. */
export const TOLD_STATES = ["nobody", "told", "unreachable"] as const;
export type ToldState = (typeof TOLD_STATES)[number];

const listed = (states: readonly string[]) => states.map((state) => `'${state}'`).join(", ");

/** Each change of a case, once: the keyed hash of its change id is unique. */
export const caseChanges = pgTable(
  "case_changes",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    case: text("case_id")
      .notNull()
      .references(() => cases.id, { onDelete: "cascade" }),
    changeHash: text("change_hash").notNull(),
    status: text("status").notNull(),
    /** Null for the first. */
    previousStatus: text("previous_status"),
    /** Next step and missing items. */
    sealed: sealed("sealed").notNull(),
    dueAt: instant("due_at"),
    visible: boolean("visible").notNull(),
    /** When the source says it happened. */
    at: instant("at").notNull(),
    source: text("source").$type<CaseSource>().notNull(),
    /** The API key's id, or `operator`. */
    by: text("by").notNull(),
    told: text("told").$type<ToldState>().notNull().default("nobody"),
    recordedAt: instant("recorded_at").notNull().default(sql`now()`),
  },
  (table) => [
    unique("case_changes_change_key").on(table.changeHash),
    check("case_changes_told", sql.raw(`told in (${listed(TOLD_STATES)})`)),
    index("case_changes_case").on(table.case, table.at),
    index("case_changes_unreachable").on(table.recordedAt).where(sql`told = 'unreachable'`),
  ],
);

/** How somebody proved that a case is theirs. */
export const PROOFS = ["message", "desk_code", "clerk"] as const;
export type Proof = (typeof PROOFS)[number];

/** Whose case it is: from then on no number is typed again. */
export const caseBindings = pgTable(
  "case_bindings",
  {
    case: text("case_id")
      .notNull()
      .references(() => cases.id, { onDelete: "cascade" }),
    person: text("person")
      .notNull()
      .references(() => people.id),
    proof: text("proof").$type<Proof>().notNull(),
    /** Told only when something is wanted of them. */
    muted: boolean("muted").notNull().default(false),
    /** When they want to be reminded before the due date. */
    remindAt: instant("remind_at"),
    boundAt: instant("bound_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "case_bindings_key", columns: [table.case, table.person] }),
    index("case_bindings_person").on(table.person),
    index("case_bindings_remind_at").on(table.remindAt).where(sql`remind_at is not null`),
  ],
);

/** What tries are counted by. */
export const ATTEMPT_SCOPES = ["person", "case", "space"] as const;
export type AttemptScope = (typeof ATTEMPT_SCOPES)[number];

/** Failed tries and the wait they cost; existing and unknown numbers count alike. */
export const caseAttempts = pgTable(
  "case_attempts",
  {
    scope: text("scope").$type<AttemptScope>().notNull(),
    /** A person's or space's id, or a number's keyed hash. */
    subject: text("subject").notNull(),
    failed: integer("failed").notNull(),
    blockedUntil: instant("blocked_until").notNull(),
    lastAt: instant("last_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "case_attempts_key", columns: [table.scope, table.subject] }),
    check("case_attempts_scope", sql.raw(`scope in (${listed(ATTEMPT_SCOPES)})`)),
    index("case_attempts_last_at").on(table.lastAt),
  ],
);

/** One-time codes that bind a case. A request for an unknown number has no case and is otherwise the same. */
export const caseCodes = pgTable(
  "case_codes",
  {
    id: text("id").primaryKey(),
    case: text("case_id").references(() => cases.id, { onDelete: "cascade" }),
    /** Who may use it; null for one that a clerk hands over. */
    person: text("person").references(() => people.id),
    kind: text("kind").$type<Proof>().notNull(),
    codeHash: text("code_hash").notNull(),
    /** The code, until it was handed to the sender. */
    sealed: sealed("sealed"),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    index("case_codes_case").on(table.case),
    index("case_codes_person").on(table.person),
    index("case_codes_expires_at").on(table.expiresAt),
    index("case_codes_to_send").on(table.createdAt).where(sql`sealed is not null`),
  ],
);

/** Keys of the systems that tell us changes; only their hash is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    keyHash: text("key_hash").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    unique("api_keys_name_key").on(table.name),
    unique("api_keys_hash_key").on(table.keyHash),
  ],
);
