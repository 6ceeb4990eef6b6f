import { eq } from "drizzle-orm";
import type { Address, Desk, Outcome, Transaction } from "../engine/terms.ts";
import type { Locale } from "./locale.ts";
import { questions } from "./schema/index.ts";
import type { Unsealed } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";
import { readSealed } from "./unsealing.ts";

/** A policy question that was asked, and what its answer came to. */
export interface AskedQuestion {
  readonly reference: string;
  /** Undefined for questions without a person. */
  readonly asker: string | undefined;
  readonly words: Unsealed;
  readonly masked: string;
  readonly locale: Locale;
  readonly outcome: Outcome;
  readonly desk: Desk | undefined;
  readonly public: boolean;
  readonly at: Address;
  readonly messageId: string | undefined;
  readonly clauses: readonly string[];
}

/** The question of a turn, by the turn's name. Whether the one who asks may see it is the caller's to check. */
export async function findQuestion(
  transaction: Transaction,
  reference: string,
): Promise<AskedQuestion | undefined> {
  const [row] = await sessionOf(transaction)
    .db.select()
    .from(questions)
    .where(eq(questions.reference, reference));
  if (!row) return undefined;
  return {
    reference,
    asker: row.asker ?? undefined,
    words: row.sealed ? await readSealed(transaction, row.sealed) : { kind: "erased" },
    masked: row.masked,
    locale: row.locale,
    outcome: row.outcome,
    desk: row.desk ?? undefined,
    public: row.public,
    at: { space: row.space, thread: row.thread ?? undefined },
    messageId: row.messageId ?? undefined,
    clauses: row.clauses,
  };
}
