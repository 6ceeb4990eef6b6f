import type { EditState } from "../../store/knowledge-edits.ts";

/** Why an edit is refused, for whoever words it in a language. */
export type Refusal = "rules" | "repeated" | "personal" | "figures" | "expired";

/** What became of an edit. */
export type EditResult =
  | {
      readonly kind: "saved";
      readonly clause: string;
      readonly version: number;
      readonly state: EditState;
    }
  /** `reasons` say what to correct, with the line of the clause file. */
  | { readonly kind: "refused"; readonly why: Refusal; readonly reasons: readonly string[] }
  /** Somebody edited the clause meanwhile: its version now, and what they changed line by line. */
  | { readonly kind: "moved_on"; readonly version: number; readonly changes: readonly string[] }
  | { readonly kind: "unknown_clause" }
  /** It is in that state already. */
  | { readonly kind: "unchanged" };
