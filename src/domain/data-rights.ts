import type { EffectResult } from "../engine/command.ts";
import type { Json, Transaction } from "../engine/terms.ts";
import type { Localized } from "../i18n/locale.ts";
import { addAudit } from "../store/audit.ts";
import { askErasure } from "../store/erase.ts";
import { everyoneIn, standingConsents, withdrawConsent } from "../store/people.ts";
import type { HeldRecord, PersonalData } from "../store/personal/personal-data.ts";
import { PERSONAL_DATA } from "../store/personal/registry.ts";
import type { Retention } from "../store/retention.ts";
import {
  CONSENT_PURPOSES,
  PERSONAL_DESCRIPTIONS,
  type PersonalDescription,
  withDays,
} from "./personal-descriptions.ts";

/** What is held about a person of one kind, in words and figures. */
export interface Holding extends Omit<PersonalDescription, "kept"> {
  readonly kind: string;
  readonly count: number;
  /** Of these still under way. */
  readonly open: number;
  /** Days; undefined for what has no fixed term. */
  readonly days: number | undefined;
  /** Outlives a deletion, as proof. */
  readonly isProof: boolean;
}

/** A consent that stands. */
export interface StandingConsent {
  readonly purpose: string;
  readonly textVersion: number;
  /** ms UTC. */
  readonly givenAt: number;
  readonly title: Localized;
  readonly stops: Localized;
}

/** What is held about a person; kinds of which there is nothing are left out. */
export async function holdingsOf(
  transaction: Transaction,
  person: string,
  retention: Retention,
): Promise<readonly Holding[]> {
  const holdings: Holding[] = [];
  for (const kind of PERSONAL_DATA) {
    const { length: count } = await heldBy(kind, transaction, person);
    if (count === 0) continue;
    const { kept, ...words } = PERSONAL_DESCRIPTIONS[kind.name];
    holdings.push({
      ...words,
      fields: withDays(words.fields, retention),
      kind: kind.name,
      count,
      open: "open" in kind ? await kind.open(transaction, person) : 0,
      days: kept === "until_deleted" || kept === "proof" ? undefined : retention[kept],
      isProof: kept === "proof",
    });
  }
  return holdings;
}

/** Also what they left behind under a person they turned out to be the same as. */
async function heldBy(
  kind: PersonalData,
  transaction: Transaction,
  person: string,
): Promise<readonly HeldRecord[]> {
  const records: HeldRecord[] = [];
  for (const one of await everyoneIn(transaction, person)) {
    records.push(...(await kind.held(transaction, one)));
  }
  return records;
}

/** Everything that is held about a person, by kind. */
export type PersonExport = Readonly<Record<string, readonly ExportedRecord[]>>;
type ExportedRecord = Readonly<Record<string, Json>>;

/** Reads everything that is held about a person; whoever asks for it is noted. */
export async function exportPerson(
  transaction: Transaction,
  person: string,
  who: string,
): Promise<PersonExport> {
  const all: Record<string, readonly ExportedRecord[]> = {};
  for (const kind of PERSONAL_DATA) {
    const held = await heldBy(kind, transaction, person);
    if (held.length > 0) all[kind.name] = held.map(exported);
  }
  await addAudit(transaction, { who, what: "person.exported", onWhat: person });
  return all;
}

function exported({ at, fields }: HeldRecord): ExportedRecord {
  return { ...(at === undefined ? {} : { at: new Date(at).toISOString() }), ...fields };
}

/** The same for the person's own chat, with the names of the kinds; without what the bot sent, which is there already. */
export async function exportForChat(transaction: Transaction, person: string) {
  const all = await exportPerson(transaction, person, person);
  return PERSONAL_DATA.filter(({ name }) => name !== "messages").flatMap(({ name }) => {
    const records = all[name];
    return records ? [{ title: PERSONAL_DESCRIPTIONS[name].title, records }] : [];
  });
}

/** The consents of a person that stand, with what each is for. */
export async function consentsOf(
  transaction: Transaction,
  person: string,
): Promise<readonly StandingConsent[]> {
  const standing = await standingConsents(transaction, person);
  return standing.flatMap((consent) => {
    const words = CONSENT_PURPOSES[consent.purpose];
    return words ? [{ ...consent, ...words }] : [];
  });
}

/** Takes a consent back, with what rests on it. */
export async function revokeConsent(
  transaction: Transaction,
  person: string,
  purpose: string,
): Promise<(EffectResult & { kind: "revoked" }) | (EffectResult & { kind: "not_given" })> {
  if (!(await withdrawConsent(transaction, person, purpose))) return { kind: "not_given" };
  for (const kind of PERSONAL_DATA) {
    if ("consent" in kind && kind.consent.purpose === purpose) {
      await kind.consent.withdraw(transaction, person);
    }
  }
  const entry = { who: person, what: "consent.withdrawn", onWhat: person, details: { purpose } };
  await addAudit(transaction, entry);
  return { kind: "revoked" };
}

/** A person wants to be forgotten: it is done as soon as they have read that it will be. */
export async function askToForget(
  transaction: Transaction,
  person: string,
): Promise<EffectResult & { kind: "asked" }> {
  await askErasure(transaction, person);
  await addAudit(transaction, { who: person, what: "erasure.asked", onWhat: person });
  return { kind: "asked" };
}
