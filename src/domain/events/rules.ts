import type { Answer } from "../../store/events/answers.ts";
import type { Places } from "../../store/events/places.ts";
import type { QuotaView } from "./views.ts";

/** The quota that applies to these answers: the first whose option was chosen; empty when none does. */
export function quotaOf(quotas: readonly QuotaView[], answers: readonly Answer[]): string {
  const applies = ({ question, option }: QuotaView) =>
    answers.some((answer) => answer.question === question && answer.value === option);
  return quotas.find(applies)?.key ?? "";
}

/** What becomes of a wish for places in a room with these counters. */
export function admit(
  { capacity, taken, held, waiting, waitlist }: Places,
  { places, approval }: { readonly places: number; readonly approval: boolean },
): "requested" | "taken" | "waiting" | "full" {
  if (approval) return "requested";
  if (taken + held + places <= capacity) return "taken";
  if (places > capacity) return "full";
  return waitlist === null || waiting < waitlist ? "waiting" : "full";
}
