import type { EffectResult } from "../../engine/command.ts";
import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import { databaseBytes } from "../../store/cases/file-bytes.ts";
import { type CaseFile, fileHere, filesOfPerson } from "../../store/cases/files.ts";
import { caseOfId } from "../../store/cases/read.ts";
import { FILE_KINDS, type FileKind } from "../file-kind.ts";
import type { ProgrammeBook } from "./programme.ts";
import type { OwnFile } from "./views.ts";

type Tagged<Kind extends string, Fields = unknown> = EffectResult & { kind: Kind } & Fields;

/** What a person handed in and is still here, the newest first. */
export async function ownFiles(
  transaction: Transaction,
  person: string,
  book: ProgrammeBook,
): Promise<readonly OwnFile[]> {
  const found: OwnFile[] = [];
  for (const file of await filesOfPerson(transaction, person)) {
    const one = await caseOfId(transaction, file.case);
    if (!one || file.receivedAt === undefined) continue;
    const name = book.find(one.programme)?.name;
    found.push({
      id: file.id,
      label: file.label,
      programme: name ? { ...name } : { zh: one.programme, en: one.programme },
      name: file.name ?? "file",
      receivedAt: file.receivedAt,
      isTaken: file.takenAt !== undefined,
    });
  }
  return found.sort((one, other) => other.receivedAt - one.receivedAt);
}

/** Gives a person a file of theirs back, and writes down that they had it. */
export async function handBack(
  transaction: Transaction,
  person: string,
  id: string,
): Promise<Tagged<"here", Pick<OwnFile, "id" | "label" | "name">> | Tagged<"not_there">> {
  const file = await ownFile(transaction, { person, file: id });
  if (!file) return { kind: "not_there" };
  await addAudit(transaction, { who: person, what: "case.file_fetched", onWhat: id });
  return { kind: "here", id, label: file.label, name: file.name ?? "file" };
}

/** Whose file it is said to be. */
export interface FileClaim {
  readonly person: string;
  readonly file: string;
}

/** A file as it is handed out to whoever handed it in. */
export interface HandedOut {
  readonly name: string;
  /** Media type, by what the bytes are. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The bytes of a person's own file; undefined when it is another's, or not here any more. */
export async function handOut(
  transaction: Transaction,
  claim: FileClaim,
): Promise<HandedOut | undefined> {
  const file = await ownFile(transaction, claim);
  const bytes = file && (await databaseBytes.get(transaction, claim.file));
  if (!file || !bytes) return undefined;
  return { name: file.name ?? "file", type: typeOfKind(file.kind), bytes };
}

/** Who handed a file in that is here; undefined when there is none. */
export async function ownerOfFile(
  transaction: Transaction,
  id: string,
): Promise<string | undefined> {
  return (await fileHere(transaction, id))?.person;
}

async function ownFile(
  transaction: Transaction,
  { person, file }: FileClaim,
): Promise<CaseFile | undefined> {
  const found = await fileHere(transaction, file);
  return found?.person === person ? found : undefined;
}

/** The media type of a kind of file. */
export function typeOfKind(kind: string | undefined): string {
  return kind !== undefined && isKind(kind) ? FILE_KINDS[kind].type : "application/octet-stream";
}

function isKind(kind: string): kind is FileKind {
  return Object.hasOwn(FILE_KINDS, kind);
}
