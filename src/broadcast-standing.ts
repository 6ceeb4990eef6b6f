import {
  CHAT_ACTS,
  CHAT_TALKS,
  type ListResult,
  type Standing,
} from "../flows/announce/services.ts";
import { stateNames } from "./console/broadcasts/messages.ts";
import { broadcastOf } from "./domain/broadcasts/content.ts";
import { possibleActs } from "./domain/broadcasts/machine.ts";
import { canNudge } from "./domain/broadcasts/nudge.ts";
import type { BroadcastStatus } from "./domain/broadcasts/status.ts";
import { permitted } from "./domain/permissions.ts";
import type { Transaction } from "./engine/terms.ts";
import { listBroadcasts } from "./store/broadcasts/broadcasts.ts";
import { accountNames } from "./store/people.ts";

/** Names of so many required readers are shown; the console shows all. */
const MOST_MISSING = 30;

/** How an announcement stands, and what its reader may do about it. */
export async function standingOf(
  transaction: Transaction,
  status: BroadcastStatus,
  reader: string,
): Promise<Standing> {
  const { broadcast, perSecond, secondsLeft, retracted, corrected, edited } = status;
  const { audience, sent, failed, skipped, uncertain, queued } = status;
  const name = stateNames[broadcast.state];
  const { title } = broadcast.content;
  return {
    id: broadcast.id,
    title: { zh: title.zh, en: title.en },
    state: broadcast.state,
    stateName: { zh: name.zh, en: name.en },
    ...{ audience, sent, failed, skipped, uncertain, queued },
    perSecond,
    secondsLeft: secondsLeft ?? null,
    deleted: retracted.done,
    pastWindow: retracted.pastWindow,
    notDeleted: retracted.failed,
    corrected: corrected.done,
    edited: edited.done,
    notEdited: edited.pastWindow + edited.failed,
    read: await readersOf(transaction, status, reader),
    acts: actsOf(status, reader),
  };
}

async function readersOf(
  transaction: Transaction,
  { broadcast, readers }: BroadcastStatus,
  reader: string,
): Promise<Standing["read"]> {
  const isAsked = broadcast.buttons.some(({ kind }) => kind === "read");
  if (!isAsked || broadcast.state === "draft") return null;
  const announces = await permitted(transaction, reader, "broadcasts.write");
  const named = announces ? readers.missing.slice(0, MOST_MISSING) : [];
  const missing = await accountNames(transaction, named);
  return { count: readers.count, missing };
}

function actsOf(
  { broadcast, failed, uncertain, readers }: BroadcastStatus,
  reader: string,
): Standing["acts"] {
  const { state, author } = broadcast;
  const possible = new Set<string>(possibleActs(state));
  const isDraft = state === "draft";
  const offered = [...CHAT_ACTS.slice(0, -1), ...CHAT_TALKS, "status"] as const;
  return offered.filter(isPossible);

  function isPossible(act: (typeof offered)[number]): boolean {
    switch (act) {
      case "status":
        return true;
      case "preview":
        return isDraft || state === "awaiting_approval";
      case "test":
        return isDraft;
      case "approve":
        return possible.has(act) && author !== reader;
      case "retry":
        return possible.has(act) && failed > 0;
      case "uncertain":
        return possible.has("retry") && uncertain > 0;
      case "nudge":
        return canNudge(broadcast) && readers.missing.length > 0;
      case "again":
      case "leave":
        return false;
      case "submit":
      case "return":
      case "pause":
      case "resume":
      case "cancel":
      case "edit":
      case "recall":
        return possible.has(act);
    }
  }
}

/** So many fit under one message on every platform. */
const MOST_LISTED = 8;

/** The newest announcements, of the playground or of everything else. */
export async function listForChat(
  transaction: Transaction,
  playground: boolean,
): Promise<ListResult> {
  const kept = await listBroadcasts(transaction, playground, MOST_LISTED);
  const announcements = kept.map(broadcastOf).map(({ id, content: { title }, state }) => ({
    id,
    title: { zh: title.zh, en: title.en },
    stateName: { zh: stateNames[state].zh, en: stateNames[state].en },
  }));
  return { kind: "listed", announcements };
}
