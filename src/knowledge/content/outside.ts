import { z } from "zod";
import { AMOUNT_UNITS } from "./clause.ts";
import { localizedText, pattern } from "./shared-schemas.ts";

/** Words or phrases in each language, found in folded text. */
const phrases = z.strictObject({
  zh: z.array(z.coerce.string().min(1)).default([]),
  en: z.array(z.coerce.string().min(1)).default([]),
});

/** A place whose own policy the base does not hold; `not` are longer words that only contain its name. */
const place = phrases.extend({ id: z.string(), not: z.array(z.string()).default([]) });

/**
 * A detail people ask for. `statedBy`: the only clauses that state it; none given: each clause decides.
 * `units`: figures in these units answer it. `always`: its words mean it whatever clause they find.
 * `ofRelated`: also open when a clause that belongs to the found one leaves it open.
 * `patterns`: further shapes of asking for it. `matter`: a whole matter the policy leaves out (tax on income):
 * where no clause states it, `says` names it and the clause `instead` is shown, whatever else the words find.
 */
const facet = phrases.extend({
  statedBy: z.array(z.string()).optional(),
  about: z.array(z.string()).default([]),
  units: z.array(z.enum(AMOUNT_UNITS)).default([]),
  always: z.boolean().default(false),
  ofRelated: z.boolean().default(false),
  patterns: z.array(pattern).default([]),
  matter: z.strictObject({ says: localizedText, instead: z.string() }).optional(),
});

/** Shapes that ask for a detail; `units`: figures in these units answer it. */
const openAsk = z.strictObject({
  units: z.array(z.enum(AMOUNT_UNITS)).default([]),
  patterns: z.array(pattern).min(1),
});

/** A kind of figure people ask for (how much, how long); open in a clause without one in these units. */
const quantity = phrases.extend({
  units: z.array(z.enum(AMOUNT_UNITS)).min(1),
  patterns: z.array(pattern).default([]),
});

/** Typical phrases of talk between members; `evenWithQuestion`: also when one of them asks another. */
const smallTalk = phrases.extend({
  evenWithQuestion: z.boolean().default(false),
  patterns: z.array(pattern).default([]),
});

/**
 * A kind of request that is turned down; `except` keeps ordinary questions with the same words in.
 * `yieldsToQuestion`: only when nothing else is asked, a rude question is still answered.
 */
const refusal = z.strictObject({
  key: z.enum(["others-data", "injection", "staff-only", "forgery", "insult"]),
  patterns: z.array(pattern).min(1),
  except: z.array(pattern).default([]),
  yieldsToQuestion: z.boolean().default(false),
});

/** What lies outside the base, as data for the decisions not_stated, unknown, ignored and declined. */
export const outsideFile = z.strictObject({
  places: z.array(place),
  placeAsks: phrases,
  placeOrigins: phrases,
  programmes: z.array(phrases.extend({ id: z.string() })),
  facets: z.record(z.string(), facet),
  /** By a word of \`notStated.about\`: shapes that ask for it; for clauses that declare it open. */
  openAsks: z.record(z.string(), openAsk).default({}),
  quantities: z.record(z.string(), quantity).default({}),
  chatter: z.strictObject({
    askSigns: phrases,
    askPatterns: z.array(pattern).default([]),
    whole: phrases,
    contains: z.record(z.string(), smallTalk),
    patterns: z.array(pattern),
  }),
  unrelated: z.record(z.string(), phrases),
  declined: z.array(refusal),
});

export type Outside = z.infer<typeof outsideFile>;
export type Phrases = z.infer<typeof phrases>;
export type Facet = z.infer<typeof facet>;
export type Quantity = z.infer<typeof quantity>;
export type RefusalKey = z.infer<typeof refusal>["key"];
