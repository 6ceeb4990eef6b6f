import { desc } from "drizzle-orm";
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

/** The newest entries first, with their time in ms UTC. */
export async function recentAudit(
  transaction: Transaction,
  limit: number,
): Promise<readonly (Required<AuditEntry> & { readonly at: number })[]> {
  return sessionOf(transaction)
    .db.select({
      who: audit.who,
      what: audit.what,
      onWhat: audit.onWhat,
      details: audit.details,
      at: audit.at,
    })
    .from(audit)
    .orderBy(desc(audit.id))
    .limit(limit);
}
