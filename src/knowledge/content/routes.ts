import { z } from "zod";
import { pattern } from "./shared-schemas.ts";

/** Messages that ask for a flow (a ticket, a status, a sign-up) instead of an answer. */
const route = z.strictObject({ flow: z.string().min(1), patterns: z.array(pattern).min(1) });

export const routesFile = z.array(route);

export type Route = z.infer<typeof route>;
