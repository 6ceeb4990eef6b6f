import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import { outbound } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { plainStatement, type Rows } from "../turns/statement.ts";
import type { OutboundDraft } from "../turns/turn-commit.ts";
import { keyOf } from "../unsealing.ts";
import { type OutboundRow, outboundRows } from "./rows.ts";

/**
 * Adds messages that no turn says, such as a notice to staff. The cause names why, such as `failed:<id>`:
 * the same cause adds nothing a second time. Messages to people are sealed for them; people who were erased
 * get none. Returns the ids that were added.
 */
export async function addMessages(
  transaction: Transaction,
  cause: string,
  drafts: readonly OutboundDraft[],
): Promise<readonly string[]> {
  if (drafts.length === 0) return [];
  await waitForCause(transaction, cause);
  if (await isKnown(transaction, cause)) return [];
  const outbound: OutboundRow[] = [];
  const announced: NonNullable<Rows["announced"]>[number][] = [];
  for (const [ordinal, draft] of drafts.entries()) {
    const key = await keyFor(transaction, draft);
    if (key === undefined) continue;
    const rows = outboundRows({ cause, revision: 0, key }, [draft]);
    outbound.push(...rows.outbound.map((row) => ({ ...row, ordinal })));
    announced.push(...rows.announced);
  }
  const { text, parameters } = plainStatement([cause], { outbound, announced });
  await sessionOf(transaction).sql.unsafe(text, parameters, { prepare: true });
  return outbound.map(({ id }) => String(id));
}

/** Whoever adds messages of the same cause at the same moment goes first, and is then seen. */
async function waitForCause(transaction: Transaction, cause: string): Promise<void> {
  const lock = "select pg_advisory_xact_lock(hashtextextended($1, 0))";
  await sessionOf(transaction).sql.unsafe(lock, [`messages ${cause}`]);
}

async function isKnown(transaction: Transaction, cause: string): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ id: outbound.id })
    .from(outbound)
    .where(and(eq(outbound.cause, cause), eq(outbound.revision, 0)))
    .limit(1);
  return rows.length > 0;
}

function keyFor(transaction: Transaction, { to }: OutboundDraft) {
  if (to.kind === "space") return sessionOf(transaction).keyring.service;
  return keyOf(transaction, to.person);
}
