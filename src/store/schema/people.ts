import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { Platform } from "../../engine/adapter.ts";
import type { Desk, Role, SpaceKind } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import { instant, sealed } from "./columns.ts";

/** One bot token on one platform. */
export const installations = pgTable(
  "installations",
  {
    id: text("id").primaryKey(),
    platform: text("platform").$type<Platform>().notNull(),
    /** The bot's or workspace's id there. */
    platformId: text("platform_id").notNull(),
    /** What the bot signs in with; null when the environment gives it, or nobody does any more. */
    tokenSealed: sealed("token_sealed"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [unique("installations_platform_key").on(table.platform, table.platformId)],
);

/** Humans. Destroying `dataKey` makes everything sealed for the person unreadable. */
export const people = pgTable(
  "people",
  {
    id: text("id").primaryKey(),
    dataKey: sealed("data_key"),
    /** Id of the master key that wraps the data key. */
    masterKey: text("master_key"),
    /** The language the person chose; null until they do. */
    locale: text("locale").$type<Locale>(),
    /** The person they turned out to be; their own key still opens what was sealed with it before. */
    mergedInto: text("merged_into").references((): AnyPgColumn => people.id),
    /** What was added to the numbers of their runs when those went on in the other lane. */
    mergedRuns: integer("merged_runs"),
    /** When they asked to be erased: done once the farewell has reached them. */
    erasureAskedAt: instant("erasure_asked_at"),
    erasedAt: instant("erased_at"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    index("people_merged_into").on(table.mergedInto).where(sql`merged_into is not null`),
    index("people_erasure_asked")
      .on(table.erasureAskedAt)
      .where(sql`erasure_asked_at is not null and erased_at is null`),
  ],
);

/** Chats. */
export const spaces = pgTable(
  "spaces",
  {
    id: text("id").primaryKey(),
    installation: text("installation")
      .notNull()
      .references(() => installations.id),
    platformId: text("platform_id").notNull(),
    kind: text("kind").$type<SpaceKind>().notNull(),
    titleMasked: text("title_masked"),
    titleSealed: sealed("title_sealed"),
    locale: text("locale").$type<Locale>(),
    /** In a helpful group the bot may speak unasked; in a quiet one never. */
    mode: text("mode").$type<"quiet" | "helpful">().notNull().default("quiet"),
    /** What staff use the space for: `staff`, or `desk:<desk>` for one desk's own group. */
    tags: text("tags").array().notNull().default(sql`'{}'`),
    /** Since when nothing can be sent there: the bot was removed or blocked, or the chat is gone. */
    unreachableSince: instant("unreachable_since"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    unique("spaces_platform_key").on(table.installation, table.platformId),
    // Direct chats carry no tags, and there are as many as people.
    index("spaces_tagged").on(table.createdAt, table.id).where(sql`tags <> '{}'`),
  ],
);

/** A person's account on one installation. */
export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    person: text("person")
      .notNull()
      .references(() => people.id),
    installation: text("installation")
      .notNull()
      .references(() => installations.id),
    platformId: text("platform_id").notNull(),
    nameMasked: text("name_masked"),
    nameSealed: sealed("name_sealed"),
    /** The platform's language tag. */
    localeTag: text("locale_tag"),
    directSpace: text("direct_space").references((): AnyPgColumn => spaces.id),
    /** Since when no direct chat can be opened with it. */
    unreachableSince: instant("unreachable_since"),
    /** To the hour: the account that a message to the person goes to is the one used last. */
    lastSeenAt: instant("last_seen_at").notNull().default(sql`now()`),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    unique("accounts_platform_key").on(table.installation, table.platformId),
    index("accounts_person").on(table.person),
    index("accounts_direct_space").on(table.directSpace),
  ],
);

/** People who may act for the service. */
export const staff = pgTable("staff", {
  person: text("person")
    .primaryKey()
    .references(() => people.id),
  role: text("role").$type<Role>().notNull(),
  desks: text("desks").array().$type<Desk[]>().notNull().default(sql`'{}'`),
  changedAt: instant("changed_at").notNull().default(sql`now()`),
});

/** Consent given to one purpose in one version of its text, and when it was withdrawn. */
export const consents = pgTable(
  "consents",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    person: text("person")
      .notNull()
      .references(() => people.id),
    purpose: text("purpose").notNull(),
    textVersion: integer("text_version").notNull(),
    /** Days the text said that things are kept; null when it named none, or before it named what is set. */
    keptDays: integer("kept_days"),
    givenAt: instant("given_at").notNull().default(sql`now()`),
    withdrawnAt: instant("withdrawn_at"),
  },
  (table) => [index("consents_person").on(table.person)],
);
