import type { SignedIn } from "../store/console/sessions.ts";

/** Somebody signed in, the proof their forms must carry, and the path of the page they ask for. */
export interface Visitor extends SignedIn {
  readonly proof: string;
  readonly at: string;
}

/** What came with a form: every field's last value. */
export type Form = Readonly<Record<string, string>>;

/** The name of the field in which a form carries its proof. */
export const PROOF_FIELD = "proof";
