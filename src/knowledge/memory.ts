import { z } from "zod";

/** What the last answer was about, kept with a dialogue so that the next question may lean on it. */
export const topicMemory = z.strictObject({
  /** Clauses of the last answer, main one first. */
  clauses: z.array(z.string()).max(4),
  /** Names of the parts the topic was said to have (两个包), so that "the second one" finds its part. */
  parts: z.array(z.string()).max(12),
});

export type TopicMemory = z.infer<typeof topicMemory>;
