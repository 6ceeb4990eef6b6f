import type { ClaimedMessage } from "../../store/outbound/claim.ts";
import { chatOf } from "../../store/outbound/rows.ts";
import type { LoadedLane } from "../../store/turns/loaded.ts";
import type { OutboundDraft } from "../../store/turns/turn-commit.ts";
import type { Cause } from "../apply.ts";

/** What this process can send without asking the database what is due. */
export interface Straight {
  /** Whether the token is this process's. */
  owns(installation: string): boolean;
  /** What it is sending in that chat already. */
  inFlightIn(chat: string): readonly string[];
}

/**
 * Wishes a lease for the answers in the chat that the event came from: all that sending takes is known there.
 * What edits an earlier card needs the database, and then nothing of its chat goes ahead of it. `onGranted` gets
 * each message whose lease the commit grants.
 */
export function straightOf(
  straight: Straight,
  loaded: LoadedLane,
  cause: Cause,
  drafts: readonly OutboundDraft[],
  onGranted: (message: ClaimedMessage) => void,
): readonly OutboundDraft[] {
  const claimed = drafts.map((draft) => messageOf(loaded, cause, draft));
  const slow = new Set(drafts.filter((_, at) => !claimed[at]).map(({ to }) => chatOf(loaded, to)));
  return drafts.map((draft, at) => {
    const message = claimed[at];
    if (!message || slow.has(message.chat) || !straight.owns(message.installation)) return draft;
    const after = straight.inFlightIn(message.chat);
    const lease = { after, granted: () => onGranted({ ...message, fresh: { after } }) };
    return { ...draft, lease };
  });
}

/** The message as a claim would find it; undefined when that takes more than the turn knows. */
function messageOf(
  loaded: LoadedLane,
  cause: Cause,
  draft: OutboundDraft,
): ClaimedMessage | undefined {
  const { space, person, installation } = loaded;
  const { id, to, intent, locale, purpose } = draft;
  if (cause.kind !== "event" || !space || installation === undefined) return undefined;
  const isHere =
    to.kind === "person"
      ? to.person === person?.id && space.kind === "direct"
      : to.at.space === space.id && (to.kind === "space" || to.person === person?.id);
  const isCardAgain = intent.kind === "card" && intent.key !== undefined;
  const account = cause.event.account;
  if (!isHere || isCardAgain || (to.kind !== "space" && !account)) return undefined;
  return {
    id,
    installation,
    chat: chatOf(loaded, to),
    purpose,
    destination: to.kind,
    space: { id: space.id, platformId: space.platformId, kind: space.kind },
    account: to.kind === "space" || !account ? undefined : { platformId: account.platformId },
    thread: to.kind === "person" ? undefined : to.at.thread,
    replyTo: to.kind === "space" ? to.replyTo : undefined,
    edits: undefined,
    retracts: undefined,
    intent,
    locale,
    attempts: 0,
  };
}
