import type { KnowledgeServices, Lesson, LessonSource } from "../flows/knowledge/services.ts";
import { desksToSpeakFor } from "./domain/staff-work.ts";
import { viewTicket } from "./domain/ticket-view.ts";
import { type GroupQuestions, listUnanswered, settleUnanswered } from "./domain/unanswered-work.ts";
import type { Transaction } from "./engine/terms.ts";
import type { Clause } from "./knowledge/content/clause.ts";
import { keepDraft, keepExample, keepNote } from "./knowledge/overlay/additions.ts";
import type { EditResult } from "./knowledge/overlay/edit-result.ts";
import { type EditorParts, restoreClause, withdrawClause } from "./knowledge/overlay/editor.ts";
import { clauseKey, type LiveKnowledge } from "./knowledge/overlay/live.ts";
import { laterDay } from "./knowledge/overlay/validity.ts";
import { groupSimilar } from "./knowledge/search/similar.ts";
import { feedbackWords } from "./store/feedback.ts";
import { findQuestion } from "./store/questions.ts";
import { mask } from "./store/sealing/mask.ts";
import { findTicket } from "./store/tickets.ts";

/** What staff's work on the knowledge is made of. */
export interface KnowledgeWorkParts {
  readonly live: LiveKnowledge;
  readonly editor: EditorParts;
  readonly read: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>;
  /** Somebody who is not staff tried. */
  readonly onRefused: () => void;
}

const OFFERED = 3;
const LISTED = 8;
const MOST_FOUND = 6;

/** What the staff's knowledge flows ask of the service. */
export function knowledgeServices(parts: KnowledgeWorkParts): KnowledgeServices {
  const { live, editor, onRefused, read } = parts;
  const group: GroupQuestions = (questions) =>
    groupSimilar(questions, live.current().answerer.index);

  /** Does staff's work; anybody else is refused and counted. */
  async function asStaff<Result>(
    transaction: Transaction,
    person: string,
    work: () => Promise<Result>,
  ): Promise<Result | { kind: "not_staff" }> {
    if (await desksToSpeakFor(transaction, person)) return work();
    onRefused();
    return { kind: "not_staff" };
  }

  const moved = async (work: Promise<EditResult>) => {
    const result = await work;
    return result.kind === "saved" ? ({ kind: "done" } as const) : refusal(result);
  };
  const idOf = (key: string) => live.current().clauseByKey.get(key)?.id ?? "";

  return {
    desks: () => live.current().base.desks,
    enter: async (transaction, person) => {
      const desks = await desksToSpeakFor(transaction, person);
      if (desks) return { kind: "welcome", desks };
      onRefused();
      return { kind: "not_staff" };
    },
    keepNote: (transaction, person, { desk: id, topic, words, days }) =>
      asStaff(transaction, person, async () => {
        const desk = live.current().base.desks.find((each) => each.id === id);
        const until = laterDay(editor.today(), days);
        if (!desk) return { kind: "refused", why: "gone" } as const;
        const kept = await keepNote(editor, transaction, person, desk, { topic, words, until });
        return kept.kind === "saved" ? ({ kind: "kept", until } as const) : refusal(kept);
      }),
    findClauses: (words, inUse) => findClauses(live, words, inUse).map(choiceOf),
    withdraw: (transaction, person, key) =>
      asStaff(transaction, person, () =>
        moved(withdrawClause(editor, transaction, { clause: idOf(key), author: person })),
      ),
    restore: (transaction, person, key) =>
      asStaff(transaction, person, () =>
        moved(restoreClause(editor, transaction, { clause: idOf(key), author: person })),
      ),
    unanswered: (transaction, person) =>
      asStaff(transaction, person, async () => {
        const groups = await listUnanswered(transaction, person, group);
        if (groups.length === 0) return { kind: "none" } as const;
        const shown = groups.slice(0, LISTED).map(({ references: _references, ...rest }) => rest);
        return { kind: "list", groups: shown, more: groups.length - shown.length } as const;
      }),
    lesson: (source, person) => read((transaction) => lessonOf(live, transaction, source, person)),
    learn: (transaction, person, request) =>
      asStaff(transaction, person, () => learn(parts, group, transaction, person, request)),
  };
}

type LearnRequest = Parameters<KnowledgeServices["learn"]>[2];

async function learn(
  { live, editor }: KnowledgeWorkParts,
  group: GroupQuestions,
  transaction: Transaction,
  person: string,
  { source, how, reply, locale }: LearnRequest,
) {
  const lesson = await lessonOf(live, transaction, source, person);
  if (!lesson) return { kind: "refused", why: "gone" } as const;
  const settle = async () => {
    const reference = await questionOf(transaction, source);
    if (reference) await settleUnanswered(transaction, person, reference, group);
  };
  if (how === "no") {
    await settle();
    return { kind: "nothing" } as const;
  }
  const { question } = lesson;
  const clause = live.current().clauseByKey.get(how);
  const answer = lesson.reply ?? reply ?? "";
  const desk = await deskOf(live, transaction, person);
  const result = clause
    ? await keepExample(editor, transaction, { clause: clause.id, author: person, question })
    : await keepDraft(editor, transaction, person, { desk, locale, question, answer });
  if (result.kind !== "saved") return refusal(result);
  await settle();
  if (clause) return { kind: "example", title: { ...clause.title } } as const;
  return { kind: "draft", id: result.clause } as const;
}

/** What staff may learn from: a ticket they can see, or any question that was asked; masked in both cases. */
async function lessonOf(
  live: LiveKnowledge,
  transaction: Transaction,
  source: LessonSource,
  person: string,
): Promise<Lesson | undefined> {
  if (!(await desksToSpeakFor(transaction, person))) return undefined;
  if (source.kind === "question") {
    const asked = await findQuestion(transaction, source.reference);
    if (!asked || asked.masked === "") return undefined;
    const comments = await feedbackWords(transaction, source.reference);
    const near = nearest(live, asked.masked);
    return { question: asked.masked, reply: undefined, comments, near };
  }
  const ticket = await viewTicket(transaction, source.code, person);
  if (!ticket || ticket.question === "") return undefined;
  const question = mask(ticket.question, ticket.askerName ? [ticket.askerName] : []);
  const reply = ticket.thread.findLast(({ author }) => author === "staff")?.text;
  return { question, reply, comments: [], near: nearest(live, question) };
}

async function questionOf(transaction: Transaction, source: LessonSource) {
  if (source.kind === "question") return source.reference;
  return (await findTicket(transaction, source.code))?.sourceQuestion;
}

async function deskOf(live: LiveKnowledge, transaction: Transaction, person: string) {
  const [own = "general"] = (await desksToSpeakFor(transaction, person)) ?? [];
  const { desks } = live.current().base;
  const desk = desks.find(({ id }) => id === own) ?? desks[0];
  if (!desk) throw new Error("The knowledge base describes no desks");
  return desk;
}

function nearest(live: LiveKnowledge, question: string) {
  const { index } = live.current().answerer;
  return index
    .rank(index.terms(question))
    .slice(0, OFFERED)
    .map(({ clause }) => choiceOf(clause));
}

/** The clauses nearest to a question, for the buttons under a desk's reply. */
export function similarClauses(live: LiveKnowledge, question: string) {
  return nearest(live, question).map(({ key, title }) => ({ key, title }));
}

function findClauses(live: LiveKnowledge, words: string, inUse: boolean): readonly Clause[] {
  const { answerer, clauseById, clauseByKey, withdrawn } = live.current();
  const named = clauseByKey.get(words.trim()) ?? clauseById.get(words.trim().toLowerCase());
  if (inUse) {
    if (named) return withdrawn.includes(named) ? [] : [named];
    const { index } = answerer;
    return index
      .rank(index.terms(words))
      .slice(0, MOST_FOUND)
      .map(({ clause }) => clause);
  }
  const said = words.trim().toLowerCase();
  return withdrawn
    .filter(
      (clause) =>
        clause === named ||
        [clause.id, clause.title.zh, clause.title.en].some((each) =>
          each.toLowerCase().includes(said),
        ),
    )
    .slice(0, MOST_FOUND);
}

function choiceOf({ id, title }: Clause) {
  return { key: clauseKey(id), id, title };
}

/** Why nothing was written, for people. */
function refusal(result: Exclude<EditResult, { kind: "saved" }>) {
  switch (result.kind) {
    case "refused":
      return { kind: "refused", why: result.why } as const;
    case "moved_on":
      return { kind: "refused", why: "moved_on" } as const;
    case "unknown_clause":
    case "unchanged":
      return { kind: "refused", why: "gone" } as const;
  }
}
