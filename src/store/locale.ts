import type { Turn } from "../engine/turn.ts";

/** A language a person reads. */
export type Locale = Turn["locale"];
