import { z } from "zod";
import { CALCULATOR_IDS, calculatorInputs } from "./calculators/calculation.ts";

/** What was worked out last, so that a follow-up may change one input of it (那第三年呢). */
const lastCalculation = z.strictObject({
  calculator: z.enum(CALCULATOR_IDS),
  inputs: calculatorInputs,
});
export type LastCalculation = z.infer<typeof lastCalculation>;

/** What the last answer was about, kept with a dialogue so that the next question may lean on it. */
export const topicMemory = z.strictObject({
  /** Clauses of the last answer, main one first. */
  clauses: z.array(z.string()).max(4),
  /** Names of the parts the topic was said to have (两个包), so that "the second one" finds its part. */
  parts: z.array(z.string()).max(12),
  calculation: lastCalculation.exactOptional(),
});

export type TopicMemory = z.infer<typeof topicMemory>;
