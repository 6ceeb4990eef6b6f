import { asc, eq } from "drizzle-orm";
import { questionFeedback, questions } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { readerFor } from "../unsealing.ts";
import type { PersonalData } from "./personal-data.ts";
import { wordsOf } from "./words.ts";

/** Policy questions a person asked, and what the answers came to. */
export const questionData: PersonalData<"questions"> = {
  name: "questions",
  tables: [questions],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(questions)
      .where(eq(questions.asker, person))
      .orderBy(asc(questions.at), asc(questions.ordinal));
    const read = await readerFor(
      transaction,
      rows.map(({ sealed }) => sealed),
    );
    return rows.map(({ at, sealed, outcome, public: isPublic }) => ({
      at,
      fields: { question: wordsOf(read(sealed)), outcome, askedInGroup: isPublic },
    }));
  },
  async erase(transaction, person) {
    await sessionOf(transaction)
      .db.update(questions)
      .set({ masked: "", sealed: null, asker: null, messageId: null })
      .where(eq(questions.asker, person));
  },
  async merge(transaction, from, into) {
    await sessionOf(transaction)
      .db.update(questions)
      .set({ asker: into })
      .where(eq(questions.asker, from));
  },
};

/** What a person thought of answers. */
export const feedbackData: PersonalData<"feedback"> = {
  name: "feedback",
  tables: [questionFeedback],
  async held(transaction, person) {
    const rows = await sessionOf(transaction)
      .db.select()
      .from(questionFeedback)
      .where(eq(questionFeedback.person, person))
      .orderBy(asc(questionFeedback.at));
    const read = await readerFor(
      transaction,
      rows.map(({ sealed }) => sealed),
    );
    return rows.map(({ at, verdict, reason, sealed }) => ({
      at,
      fields: { verdict, reason, words: wordsOf(read(sealed)) },
    }));
  },
  async erase(transaction, person) {
    await sessionOf(transaction)
      .db.update(questionFeedback)
      .set({ masked: null, sealed: null })
      .where(eq(questionFeedback.person, person));
  },
  /** Of two opinions on one answer the other person's own stays. */
  async merge(transaction, from, into) {
    const { db, sql } = sessionOf(transaction);
    await sql.unsafe(
      `update question_feedback mine set person = $2 where person = $1 and not exists (
        select from question_feedback theirs where theirs.person = $2 and theirs.question = mine.question)`,
      [from, into],
    );
    await db.delete(questionFeedback).where(eq(questionFeedback.person, from));
  },
};
