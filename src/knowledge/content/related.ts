import { z } from "zod";

/** Which clauses complete which, most useful first. */
export const relatedFile = z.record(z.string().min(1), z.array(z.string().min(1)).min(1));
