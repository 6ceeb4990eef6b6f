import type { Unsealed } from "../sealing/seal.ts";

/** The text of a sealed column for an export: null for what is gone. */
export function wordsOf(unsealed: Unsealed | undefined): string | null {
  return unsealed?.kind === "unsealed" ? unsealed.value : null;
}
