import { z } from "zod";
import { LOCALES } from "../i18n/locale.ts";
import type { Json } from "./terms.ts";

const json: z.ZodType<Json> = z.json();
const address = z.object({ space: z.string(), thread: z.string().optional() });

/** One person's passage through a flow: which step is open, and the answers so far. */
export const runSchema = z.object({
  /** Counted per lane; with the lane's id it names the run everywhere. */
  id: z.number().int().nonnegative(),
  flow: z.string(),
  version: z.number().int().positive(),
  input: json,
  /** Where it was started; a public flow asks there, a private one in the person's direct chat. */
  origin: address,
  locale: z.enum(LOCALES),
  step: z.string(),
  answers: z.record(z.string(), json),
  /** Results of the effects done so far, by step. */
  results: z.record(z.string(), json),
  /** Steps answered so far, in order: what "back" goes back through. */
  path: z.array(z.string()),
  /** Raised with every question asked, so that a tap on an old one is known as stale. */
  question: z.number().int().nonnegative(),
  /** `question` when the open step was first asked; every asking since then shows the same choices. */
  firstAsked: z.number().int().nonnegative().optional(),
  /** When the open question was asked, ms UTC. */
  askedAt: z.number(),
  /** Failed tries at the open question. */
  tries: z.number().int().nonnegative(),
  /** True while an answered step is open again (back, change): the old answer counts until replaced. */
  revisiting: z.boolean(),
  /** Put aside by the person (later), or by the service because its version is unknown. */
  aside: z.enum(["later", "parked"]).optional(),
  /** The idle reminder has gone out. */
  reminded: z.boolean(),
  /** The open question was offered again after the person turned up elsewhere. */
  reoffered: z.boolean(),
});
export type Run = z.infer<typeof runSchema>;

/** All the engine keeps for one lane; small, typed, and the same after a trip through JSON. */
export const laneStateSchema = z.object({
  stateFormat: z.literal(1),
  /** The language the person chose; undefined until they do. */
  locale: z.enum(LOCALES).optional(),
  /** Runs started so far. */
  runCount: z.number().int().nonnegative(),
  /** Open runs; the last one is the one being talked about. */
  runs: z.array(runSchema),
  /** What flows remember between turns, by space and then by flow. */
  memory: z.record(z.string(), z.record(z.string(), json)),
});
export type LaneState = z.infer<typeof laneStateSchema>;

/** The state of a lane nobody has used yet. */
export const EMPTY_STATE: LaneState = { stateFormat: 1, runCount: 0, runs: [], memory: {} };

/** Names the question that is open in a lane: the one being talked about; undefined when none is. */
export function openQuestionOf({ runs }: LaneState): string | undefined {
  const run = runs.findLast(({ aside }) => aside === undefined);
  return run && `${run.id}-${run.question}`;
}
