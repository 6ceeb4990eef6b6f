import { and, desc, eq, sql } from "drizzle-orm";
import type { Json, Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import { type BroadcastState, broadcasts } from "../schema/index.ts";
import { mask } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";

/** What is kept of an announcement; its words and its audience are the domain's, as JSON. */
export interface KeptBroadcast {
  readonly id: string;
  readonly state: BroadcastState;
  readonly revision: number;
  readonly playground: boolean;
  readonly topic: string;
  /** JSON. */
  readonly words: string;
  readonly audience: Json;
  readonly buttons: Json;
  readonly required: readonly string[];
  readonly editGeneration: number;
  readonly override: string | undefined;
  readonly author: string;
  readonly approvedBy: string | undefined;
  /** ms UTC, like the others. */
  readonly createdAt: number;
  readonly scheduledAt: number | undefined;
  readonly startedAt: number | undefined;
  readonly pausedAt: number | undefined;
  readonly pausedMs: number;
  readonly finishedAt: number | undefined;
  readonly recalledAt: number | undefined;
}

/** What a new announcement is made of, and what an edit of a draft replaces. */
export interface BroadcastDraft {
  readonly playground: boolean;
  readonly topic: string;
  readonly words: string;
  readonly audience: Json;
  readonly buttons: Json;
  readonly required: readonly string[];
  readonly scheduledAt: number | undefined;
  readonly override: string | undefined;
  readonly author: string;
}

/** Adds a draft, of a new id unless one is given; returns its id. */
export async function addBroadcast(
  transaction: Transaction,
  draft: BroadcastDraft,
  id = newId(),
): Promise<string> {
  const { db } = sessionOf(transaction);
  await db
    .insert(broadcasts)
    .values({ id, author: draft.author, ...columnsOf(transaction, draft) });
  return id;
}

/** Puts other words, audience and time in the place of a draft's; false when it has moved on. */
export async function replaceDraft(
  transaction: Transaction,
  { id, revision }: Pick<KeptBroadcast, "id" | "revision">,
  draft: BroadcastDraft,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.update(broadcasts)
    .set({ ...columnsOf(transaction, draft), revision: revision + 1 })
    .where(
      and(eq(broadcasts.id, id), eq(broadcasts.revision, revision), eq(broadcasts.state, "draft")),
    )
    .returning({ id: broadcasts.id });
  return rows.length > 0;
}

function columnsOf(transaction: Transaction, draft: BroadcastDraft) {
  const { service } = sessionOf(transaction).keyring;
  const { playground, topic, words, audience, buttons, required, scheduledAt, override } = draft;
  return {
    playground,
    topic,
    masked: mask(words),
    sealed: seal(service, words),
    audience,
    buttons,
    required: [...required],
    scheduledAt: scheduledAt ?? null,
    overrideSealed: override === undefined ? null : seal(service, override),
  };
}

type Row = typeof broadcasts.$inferSelect;

/** An announcement; locked until the transaction ends, so that of two who act one waits for the other. */
export async function lockBroadcast(
  transaction: Transaction,
  id: string,
): Promise<KeptBroadcast | undefined> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(broadcasts)
    .where(eq(broadcasts.id, id))
    .for("update");
  return (await keptOf(transaction, rows))[0];
}

/** An announcement, to look at. */
export async function findBroadcast(
  transaction: Transaction,
  id: string,
): Promise<KeptBroadcast | undefined> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(broadcasts)
    .where(eq(broadcasts.id, id));
  return (await keptOf(transaction, rows))[0];
}

/** The newest announcements, of the playground or of everything else. */
export async function listBroadcasts(
  transaction: Transaction,
  playground: boolean,
  limit: number,
): Promise<readonly KeptBroadcast[]> {
  const rows = await sessionOf(transaction)
    .db.select()
    .from(broadcasts)
    .where(eq(broadcasts.playground, playground))
    .orderBy(desc(broadcasts.createdAt), desc(broadcasts.id))
    .limit(limit);
  return keptOf(transaction, rows);
}

/** Ids of announcements for which something may be due: to begin, to be sent, to be taken back. */
export async function activeBroadcasts(transaction: Transaction): Promise<readonly string[]> {
  const rows = await sessionOf(transaction)
    .db.select({ id: broadcasts.id })
    .from(broadcasts)
    .where(
      sql`${broadcasts.state} = 'sending'
        or ${broadcasts.state} = 'recalled' and ${broadcasts.recalledAt} > now() - interval '3 days'
        or ${broadcasts.state} = 'scheduled' and coalesce(${broadcasts.scheduledAt}, now()) <= now()
        or ${broadcasts.editGeneration} > 0 and ${broadcasts.state} in ('paused', 'done')`,
    )
    .orderBy(broadcasts.createdAt);
  return rows.map(({ id }) => id);
}

/** What a move changes besides the state. */
export interface BroadcastMove {
  readonly state: BroadcastState;
  readonly approvedBy?: string | null;
  readonly editGeneration?: number;
  readonly words?: string;
  /** Why it may be sent in quiet hours. */
  readonly override?: string;
}

/** The channel on which is announced that something was done to an announcement. */
export const BROADCASTS_CHANNEL = "broadcasts";

/**
 * Moves an announcement that the transaction has locked, and keeps when it began, rested and ended. Every process
 * hears of it once that is committed.
 */
export async function moveBroadcast(
  transaction: Transaction,
  { id, state: from, revision }: KeptBroadcast,
  { words, override, ...move }: BroadcastMove,
): Promise<void> {
  const { db, keyring } = sessionOf(transaction);
  const isEnd = move.state === "done" || move.state === "cancelled";
  const rested = sql`${broadcasts.pausedMs}
    + (extract(epoch from now() - ${broadcasts.pausedAt}) * 1000)::bigint`;
  await db
    .update(broadcasts)
    .set({
      ...move,
      revision: revision + 1,
      ...(words === undefined ? {} : { masked: mask(words), sealed: seal(keyring.service, words) }),
      ...(override === undefined ? {} : { overrideSealed: seal(keyring.service, override) }),
      ...(move.state === "sending"
        ? { startedAt: sql`coalesce(${broadcasts.startedAt}, now())`, finishedAt: null }
        : {}),
      ...(move.state === "paused" && from !== "paused" ? { pausedAt: sql`now()` } : {}),
      ...(from === "paused" && move.state !== "paused" ? { pausedMs: rested, pausedAt: null } : {}),
      ...(isEnd ? { finishedAt: sql`now()` } : {}),
      ...(move.state === "recalled"
        ? { finishedAt: sql`coalesce(${broadcasts.finishedAt}, now())`, recalledAt: sql`now()` }
        : {}),
    })
    .where(eq(broadcasts.id, id));
  await db.execute(sql`select pg_notify(${BROADCASTS_CHANNEL}, '')`);
}

/** Every copy has the newest words. */
export async function settleEdit(transaction: Transaction, id: string): Promise<void> {
  await sessionOf(transaction)
    .db.update(broadcasts)
    .set({ editGeneration: 0 })
    .where(eq(broadcasts.id, id));
}

async function keptOf(
  transaction: Transaction,
  rows: readonly Row[],
): Promise<readonly KeptBroadcast[]> {
  const read = await readerFor(
    transaction,
    rows.flatMap(({ sealed, overrideSealed }) => [sealed, overrideSealed]),
  );
  const wordsOf = (sealed: Uint8Array | null) => {
    const words = read(sealed);
    return words?.kind === "unsealed" ? words.value : undefined;
  };
  return rows.map(({ masked: _masked, sealed, overrideSealed, ...row }) => ({
    ...row,
    words: wordsOf(sealed) ?? "{}",
    override: wordsOf(overrideSealed),
    approvedBy: row.approvedBy ?? undefined,
    scheduledAt: row.scheduledAt ?? undefined,
    startedAt: row.startedAt ?? undefined,
    pausedAt: row.pausedAt ?? undefined,
    finishedAt: row.finishedAt ?? undefined,
    recalledAt: row.recalledAt ?? undefined,
  }));
}
