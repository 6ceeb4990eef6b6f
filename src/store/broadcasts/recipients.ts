import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Platform } from "../../engine/adapter.ts";
import type { Transaction } from "../../engine/terms.ts";
import {
  accounts,
  broadcastAmendments,
  broadcastCounts,
  broadcastReads,
  broadcastRecipients,
  type DeliveryState,
  deliveries,
  installations,
  spaces,
} from "../schema/index.ts";
import type { Unsealed } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";

/** An announcement's figures; the last five add up to the first. */
export interface BroadcastCounts {
  readonly audience: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly uncertain: number;
  readonly queued: number;
}

const NOBODY: BroadcastCounts = {
  audience: 0,
  sent: 0,
  failed: 0,
  skipped: 0,
  uncertain: 0,
  queued: 0,
};

/** The figures of one announcement, all of the same moment. */
export async function countCopies(
  transaction: Transaction,
  broadcast: string,
): Promise<BroadcastCounts> {
  const { audience, sent, failed, skipped, uncertain, queued } = broadcastCounts;
  const [row] = await sessionOf(transaction)
    .db.select({ audience, sent, failed, skipped, uncertain, queued })
    .from(broadcastCounts)
    .where(eq(broadcastCounts.broadcast, broadcast));
  return row ? { ...NOBODY, ...present(row) } : NOBODY;
}

function present(row: Readonly<Record<keyof BroadcastCounts, number | null>>) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? 0]));
}

/** What became of taking a copy back. */
export type TakenBack = "taking_back" | "taken_back" | "not_taken_back";

/** One recipient as staff see it. */
export interface ListedRecipient {
  readonly ordinal: number;
  /** Our id of the copy; undefined while there is none. */
  readonly copy: string | undefined;
  readonly platform: Platform | undefined;
  readonly name: Unsealed | undefined;
  readonly isGroup: boolean;
  readonly state: DeliveryState | "waiting" | "skipped" | TakenBack;
  readonly reason: string | undefined;
}

/** What a page of recipients shows. */
export interface RecipientPage {
  /** Only those behind this one. */
  readonly after: number;
  readonly limit: number;
  /** Only those whose copy has this state. */
  readonly state?: DeliveryState | undefined;
}

/** A page of recipients in their order. */
export async function pageRecipients(
  transaction: Transaction,
  broadcast: string,
  { after, limit, state }: RecipientPage,
): Promise<readonly ListedRecipient[]> {
  const retraction = alias(deliveries, "retraction");
  const rows = await sessionOf(transaction)
    .db.select({
      ordinal: broadcastRecipients.ordinal,
      copy: broadcastRecipients.outbound,
      platform: installations.platform,
      space: broadcastRecipients.space,
      title: spaces.titleSealed,
      name: accounts.nameSealed,
      state: deliveries.state,
      reason: deliveries.reason,
      messageId: deliveries.messageId,
      retraction: retraction.state,
      whyKept: retraction.reason,
      skipped: broadcastRecipients.skipped,
    })
    .from(broadcastRecipients)
    .leftJoin(installations, eq(installations.id, broadcastRecipients.installation))
    .leftJoin(spaces, eq(spaces.id, broadcastRecipients.space))
    .leftJoin(
      accounts,
      and(
        eq(accounts.person, broadcastRecipients.person),
        eq(accounts.installation, broadcastRecipients.installation),
      ),
    )
    .leftJoin(deliveries, eq(deliveries.outbound, broadcastRecipients.outbound))
    .leftJoin(
      broadcastAmendments,
      and(
        eq(broadcastAmendments.broadcast, broadcastRecipients.broadcast),
        eq(broadcastAmendments.ordinal, broadcastRecipients.ordinal),
        eq(broadcastAmendments.kind, "retract"),
      ),
    )
    .leftJoin(retraction, eq(retraction.outbound, broadcastAmendments.outbound))
    .where(
      and(
        eq(broadcastRecipients.broadcast, broadcast),
        gt(broadcastRecipients.ordinal, after),
        state === undefined ? undefined : eq(deliveries.state, state),
      ),
    )
    .orderBy(asc(broadcastRecipients.ordinal))
    .limit(limit);
  const read = await readerFor(
    transaction,
    rows.flatMap(({ title, name }) => [title, name]),
  );
  return rows.map((row) => ({
    ordinal: row.ordinal,
    platform: row.platform ?? undefined,
    name: read(row.title ?? row.name),
    isGroup: row.space !== null,
    copy: row.copy ?? undefined,
    ...standingOf(row),
  }));
}

interface Fate {
  readonly state: DeliveryState | null;
  readonly reason: string | null;
  readonly messageId: string | null;
  readonly retraction: DeliveryState | null;
  readonly whyKept: string | null;
  readonly skipped: string | null;
}

/** What staff see of a copy: once it is being taken back, what becomes of that. */
function standingOf(fate: Fate): Pick<ListedRecipient, "state" | "reason"> {
  const { state, reason, messageId, retraction, whyKept, skipped } = fate;
  if (skipped !== null) return { state: "skipped", reason: skipped };
  if (retraction === null) return { state: state ?? "waiting", reason: reason ?? undefined };
  switch (retraction) {
    case "queued":
    case "later":
    case "sending":
      return { state: "taking_back", reason: undefined };
    case "sent":
      return messageId === null
        ? { state: "not_taken_back", reason: reason ?? undefined }
        : { state: "taken_back", reason: undefined };
    case "uncertain":
    case "unreachable":
    case "refused":
    case "cancelled":
      return { state: "not_taken_back", reason: whyKept ?? undefined };
  }
}

/** Remembers that a person has read it; false when they had said so before. */
export async function addRead(
  transaction: Transaction,
  broadcast: string,
  person: string,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.insert(broadcastReads)
    .values({ broadcast, person })
    .onConflictDoNothing()
    .returning({ person: broadcastReads.person });
  return rows.length > 0;
}

/** How many have read it, and who of these people has not. */
export async function readersOf(
  transaction: Transaction,
  broadcast: string,
  required: readonly string[],
): Promise<{ readonly count: number; readonly missing: readonly string[] }> {
  const { db } = sessionOf(transaction);
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(broadcastReads)
    .where(eq(broadcastReads.broadcast, broadcast));
  if (required.length === 0) return { count: row?.count ?? 0, missing: [] };
  const read = await db
    .select({ person: broadcastReads.person })
    .from(broadcastReads)
    .where(
      and(eq(broadcastReads.broadcast, broadcast), inArray(broadcastReads.person, [...required])),
    );
  const readers = new Set(read.map(({ person }) => person));
  return { count: row?.count ?? 0, missing: required.filter((person) => !readers.has(person)) };
}

/** Whether a person is one of an announcement's recipients by themselves. */
export async function isRecipient(
  transaction: Transaction,
  broadcast: string,
  person: string,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.select({ ordinal: broadcastRecipients.ordinal })
    .from(broadcastRecipients)
    .where(
      and(eq(broadcastRecipients.broadcast, broadcast), eq(broadcastRecipients.person, person)),
    )
    .limit(1);
  return rows.length > 0;
}
