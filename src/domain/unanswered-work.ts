import type { Transaction } from "../engine/terms.ts";
import { describePerson } from "../store/people.ts";
import {
  settleQuestions,
  type UnansweredQuestion,
  unansweredQuestions,
} from "../store/unanswered.ts";

/** Questions that ask about the same and have no good answer. */
export interface UnansweredGroup {
  /** The newest of them. */
  readonly reference: string;
  /** Masked. */
  readonly question: string;
  readonly references: readonly string[];
  readonly askers: number;
  readonly badRatings: number;
}

/** Sorts masked questions into groups; returns positions. */
export type GroupQuestions = (questions: readonly string[]) => readonly (readonly number[])[];

/** The newest questions looked at; older ones come up once these are dealt with. */
const LOOKED_AT = 300;

/** What staff should answer, the most asked first; questions of the playground only for its own staff. */
export async function listUnanswered(
  transaction: Transaction,
  staff: string,
  group: GroupQuestions,
): Promise<readonly UnansweredGroup[]> {
  const viewer = await describePerson(transaction, staff);
  if (!viewer) return [];
  const found = await unansweredQuestions(transaction, viewer.playground, LOOKED_AT);
  const questions = found.filter(({ masked }) => /\p{L}/u.test(masked));
  return group(questions.map(({ masked }) => masked))
    .map((members) => summary(members.flatMap((position) => questions[position] ?? [])))
    .sort((a, b) => b.askers - a.askers || b.badRatings - a.badRatings);
}

function summary(members: readonly UnansweredQuestion[]): UnansweredGroup {
  const [newest] = members;
  return {
    reference: newest?.reference ?? "",
    question: newest?.masked ?? "",
    references: members.map(({ reference }) => reference),
    askers: new Set(members.map(({ asker }) => asker)).size,
    badRatings: members.reduce((sum, { badRatings }) => sum + badRatings, 0),
  };
}

/** Marks a question, and those that ask about the same, as dealt with. */
export async function settleUnanswered(
  transaction: Transaction,
  staff: string,
  reference: string,
  group: GroupQuestions,
): Promise<void> {
  const groups = await listUnanswered(transaction, staff, group);
  const same = groups.find(({ references }) => references.includes(reference));
  await settleQuestions(transaction, same?.references ?? [reference]);
}
