import type { Transaction } from "../../engine/terms.ts";
import type { AudiencePart } from "../../store/broadcasts/audience-parts.ts";
import { findBroadcast } from "../../store/broadcasts/broadcasts.ts";
import { broadcastOf } from "./content.ts";

/** Whether an audience has groups in it: what applicants are told is nothing for a group to read. */
export function reachesGroups(audience: readonly Pick<AudiencePart, "kind">[]): boolean {
  return audience.some(({ kind }) => kind === "groups");
}

/**
 * Whether being in this audience tells that somebody has an application, and how it stands. An announcement to whoever
 * got an earlier one tells what that one did.
 */
export async function isForApplicants(
  transaction: Transaction,
  audience: readonly AudiencePart[],
): Promise<boolean> {
  if (audience.some(({ kind }) => kind === "case")) return true;
  for (const part of audience) {
    if (part.kind !== "received") continue;
    const earlier = await findBroadcast(transaction, part.broadcast);
    if (earlier && (await isForApplicants(transaction, broadcastOf(earlier).audience))) return true;
  }
  return false;
}
