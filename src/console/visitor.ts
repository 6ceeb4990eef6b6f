import type { SignedIn } from "../store/console/sessions.ts";

/** Somebody signed in, and the proof their forms must carry. */
export interface Visitor extends SignedIn {
  readonly proof: string;
}

/** What came with a form: every field's last value. */
export type Form = Readonly<Record<string, string>>;

/** The name of the field in which a form carries its proof. */
export const PROOF_FIELD = "proof";
