/** Every value a metric's label can have: closed lists, so that no label ever holds anybody's words. */
export const LABELS = {
  platform: ["web", "telegram", "slack"],
  kind: [
    "text",
    "command",
    "tap",
    "file",
    "edit",
    "delete",
    "moved",
    "join",
    "leave",
    "timer",
    "unknown",
  ],
  receipt: ["committed", "duplicate", "ignored", "failed"],
  result: ["sent", "later", "unreachable", "moved", "refused", "uncertain"],
  outcome: [
    "answer",
    "ask_back",
    "not_stated",
    "unknown",
    "ignored",
    "declined",
    "routed",
    "started",
    "advanced",
    "retried",
    "repaired",
    "ended",
    "refused",
    "stale",
    "parked",
    "failed",
  ],
  verdict: ["up", "down"],
  reading: ["outboundQueued", "timersOverdueMs"],
} as const;

export type LabelName = keyof typeof LABELS;
export type Label<Name extends LabelName> = (typeof LABELS)[Name][number];

/** The value if it is one of the list, else `other`: types end where a caller is untyped. */
export function label(name: LabelName, value: string): string {
  const known: readonly string[] = LABELS[name];
  return known.includes(value) ? value : "other";
}
