import { z } from "zod";
import { DESKS } from "../../engine/terms.ts";
import { localizedText } from "../content/shared-schemas.ts";

const id = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, "write an id of a-z, 0-9 and -");

/** What a status means, for whoever waits for it. */
const status = z.strictObject({
  id,
  name: localizedText,
  /** Other ways in which sources write it. */
  aliases: z.array(z.string().min(1)).default([]),
  meaning: localizedText,
  turn: z.enum(["applicant", "office", "nobody"]),
  next: localizedText,
  missing: z.array(localizedText).default([]),
  draft: z.boolean().default(false),
});

/** The statuses that programmes share: `statuses.yaml`. */
export const statusesFile = z.array(status).min(1);

/** One programme; its statuses are named, and described anew where they mean something else in it. */
export const programmeFile = z.strictObject({
  id,
  name: localizedText,
  aliases: z.array(z.string().min(1)).default([]),
  desk: z.enum(DESKS).default("general"),
  statuses: z
    .array(
      z.union(
        [id, status.partial().required({ id: true })],
        "write a status' id, or its id with what differs in this programme",
      ),
    )
    .min(1),
});

export type StatusContent = z.infer<typeof status>;
export type ProgrammeContent = z.infer<typeof programmeFile>;
