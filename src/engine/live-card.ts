import type { Intent } from "./intent.ts";

/** Whether it is a card that later ones edit in its place. */
export function isLiveCard(intent: Intent): boolean {
  return intent.kind === "card" && intent.key !== undefined;
}
