import { z } from "zod";
import { pattern } from "./shared-schemas.ts";

/** Short questions whose meaning is fixed (where do I ask?), and the clauses that answer them. */
const pointer = z.strictObject({
  patterns: z.array(pattern).min(1),
  clauses: z.array(z.string()).min(1).max(3),
});

export const pointersFile = z.array(pointer);

export type Pointer = z.infer<typeof pointer>;
