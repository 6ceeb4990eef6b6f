import { z } from "zod";
import { DESK_IDS } from "./desk.ts";
import { localizedText, stateDate } from "./shared-schemas.ts";

/** The parts of the policy a clause can belong to; `law` and `public` stand outside the policy itself. */
const DIMENSIONS = [
  "space",
  "service",
  "relief",
  "award",
  "invest",
  "finance",
  "subsidy",
  "manage",
  "governance",
  "talent",
  "platform",
  "event",
  "background",
  "law",
  "public",
] as const;

/** Units of a stated figure, each a base unit: yuan, days, square metres, "time" for how often. */
export const AMOUNT_UNITS = [
  "%",
  "CNY",
  "day",
  "month",
  "year",
  "hour",
  "time",
  "item",
  "storey",
  "building",
  "m2",
  "company",
  "person",
  "date",
  "instalment",
  "age",
  "article",
  "number",
  "text",
] as const;

/** One figure a clause states: a number in its base unit, or a date, address or document number as text. */
const statedFigure = z.strictObject({
  what: localizedText,
  amount: z.union([z.number(), z.string().min(1)]),
  unit: z.enum(AMOUNT_UNITS),
  period: z.string().min(1).optional(),
  cap: z.boolean().optional(),
  floor: z.boolean().optional(),
  qualifier: localizedText.optional(),
});

/** A detail the source leaves open, and the topic words a question about it would carry. */
const openDetail = z.strictObject({
  about: z.array(z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use kebab-case words")).min(1),
  zh: z.string().min(1),
  en: z.string().min(1),
});

/** Where a clause comes from. `seed` is the district's own article, `public` other reports. */
const source = z.strictObject({
  class: z.enum(["seed", "public", "law", "desk"]),
  document: z.string().min(1),
  documentEn: z.string().min(1).optional(),
  date: stateDate.or(z.literal("undated")),
  verify: z.boolean().optional(),
});

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const clauseFields = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "use kebab-case"),
  facts: z.array(z.string()).default([]),
  title: localizedText,
  dimension: z.enum(DIMENSIONS),
  audience: localizedText,
  numbers: z.array(statedFigure).default([]),
  conditions: z.array(localizedText).default([]),
  desk: z.enum(DESK_IDS),
  notStated: z.array(openDetail).default([]),
  asked: z.strictObject({
    zh: z.array(z.string().min(1)).min(1),
    en: z.array(z.string().min(1)).min(1),
  }),
  source,
  validFrom: stateDate.optional(),
  validTo: stateDate.optional(),
});

/** What a clause's front matter holds. What a desk says is no fact of the policy, and it expires. */
export const clauseHead = clauseFields.superRefine(({ facts, source: from, validTo }, context) => {
  const problem = (path: string[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  if (from.class !== "desk") {
    if (facts.length === 0) problem(["facts"], "name at least one fact the clause rests on");
    return;
  }
  if (!DAY.test(from.date)) problem(["source", "date"], "say the day the desk said it");
  if (validTo === undefined) problem(["validTo"], "say until when the desk's word holds");
});

/** One citable unit of policy: what is stated, for whom, under which conditions, and what is left open. */
export interface Clause extends z.infer<typeof clauseHead> {
  readonly body: { readonly zh: string; readonly en: string };
}

export type StatedFigure = z.infer<typeof statedFigure>;
export type OpenDetail = z.infer<typeof openDetail>;
export type SourceClass = Clause["source"]["class"];
