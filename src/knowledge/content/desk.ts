import { z } from "zod";
import { localizedText } from "./shared-schemas.ts";

/** The service windows a question can be handed to; `general` when none is plainly right. */
export const DESK_IDS = ["cyberspace", "justice", "tax", "investment", "general"] as const;

export type DeskId = (typeof DESK_IDS)[number];

/** A service window as the content describes it; who handles what is an inference, so only ever suggested. */
const desk = z.strictObject({
  id: z.enum(DESK_IDS),
  name: localizedText,
  short: localizedText,
  handles: localizedText,
  /** Words in a question that point to this window, also for matters the source leaves out. */
  topics: z.array(z.string().min(1)).min(1),
});

/** All windows, each exactly once. */
export const desksFile = z
  .array(desk)
  .refine((desks) => DESK_IDS.every((id) => desks.filter((each) => each.id === id).length === 1), {
    error: `describe each of these windows exactly once: ${DESK_IDS.join(", ")}`,
  });

export type Desk = z.infer<typeof desk>;
