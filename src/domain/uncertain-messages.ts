import type { Transaction } from "../engine/terms.ts";
import { unreachable } from "../engine/terms.ts";
import { addAudit } from "../store/audit.ts";
import { findBroadcast } from "../store/broadcasts/broadcasts.ts";
import {
  leaveMessage,
  leaveMessagesOf,
  markArrived,
  queueAgain,
} from "../store/outbound/settle-by-hand.ts";
import { lockMessage, type UnsettledMessage } from "../store/outbound/uncertain.ts";
import { type Permission, permitted } from "./permissions.ts";

/** What staff can say of a message of which nobody knows whether it arrived. */
export const SETTLEMENTS = ["arrived", "again", "leave"] as const;
export type SettlementByHand = (typeof SETTLEMENTS)[number];

/** Who settles which message. */
export interface SettlementWish {
  readonly id: string;
  readonly by: string;
  readonly as: SettlementByHand;
  /** As they saw it: its tries so far. One that was tried again since is another matter. */
  readonly attempts?: number | undefined;
  /** The announcement it must be of. */
  readonly of?: string | undefined;
}

/** What came of it. */
export type SettledByHand =
  | { readonly kind: "done" }
  | { readonly kind: "not_found" }
  | { readonly kind: "not_allowed" }
  /** It is not uncertain any more, or was let be already. */
  | { readonly kind: "settled" }
  /** There is nothing to send again: its words were erased, or a newer state of its card is out. */
  | { readonly kind: "outdated" }
  /** A copy of an announcement: those go again with a retry of the announcement. */
  | { readonly kind: "of_announcement"; readonly announcement: string };

/** Settles one message by hand; said twice, the second does nothing. */
export async function settleByHand(
  transaction: Transaction,
  { id, by, as, attempts, of }: SettlementWish,
): Promise<SettledByHand> {
  const message = await lockMessage(transaction, id);
  if (!message || (of !== undefined && message.announcement !== of)) return { kind: "not_found" };
  if (!(await permitted(transaction, by, permissionFor(message)))) return { kind: "not_allowed" };
  if (!message.isUncertain || (as === "leave" && message.isLeft)) return { kind: "settled" };
  if (attempts !== undefined && attempts !== message.attempts) return { kind: "settled" };
  const refusal = as === "again" ? whyNotAgain(message) : undefined;
  if (refusal) return refusal;
  await carryOut(transaction, id, as);
  const { purpose, announcement } = message;
  const details = announcement === undefined ? { purpose } : { purpose, announcement };
  await addAudit(transaction, { who: by, what: `message.${as}`, onWhat: id, details });
  return { kind: "done" };
}

/** Of announcements whoever may send them; of all else whoever sees to failures. */
function permissionFor({ announcement }: UnsettledMessage): Permission {
  return announcement === undefined ? "failures.settle" : "broadcasts.send";
}

function whyNotAgain({
  purpose,
  announcement,
  isOutdated,
}: UnsettledMessage): SettledByHand | undefined {
  if (purpose === "broadcast" && announcement !== undefined) {
    return { kind: "of_announcement", announcement };
  }
  return isOutdated ? { kind: "outdated" } : undefined;
}

async function carryOut(transaction: Transaction, id: string, as: SettlementByHand): Promise<void> {
  switch (as) {
    case "arrived":
      return markArrived(transaction, id);
    case "again":
      return queueAgain(transaction, id);
    case "leave":
      return leaveMessage(transaction, id);
    default:
      return unreachable(as, "settlement");
  }
}

/** What came of letting all uncertain messages of an announcement be. */
export type LeftResult =
  | { readonly kind: "left"; readonly count: number }
  | { readonly kind: "not_found" }
  | { readonly kind: "not_allowed" };

/** Lets the uncertain copies of an announcement be: its figures keep them, nobody is asked to see to them any more. */
export async function leaveUncertainOf(
  transaction: Transaction,
  id: string,
  by: string,
): Promise<LeftResult> {
  if (!(await permitted(transaction, by, "broadcasts.send"))) return { kind: "not_allowed" };
  if (!(await findBroadcast(transaction, id))) return { kind: "not_found" };
  const count = await leaveMessagesOf(transaction, id);
  if (count > 0) {
    await addAudit(transaction, {
      who: by,
      what: "broadcast.leave",
      onWhat: id,
      details: { count },
    });
  }
  return { kind: "left", count };
}
