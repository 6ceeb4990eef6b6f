import type { CaseChange, StoredCase } from "../../store/cases/read.ts";
import type { ProgrammeBook } from "./programme.ts";
import type { CaseView, WantedItem, Words } from "./views.ts";

/** What a case lacks: what its source told, else what is typical of its status. */
export function missingOf(
  { programme, status: id, words }: StoredCase,
  book: ProgrammeBook,
): readonly Words[] {
  const { missing, nextStep } = words;
  if (missing.length > 0) return missing.map(same);
  if (id !== "supplement" || nextStep !== null) return [];
  return (book.find(programme)?.status(id)?.missing ?? []).map(({ zh, en }) => ({ zh, en }));
}

/** A case in plain words: what its source told comes before what is typical of its status. */
export function caseView(
  one: StoredCase & { readonly muted: boolean },
  history: readonly CaseChange[],
  book: ProgrammeBook,
  typicalDays: number | null = null,
  items: readonly WantedItem[] = [],
): CaseView {
  const programme = book.find(one.programme);
  const status = programme?.status(one.status);
  const nameOf = (id: string) => programme?.status(id)?.name ?? same(id);
  const { nextStep } = one.words;
  return {
    id: one.id,
    number: one.words.number,
    programme: programme?.name ?? same(one.programme),
    status: nameOf(one.status),
    meaning: status?.meaning ?? same(one.status),
    turn: status?.turn ?? "office",
    next: nextStep === null ? (status?.next ?? same("")) : same(nextStep),
    missing: missingOf(one, book),
    items,
    dueAt: one.dueAt ?? null,
    updatedAt: one.updatedAt,
    muted: one.muted,
    typicalDays,
    history: history.slice(1).map(({ status: id, at }) => ({ status: nameOf(id), at })),
  };
}

/** Words of a source, which are not translated. */
function same(words: string): Words {
  return { zh: words, en: words };
}
