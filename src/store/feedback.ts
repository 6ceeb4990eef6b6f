import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Transaction } from "../engine/terms.ts";
import { nameOf } from "./people.ts";
import { questionFeedback } from "./schema/index.ts";
import type { FeedbackReason } from "./schema/knowledge.ts";
import { mask } from "./sealing/mask.ts";
import { seal } from "./sealing/seal.ts";
import { sessionOf } from "./session.ts";
import { keyOf } from "./unsealing.ts";

export type { FeedbackReason } from "./schema/knowledge.ts";

/** What a person thinks of the answer to a question. */
export interface Feedback {
  /** The question's reference. */
  readonly question: string;
  readonly person: string;
  readonly verdict: "up" | "down";
  /** Kept from before when it is left out and the verdict stays the same. */
  readonly reason?: FeedbackReason | undefined;
  /** In the person's own words; kept from before likewise. */
  readonly words?: string | undefined;
}

/** Keeps one opinion per person and question; a later one replaces it. */
export async function keepFeedback(transaction: Transaction, feedback: Feedback): Promise<void> {
  const { question, person, verdict, reason } = feedback;
  const columns = {
    verdict,
    reason: reason ?? null,
    ...(await wordColumns(transaction, feedback)),
  };
  const before = (column: string) =>
    sql.raw(
      `case when question_feedback.verdict = excluded.verdict
        then coalesce(excluded.${column}, question_feedback.${column}) else excluded.${column} end`,
    );
  await sessionOf(transaction)
    .db.insert(questionFeedback)
    .values({ question, person, ...columns })
    .onConflictDoUpdate({
      target: [questionFeedback.question, questionFeedback.person],
      set: {
        verdict,
        reason: before("reason"),
        masked: before("masked"),
        sealed: before("sealed"),
        at: sql`now()`,
      },
    });
}

const SHOWN = 5;

/** What people said was wrong with an answer, masked, the newest first. */
export async function feedbackWords(
  transaction: Transaction,
  question: string,
): Promise<readonly string[]> {
  const rows = await sessionOf(transaction)
    .db.select({ masked: questionFeedback.masked })
    .from(questionFeedback)
    .where(and(eq(questionFeedback.question, question), isNotNull(questionFeedback.masked)))
    .orderBy(desc(questionFeedback.at))
    .limit(SHOWN);
  return rows.flatMap(({ masked }) => masked ?? []);
}

async function wordColumns(transaction: Transaction, { person, words }: Feedback) {
  if (words === undefined) return { masked: null, sealed: null };
  const key = await keyOf(transaction, person);
  if (!key) throw new Error("Whoever says this was erased");
  return { masked: mask(words, await nameOf(transaction, person)), sealed: seal(key, words) };
}
