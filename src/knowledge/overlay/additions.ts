import type { Transaction } from "../../engine/terms.ts";
import { localeOfText } from "../../i18n/locale.ts";
import { newId } from "../../store/new-id.ts";
import { holdsPersonal } from "../../store/sealing/mask.ts";
import type { Desk } from "../content/desk.ts";
import { addExample, renderClause } from "./clause-text.ts";
import { type DraftRequest, renderDraft } from "./draft.ts";
import type { EditResult } from "./edit-result.ts";
import { check, type EditorParts, type EditRequest, refused, save, viewClause } from "./editor.ts";
import { clauseOfNote, type DeskNote, noteId, sameLongNumbers } from "./note.ts";

/** A placeholder of masked text: what stood there was somebody's. */
const MASKED = /〔[^〕]{1,8}〕/u;

/** Adds or replaces what a desk says of itself on a topic; it holds until its last day. */
export async function keepNote(
  parts: EditorParts,
  transaction: Transaction,
  author: string,
  desk: Desk,
  note: Omit<DeskNote, "said">,
): Promise<EditResult> {
  const said = parts.today();
  if (note.until < said) return refused("expired", [`${note.until} is over already`]);
  if (!sameLongNumbers(note.words)) {
    return refused("figures", ["the Chinese and the English text give different numbers"]);
  }
  const content = renderClause(clauseOfNote(desk, { ...note, said }));
  const request = { clause: noteId(desk.id, note.topic), author };
  const checked = await check(parts, transaction, request.clause, content);
  if (checked.kind === "refused") return checked;
  const expected = (await viewClause(parts, transaction, request.clause))?.version ?? 0;
  return save(parts, transaction, request, { state: "live", content, expected, what: "noted" });
}

/** Adds a question to how people ask for a live clause, so that it is found the next time. */
export async function keepExample(
  parts: EditorParts,
  transaction: Transaction,
  request: EditRequest & { readonly question: string },
): Promise<EditResult> {
  const { clause, question } = request;
  if (isPersonal(question)) return refused("personal");
  const view = await viewClause(parts, transaction, clause);
  if (view?.state !== "live") return { kind: "unknown_clause" };
  const language = localeOfText(question) === "en" ? "en" : "zh";
  const content = addExample(view.text, language, question.replace(/\s+/g, " ").trim());
  const checked = await check(parts, transaction, clause, content);
  if (checked.kind === "refused") return checked;
  const saving = { state: "live", content, expected: view.version, what: "example" } as const;
  return save(parts, transaction, request, saving);
}

/** Keeps a desk's answer as a draft, to be completed in the other language and approved. */
export async function keepDraft(
  parts: EditorParts,
  transaction: Transaction,
  author: string,
  draft: Omit<DraftRequest, "id" | "said">,
): Promise<EditResult> {
  if (isPersonal(draft.question) || isPersonal(draft.answer)) return refused("personal");
  const id = `draft-${newId().slice(0, 8)}`;
  const content = renderDraft({ ...draft, id, said: parts.today() });
  const saving = { state: "draft", content, expected: 0, what: "drafted" } as const;
  return save(parts, transaction, { clause: id, author }, saving);
}

/** Keeps a complete new clause as a draft; it must keep the rules already. */
export async function importDraft(
  parts: EditorParts,
  transaction: Transaction,
  request: EditRequest & { readonly content: string },
): Promise<EditResult> {
  const { clause, content } = request;
  const view = await viewClause(parts, transaction, clause);
  if (view !== undefined && view.state !== "draft") {
    return refused("rules", [`${clause} exists already: change it with knowledge edit`]);
  }
  const checked = await check(parts, transaction, clause, content);
  if (checked.kind === "refused") return checked;
  const saving = {
    state: "draft",
    content,
    expected: view?.version ?? 0,
    what: "drafted",
  } as const;
  return save(parts, transaction, request, saving);
}

function isPersonal(text: string): boolean {
  return MASKED.test(text) || holdsPersonal(text);
}
