import { z } from "zod";
import type { CaseSource } from "../schema/cases.ts";

/** A case as its source tells it, checked; times are ms UTC. */
export interface CaseRecord {
  /** Normalised. */
  readonly number: string;
  readonly programme: string;
  readonly status: string;
  readonly applicant: string;
  /** The whole number, when the source gives it; a code can be sent there. */
  readonly phone?: string | undefined;
  /** Its last four digits. */
  readonly phoneTail: string;
  readonly nextStep?: string | undefined;
  readonly missing: readonly string[];
  readonly dueAt?: number | undefined;
  readonly visible: boolean;
  readonly updatedAt: number;
  /** The source's name for this change; the change's own content when it gives none. */
  readonly changeId?: string | undefined;
}

/** Who tells it. */
export interface CaseTeller {
  readonly source: CaseSource;
  /** The API key's id, or `operator`. */
  readonly by: string;
}

/** What of a case is sealed. */
export const sealedCase = z.object({
  number: z.string(),
  applicant: z.string(),
  phone: z.string().nullable(),
  nextStep: z.string().nullable(),
  missing: z.array(z.string()),
});

export type SealedCase = z.infer<typeof sealedCase>;

/** What of a change is sealed. */
export const sealedChange = sealedCase.pick({ nextStep: true, missing: true });

/** The parts of a record that only a holder of the key reads. */
export function privateParts(record: CaseRecord): SealedCase {
  const { number, applicant, phone = null, nextStep = null, missing } = record;
  return { number, applicant, phone, nextStep, missing: [...missing] };
}
