import { z } from "zod";

/** A proper name with its one spelling in each language and the other ways people write it. */
const properName = z.strictObject({
  zh: z.string().min(1),
  en: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
});

export const namesFile = z.array(properName);

export type ProperName = z.infer<typeof properName>;
