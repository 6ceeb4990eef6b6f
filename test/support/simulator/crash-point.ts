import type { Checkpoint } from "../../../src/delivery/ports.ts";

/** Where a process can be made to die: after one thing and before the next. */
export type CrashPoint =
  | { readonly after: "step"; readonly before: "commit" }
  /** In the middle of a transaction: the effect has written, nothing is committed. */
  | { readonly after: "effect"; readonly before: "commit" }
  /** The database does what the turn asked of it, but the process is gone before it hears of it. */
  | { readonly after: "commit"; readonly before: "answer" }
  | { readonly after: "commit"; readonly before: "ack" }
  | { readonly after: "ack"; readonly before: "claim" }
  | { readonly after: "claim"; readonly before: "send" }
  /** The platform has the message, the database does not know. */
  | { readonly after: "send"; readonly before: "mark" };

/** Every crash point. */
export const CRASH_POINTS: readonly CrashPoint[] = [
  { after: "step", before: "commit" },
  { after: "effect", before: "commit" },
  { after: "commit", before: "answer" },
  { after: "commit", before: "ack" },
  { after: "ack", before: "claim" },
  { after: "claim", before: "send" },
  { after: "send", before: "mark" },
];

/** The crash point's name, for reports. */
export function nameOf({ after, before }: CrashPoint): string {
  return `${after}→${before}`;
}

/** The point at one of the service's own checkpoints; `answer` and `commit` share theirs. */
export const AT_CHECKPOINT: Readonly<Record<Checkpoint, readonly string[]>> = {
  beforeCommit: ["step→commit", "commit→answer"],
  afterCommit: ["commit→ack"],
  beforeSend: ["claim→send"],
  afterSend: ["send→mark"],
};
