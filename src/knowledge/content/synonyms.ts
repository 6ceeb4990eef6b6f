import { z } from "zod";

/** Words people use for the same thing; the first is the one the clauses use. */
const synonymGroup = z.strictObject({
  words: z.array(z.coerce.string().min(1)).min(2),
  note: z.string().optional(),
});

export const synonymsFile = z.array(synonymGroup);

export type SynonymGroup = z.infer<typeof synonymGroup>;
