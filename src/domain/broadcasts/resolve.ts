import type { Transaction } from "../../engine/terms.ts";
import type { AudiencePart } from "../../store/broadcasts/audience-parts.ts";
import { findBroadcast } from "../../store/broadcasts/broadcasts.ts";
import { knowsEvent } from "../../store/broadcasts/known.ts";
import { type AccountName, readAccountName } from "../account-names.ts";
import type { ProgrammeBook } from "../cases/programme.ts";
import type { BroadcastButton } from "./content.ts";
import type { WrittenBroadcast } from "./file.ts";
import type { NewBroadcast } from "./work.ts";

/** Something an announcement names that is not there, as it was written. */
export interface Unknown {
  readonly what: "account" | "event" | "session" | "programme" | "status" | "announcement";
  readonly name: string;
}

/** What names are looked up in. */
export interface Names {
  personOf(account: AccountName): Promise<string | undefined>;
  readonly programmes: Pick<ProgrammeBook, "find">;
}

/** An announcement ready to be kept, or everything it names that is not there. */
export type Resolved =
  | { readonly ok: true; readonly wish: Omit<NewBroadcast, "playground"> }
  | { readonly ok: false; readonly unknown: readonly Unknown[] };

/** Puts people, events and programmes in the place of their names. */
export async function resolveBroadcast(
  transaction: Transaction,
  { people, required, audience, buttons, ...written }: WrittenBroadcast,
  names: Names,
): Promise<Resolved> {
  const unknown: Unknown[] = [];
  const named = await personsOf(people, names, unknown);
  const readers = await personsOf(required, names, unknown);
  const parts: AudiencePart[] = [];
  for (const part of audience) parts.push(await resolvePart(transaction, part, names, unknown));
  await checkButtons(transaction, buttons, unknown);
  if (unknown.length > 0) return { ok: false, unknown };
  if (named.length > 0) parts.push({ kind: "people", people: named });
  return { ok: true, wish: { ...written, buttons, required: readers, audience: parts } };
}

async function personsOf(
  accounts: readonly string[],
  { personOf }: Names,
  unknown: Unknown[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of accounts) {
    const account = readAccountName(name);
    const person = account && (await personOf(account));
    if (person === undefined) unknown.push({ what: "account", name });
    else found.push(person);
  }
  return found;
}

async function resolvePart(
  transaction: Transaction,
  part: WrittenBroadcast["audience"][number],
  { programmes }: Names,
  unknown: Unknown[],
): Promise<AudiencePart> {
  if (part.kind === "event") {
    const known = await knowsEvent(transaction, part.code, part.session);
    if (known === "no_event") unknown.push({ what: "event", name: part.code });
    if (known === "no_session") unknown.push({ what: "session", name: part.session ?? "" });
  }
  if (part.kind === "received" && !(await findBroadcast(transaction, part.broadcast))) {
    unknown.push({ what: "announcement", name: part.broadcast });
  }
  if (part.kind !== "case") return part;
  const programme = programmes.find(part.programme);
  if (!programme) unknown.push({ what: "programme", name: part.programme });
  const statuses = part.statuses.flatMap((name) => {
    const status = programme?.status(name);
    if (programme && !status) unknown.push({ what: "status", name });
    return status ? [status.id] : [];
  });
  return { ...part, programme: programme?.id ?? part.programme, statuses };
}

async function checkButtons(
  transaction: Transaction,
  buttons: readonly BroadcastButton[],
  unknown: Unknown[],
): Promise<void> {
  for (const button of buttons) {
    if (button.kind !== "signup") continue;
    const known = await knowsEvent(transaction, button.code);
    if (known === "no_event") unknown.push({ what: "event", name: button.code });
  }
}
