import { z } from "zod";

/** Every fact a clause may cite: id and short title. */
export const factsFile = z.record(z.string().min(1), z.string().min(1));
