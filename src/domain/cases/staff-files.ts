import type { Desk, Transaction } from "../../engine/terms.ts";
import { DESKS } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { type CaseFile, fileHere, filesHere, takeFile } from "../../store/cases/files.ts";
import { caseOfId, type StoredCase } from "../../store/cases/read.ts";
import type { Position } from "../../store/staff.ts";
import { typeOfKind } from "./own-files.ts";
import type { ProgrammeBook } from "./programme.ts";

/** A file as staff see it in a list. */
export interface HandedIn {
  readonly file: CaseFile;
  readonly case: StoredCase;
  readonly desk: Desk;
}

/** Files that are here for the desks of somebody, the newest first; of one case only when it is given. */
export async function handedIn(
  transaction: Transaction,
  desks: readonly Desk[],
  book: ProgrammeBook,
  { limit, caseId }: { readonly limit: number; readonly caseId?: string | undefined },
): Promise<readonly HandedIn[]> {
  const found: HandedIn[] = [];
  // What no programme of the content handles is the general desk's, and looked at one by one below.
  const without = book.all.filter(({ desk }) => !desks.includes(desk)).map(({ id }) => id);
  for (const file of await filesHere(transaction, { limit, caseId, without })) {
    const one = await caseOfId(transaction, file.case);
    const desk = one && deskOf(one, book);
    if (one && desk && desks.includes(desk)) found.push({ file, case: one, desk });
  }
  return found;
}

/** A file that staff take over. */
export interface TakenFile {
  readonly name: string;
  /** Media type, by what the bytes are. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Hands a file to a member of staff, and writes down that they took it; from then on its sender cannot take it
 * back. Undefined when it is not here, or is for another desk.
 */
export async function takeOverFile(
  transaction: Transaction,
  id: string,
  by: { readonly who: string; readonly desks: readonly Desk[] },
  book: ProgrammeBook,
): Promise<TakenFile | undefined> {
  const known = await fileHere(transaction, id);
  const one = known && (await caseOfId(transaction, known.case));
  if (!one || !by.desks.includes(deskOf(one, book))) return undefined;
  const taken = await takeFile(transaction, id, by.who);
  if (!taken) return undefined;
  await addAudit(transaction, {
    who: by.who,
    what: "case.file_taken",
    onWhat: id,
    details: { case: one.id },
  });
  const { kind, name } = taken.file;
  return { name: name ?? "file", type: typeOfKind(kind), bytes: taken.bytes };
}

/** The desks whose files somebody sees: a specialist's own, all for whoever oversees the service. */
export function desksOf({ role, desks }: Position): readonly Desk[] {
  return role === "specialist" ? desks : DESKS;
}

function deskOf(one: StoredCase, book: ProgrammeBook): Desk {
  return book.find(one.programme)?.desk ?? "general";
}
