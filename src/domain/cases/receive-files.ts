import type { FetchedFile, FetchLimits } from "../../engine/adapter.ts";
import type { Intent } from "../../engine/intent.ts";
import type { Transaction } from "../../engine/terms.ts";
import { formatMoment } from "../../i18n/dates.ts";
import { type Locale, localize } from "../../i18n/locale.ts";
import { fill, text } from "../../i18n/messages.ts";
import {
  type AwaitedFile,
  claimFile,
  fetchLater,
  giveUpFile,
  keepFile,
} from "../../store/cases/file-fetching.ts";
import { itemKey } from "../../store/cases/files.ts";
import { caseOfId } from "../../store/cases/read.ts";
import { newId } from "../../store/new-id.ts";
import { addMessages } from "../../store/outbound/add.ts";
import { describePerson } from "../../store/people.ts";
import { type FileKind, kindOfBytes, safeFileName } from "../file-kind.ts";
import { recipientsAtDesk } from "../recipients.ts";
import { MOST_BYTES, WITHIN_MS } from "./file-limits.ts";
import { fileMessages as messages } from "./file-messages.ts";
import type { ProgrammeBook } from "./programme.ts";

/** Fetches a file from the platform where it came in; never rejects. */
export type FetchFile = (
  installation: string,
  reference: string,
  limits: FetchLimits,
) => Promise<FetchedFile>;

/** What receiving files needs. */
export interface ReceiveFiles {
  readonly fetch: FetchFile;
  readonly book: ProgrammeBook;
  /** IANA zone of the times people are told. */
  readonly zone: string;
  inTransaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/** Why a file was not taken. */
type Problem = "tooLarge" | "empty" | "wrongKind" | "notFetched";

/** A platform that does not answer is asked so often, with growing waits, before the sender is told. */
const MOST_TRIES = 5;

/**
 * Receives the next file that somebody handed in: fetches it outside of any transaction, looks at its bytes, keeps
 * it sealed, and tells its sender and the desk. False when none is waiting. Whatever is cut off begins again.
 */
export async function receiveNextFile(parts: ReceiveFiles): Promise<boolean> {
  const { fetch, inTransaction } = parts;
  const awaited = await inTransaction(claimFile);
  if (!awaited) return false;
  const { installation, reference, tries } = awaited;
  const limits = { maxBytes: MOST_BYTES, withinMs: WITHIN_MS };
  const fetched: FetchedFile =
    installation === undefined ? { kind: "gone" } : await fetch(installation, reference, limits);
  if (fetched.kind === "unavailable" && tries < MOST_TRIES) {
    await inTransaction((transaction) => fetchLater(transaction, awaited.id, 2 ** tries));
    return true;
  }
  const looked = lookAt(fetched);
  await inTransaction((transaction) =>
    typeof looked === "string"
      ? refuse(transaction, awaited, looked)
      : keep(transaction, awaited, looked, parts),
  );
  return true;
}

interface Looked {
  readonly kind: FileKind;
  readonly bytes: Uint8Array;
}

function lookAt(fetched: FetchedFile): Looked | Problem {
  if (fetched.kind === "too_large") return "tooLarge";
  if (fetched.kind !== "fetched") return "notFetched";
  const { bytes } = fetched;
  if (bytes.length === 0) return "empty";
  // An adapter is no guard by itself.
  if (bytes.length > MOST_BYTES) return "tooLarge";
  const kind = kindOfBytes(bytes);
  return kind === undefined ? "wrongKind" : { kind, bytes };
}

async function keep(
  transaction: Transaction,
  awaited: AwaitedFile,
  { kind, bytes }: Looked,
  { book, zone }: Pick<ReceiveFiles, "book" | "zone">,
): Promise<void> {
  const name = safeFileName(awaited.name, kind, "file");
  const at = await keepFile(transaction, awaited, { kind, name, bytes });
  if (at === undefined) return;
  const locale = (await describePerson(transaction, awaited.person))?.locale ?? "zh-CN";
  const open = { kind: "open", command: "status", args: "" } as const;
  await tellSender(transaction, awaited, locale, {
    kind: "card",
    title: fill(messages.receivedTitle, locale, { item: localize(awaited.label, locale) }),
    text: fill(messages.receivedText, locale, { moment: formatMoment(at, zone, locale) }),
    rows: [{ label: text(messages.file, locale), value: name }],
    buttons: [
      { label: text(messages.status, locale), action: open },
      {
        label: text(messages.takeBack, locale),
        action: { kind: "open", command: "case-file-back", args: awaited.id },
      },
    ],
  });
  await tellDesk(transaction, awaited, book);
}

async function refuse(
  transaction: Transaction,
  awaited: AwaitedFile,
  problem: Problem,
): Promise<void> {
  if (!(await giveUpFile(transaction, awaited.id))) return;
  const locale = (await describePerson(transaction, awaited.person))?.locale ?? "zh-CN";
  const item = itemKey(transaction, awaited.case, awaited.label.zh);
  await tellSender(transaction, awaited, locale, {
    kind: "say",
    text: fill(messages[problem], locale, { item: localize(awaited.label, locale) }),
    buttons: [
      {
        label: text(messages.again, locale),
        action: { kind: "open", command: "case-file", args: item },
      },
    ],
  });
}

function tellSender(
  transaction: Transaction,
  { id, person }: AwaitedFile,
  locale: Locale,
  intent: Intent,
) {
  const to = { kind: "person", person } as const;
  const purpose = "reply" as const;
  const draft = { id: newId(), to, intent, locale, purpose, announce: true, personal: true };
  return addMessages(transaction, `case.file:${id}`, [draft]);
}

/** Each privately: the staff group hears nothing of anybody's case, and nobody what the file is. */
async function tellDesk(
  transaction: Transaction,
  { id, case: caseId, space }: AwaitedFile,
  book: ProgrammeBook,
): Promise<void> {
  const one = await caseOfId(transaction, caseId);
  if (!one) return;
  const programme = book.find(one.programme);
  const { staff } = await recipientsAtDesk(transaction, programme?.desk ?? "general", space);
  await addMessages(
    transaction,
    `case.file_here:${id}`,
    staff.map(({ person, locale }) => ({
      id: newId(),
      to: { kind: "person", person },
      intent: {
        kind: "card",
        title: text(messages.staffTitle, locale),
        text: fill(messages.staffText, locale, {
          programme: programme ? localize(programme.name, locale) : one.programme,
          number: one.words.number,
        }),
      },
      locale,
      purpose: "notice",
      announce: true,
      personal: true,
    })),
  );
}
