import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Json, Transaction } from "../engine/terms.ts";
import { audit } from "./schema/index.ts";
import { sessionOf } from "./session.ts";

/** The one at the command line, who has no account. */
export const OPERATOR = "operator";

/** Something somebody did; `details` are codes and ids, never anybody's words. */
export interface AuditEntry {
  /** A person's id, or `operator`. */
  readonly who: string;
  /** Such as `role.changed` or `ticket.taken`. */
  readonly what: string;
  readonly onWhat: string;
  readonly details?: Json;
}

/** Writes down who did what; rows are never changed. */
export async function addAudit(transaction: Transaction, entry: AuditEntry): Promise<void> {
  const { who, what, onWhat, details = {} } = entry;
  await sessionOf(transaction).db.insert(audit).values({ who, what, onWhat, details });
}

/** Which entries; what is left out does not matter. */
export interface AuditFilter {
  readonly who?: string | undefined;
  readonly onWhat?: string | undefined;
  /** An entry's `what`, or its first part: `ticket` for `ticket.taken`. */
  readonly what?: string | undefined;
  /** ms UTC. */
  readonly since?: number | undefined;
}

/** An entry as it was written down, with its time in ms UTC. */
export type WrittenEntry = Required<AuditEntry> & { readonly at: number };

/** The newest entries first. */
export async function recentAudit(
  transaction: Transaction,
  limit: number,
  { who, onWhat, what, since }: AuditFilter = {},
): Promise<readonly WrittenEntry[]> {
  return sessionOf(transaction)
    .db.select({
      who: audit.who,
      what: audit.what,
      onWhat: audit.onWhat,
      details: audit.details,
      at: audit.at,
    })
    .from(audit)
    .where(
      and(
        who === undefined ? undefined : eq(audit.who, who),
        onWhat === undefined ? undefined : eq(audit.onWhat, onWhat),
        what === undefined
          ? undefined
          : sql`(${audit.what} = ${what} or starts_with(${audit.what}, ${`${what}.`}))`,
        since === undefined ? undefined : gte(audit.at, since),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit);
}
