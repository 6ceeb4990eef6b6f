import type { Transaction } from "../../engine/terms.ts";
import { type AmendmentKind, makeAmendments } from "../../store/broadcasts/amendments.ts";
import { findBroadcast, settleEdit } from "../../store/broadcasts/broadcasts.ts";
import {
  hasUnsettledCopies,
  makeCopies,
  tokensToFeed,
  wordRows,
} from "../../store/broadcasts/copies.ts";
import { type Broadcast, broadcastOf } from "./content.ts";
import { copiesOf, correctionsOf } from "./copy.ts";
import { isQuiet } from "./quiet-hours.ts";
import { beginDue, finish } from "./work.ts";

/** Runs work in a transaction of its own. */
export type Run = <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;

/** How many copies may wait at a token: enough to keep it busy, few enough to be taken back at once. */
const MOST_WAITING = 256;

/** What the next copies of an announcement depend on. */
export interface FeedParts {
  readonly run: Run;
  /** ms UTC, by the database's clock. */
  readonly now: number;
  /** Copies that wait at each token already; what is made is added to it. */
  readonly waiting: Map<string, number>;
}

/** Makes what is due of one announcement: its beginning, its next copies, its amendments, its end. Returns how many. */
export async function feedBroadcast(id: string, parts: FeedParts): Promise<number> {
  const { run, now } = parts;
  const begun = await run(async (transaction) => {
    const kept = await findBroadcast(transaction, id);
    return kept?.state === "scheduled" ? beginDue(transaction, id, now) : undefined;
  });
  if (begun === "held") return 0;
  const kept = await run((transaction) => findBroadcast(transaction, id));
  if (!kept) return 0;
  const broadcast = broadcastOf(kept);
  switch (broadcast.state) {
    case "sending":
      return (await feedCopies(broadcast, parts)) + (await feedEdits(broadcast, parts));
    case "paused":
    case "done":
      return feedEdits(broadcast, parts);
    case "recalled":
      return (
        (await amend("retract", broadcast, parts)) + (await amend("correction", broadcast, parts))
      );
    case "draft":
    case "awaiting_approval":
    case "scheduled":
    case "cancelled":
      return 0;
  }
}

async function feedCopies(broadcast: Broadcast, parts: FeedParts): Promise<number> {
  const { run, now, waiting } = parts;
  if (isQuiet(now) && broadcast.override === undefined) return 0;
  const tokens = await run((transaction) => tokensToFeed(transaction, broadcast.id));
  let made = 0;
  for (const installation of tokens) {
    const held = waiting.get(installation) ?? 0;
    const room = MOST_WAITING - held;
    if (room <= 0) continue;
    const count = await run((transaction) => {
      const words = wordRows(transaction, copiesOf(broadcast));
      return makeCopies(transaction, broadcast, installation, room, words);
    });
    waiting.set(installation, held + count);
    made += count;
  }
  if (tokens.length === 0) await finishIfSettled(broadcast, run);
  return made;
}

async function finishIfSettled({ id }: Broadcast, run: Run): Promise<void> {
  await run(async (transaction) => {
    if (!(await hasUnsettledCopies(transaction, id))) await finish(transaction, id);
  });
}

async function feedEdits(broadcast: Broadcast, parts: FeedParts): Promise<number> {
  if (broadcast.editGeneration === 0) return 0;
  const made = await amend("edit", broadcast, parts);
  if (made === 0) {
    await parts.run(async (transaction) => {
      const isMoving = await hasUnsettledCopies(transaction, broadcast.id);
      if (!isMoving) await settleEdit(transaction, broadcast.id);
    });
  }
  return made;
}

async function amend(kind: AmendmentKind, broadcast: Broadcast, parts: FeedParts): Promise<number> {
  const room = MOST_WAITING - Math.max(0, ...parts.waiting.values());
  if (room <= 0) return 0;
  return parts.run((transaction) => {
    const forms = kind === "edit" ? copiesOf(broadcast) : correctionsOf(broadcast);
    return makeAmendments(transaction, kind, broadcast, room, wordRows(transaction, forms));
  });
}
