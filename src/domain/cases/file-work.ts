import type { EffectResult } from "../../engine/command.ts";
import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { boundCases } from "../../store/cases/bindings.ts";
import {
  addCaseFile,
  type CaseFile,
  filesOfPerson,
  itemKey,
  withdrawFile,
} from "../../store/cases/files.ts";
import { missingOf } from "./case-view.ts";
import { MOST_BYTES } from "./file-limits.ts";
import type { ProgrammeBook } from "./programme.ts";
import type { FileView, WantedItem } from "./views.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** Everything the applications of a person lack, in their order. */
export async function wantedItems(
  transaction: Transaction,
  person: string,
  book: ProgrammeBook,
): Promise<readonly WantedItem[]> {
  const cases = await boundCases(transaction, person);
  const files = await filesOfPerson(transaction, person);
  return cases.flatMap((one) =>
    missingOf(one, book).map((label) => {
      const key = itemKey(transaction, one.id, label.zh);
      const name = book.find(one.programme)?.name;
      const programme = name ? { ...name } : { zh: one.programme, en: one.programme };
      const latest = files.findLast(({ item }) => item === key);
      return { key, case: one.id, programme, label, file: latest ? fileView(latest) : null };
    }),
  );
}

/** A file in what its sender may know of it. */
function fileView({ id, receivedAt, takenAt }: CaseFile): FileView {
  return { id, receivedAt: receivedAt ?? null, isTaken: takenAt !== undefined };
}

/** A file somebody sends for an item of theirs. */
export interface FileOffer {
  readonly person: string;
  /** An item's key. */
  readonly item: string;
  /** The space where it was sent. */
  readonly space: string;
  readonly reference: string;
  readonly name: string | null;
  /** Bytes, as told. */
  readonly size: number | null;
}

/** Notes a file that is to be fetched, when it is for something of theirs that is still missing. */
export async function takeInFile(
  transaction: Transaction,
  { person, item, space, reference, name, size }: FileOffer,
  book: ProgrammeBook,
): Promise<
  | Tagged<"noted">
  | Tagged<"too_large">
  | Tagged<"empty">
  | Tagged<"too_many">
  | Tagged<"not_wanted">
> {
  if (size === 0) return { kind: "empty" };
  if (size !== null && size > MOST_BYTES) return { kind: "too_large" };
  const wanted = (await wantedItems(transaction, person, book)).find(({ key }) => key === item);
  if (!wanted) return { kind: "not_wanted" };
  const { label } = wanted;
  const file = {
    person,
    item,
    case: wanted.case,
    label,
    name: name ?? undefined,
    reference,
    space,
  };
  return (await addCaseFile(transaction, file)) ? { kind: "noted" } : { kind: "too_many" };
}

/** Takes a file back for its sender. */
export async function takeBackFile(
  transaction: Transaction,
  person: string,
  id: string,
): Promise<Tagged<"withdrawn"> | Tagged<"taken"> | Tagged<"not_there">> {
  const kind = await withdrawFile(transaction, person, id);
  if (kind === "withdrawn") {
    await addAudit(transaction, { who: person, what: "case.file_withdrawn", onWhat: id });
  }
  return { kind };
}
