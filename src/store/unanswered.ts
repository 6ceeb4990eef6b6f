import { and, desc, eq, gt, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Outcome, Transaction } from "../engine/terms.ts";
import type { Locale } from "./locale.ts";
import { inPlayground } from "./playground-installation.ts";
import { installations, questionFeedback, questions, spaces } from "./schema/index.ts";
import { sessionOf } from "./session.ts";

/** A question the clauses could not answer, or whose answer was called no good. */
export interface UnansweredQuestion {
  readonly reference: string;
  readonly asker: string;
  /** Without anybody's personal data; the words themselves stay sealed. */
  readonly masked: string;
  readonly locale: Locale;
  readonly outcome: Outcome;
  readonly badRatings: number;
}

/** Questions older than this are history, days. */
const DAYS = 30;

/** Whoever was asked back and chose a title got their answer; that is kept as the same question once more. */
const CHOSEN = sql`exists (select from questions as later
  where later.lane = ${questions.lane} and later.revision > ${questions.revision}
    and later.masked = ${questions.masked} and later.outcome = 'answer')`;

/** The newest questions that nobody has dealt with, of the playground or of everything else. */
export async function unansweredQuestions(
  transaction: Transaction,
  playground: boolean,
  limit: number,
): Promise<readonly UnansweredQuestion[]> {
  const bad = sql<number>`(select count(*)::int from ${questionFeedback}
    where ${questionFeedback.question} = ${questions.reference}
      and ${questionFeedback.verdict} = 'down')`;
  const rows = await sessionOf(transaction)
    .db.select({
      reference: questions.reference,
      asker: questions.asker,
      masked: questions.masked,
      locale: questions.locale,
      outcome: questions.outcome,
      badRatings: bad,
    })
    .from(questions)
    .innerJoin(spaces, eq(spaces.id, questions.space))
    .innerJoin(installations, eq(installations.id, spaces.installation))
    .where(
      and(
        isNotNull(questions.asker),
        isNull(questions.settledAt),
        ne(questions.masked, ""),
        gt(questions.at, sql`now() - ${DAYS} * interval '1 day'`),
        or(
          inArray(questions.outcome, ["unknown", "not_stated"]),
          sql`${questions.outcome} = 'ask_back' and not ${CHOSEN}`,
          sql`${bad} > 0`,
        ),
        inPlayground(playground),
      ),
    )
    .orderBy(desc(questions.at))
    .limit(limit);
  return rows.map(({ asker, ...row }) => ({ ...row, asker: asker ?? "" }));
}

/** Marks questions as dealt with. */
export async function settleQuestions(
  transaction: Transaction,
  references: readonly string[],
): Promise<void> {
  if (references.length === 0) return;
  await sessionOf(transaction)
    .db.update(questions)
    .set({ settledAt: sql`now()` })
    .where(inArray(questions.reference, [...references]));
}
