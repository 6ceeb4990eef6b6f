import { and, asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "../../engine/terms.ts";
import type { Locale } from "../locale.ts";
import type { Proof } from "../schema/cases.ts";
import { caseBindings, cases, people } from "../schema/index.ts";
import { sessionOf } from "../session.ts";
import { countFailure, minutesToWait } from "./attempts.ts";
import { caseHashes } from "./hashes.ts";
import { casesOf, type StoredCase } from "./read.ts";

/** What somebody shows to prove that a case is theirs. */
export interface BindingTry {
  readonly person: string;
  /** Where they began. */
  readonly space: string;
  /** Normalised. */
  readonly number: string;
  readonly tail: string;
  readonly code: string;
}

/** What a try came to; why it failed is told to nobody. */
export type BindingResult =
  | { readonly kind: "bound"; readonly case: string; readonly proof: Proof }
  | { readonly kind: "refused" }
  | { readonly kind: "wait"; readonly minutes: number };

/** One look for numbers that exist and for those that don't. */
const LOOK = `
  select one.id, one.phone_hash, code.id as code, code.kind as proof
  from (values (1)) as always
  left join cases one on one.number_hash = $1 and one.visible
  left join case_codes code on code.case_id = one.id and code.code_hash = $2
    and code.kind <> 'clerk' and code.used_at is null and code.expires_at > now()
    and (code.person is null or code.person = $3)
  limit 1`;

const USE = "update case_codes set used_at = now() where id = $1 and used_at is null returning id";

const BIND = `
  insert into case_bindings (case_id, person, proof)
  select case_id, $2, kind from case_codes where id = $1 on conflict (case_id, person) do nothing`;

interface Found {
  readonly id: string | null;
  readonly phone_hash: string | null;
  readonly code: string | null;
  readonly proof: Proof | null;
}

/**
 * Binds a case to whoever knows its number, the end of its phone and a code of its own. Every failure is
 * counted and answered alike, and costs the same work, whether the number exists or not.
 */
export async function tryBinding(
  transaction: Transaction,
  { person, space, number, tail, code }: BindingTry,
): Promise<BindingResult> {
  const { sql, keyring } = sessionOf(transaction);
  const hashes = caseHashes(keyring);
  const numberHash = hashes.number(number);
  const subjects = { person, case: numberHash, space };
  const minutes = await minutesToWait(transaction, subjects);
  if (minutes > 0) return { kind: "wait", minutes };
  const codeHash = hashes.code(`${numberHash} ${code}`);
  const phoneHash = hashes.phone(numberHash, tail);
  const [found] = await sql.unsafe<Found[]>(LOOK, [numberHash, codeHash, person], {
    prepare: true,
  });
  const isTheirs = found?.phone_hash === phoneHash && found.code !== null;
  if (!found?.id || !found.code || !found.proof || !isTheirs) {
    await countFailure(transaction, subjects);
    return { kind: "refused" };
  }
  const used = await sql.unsafe(USE, [found.code], { prepare: true });
  if (used.length === 0) return { kind: "refused" };
  await sql.unsafe(BIND, [found.code, person], { prepare: true });
  return { kind: "bound", case: found.id, proof: found.proof };
}

/** A case that is bound to somebody. */
export interface BoundCase extends StoredCase {
  readonly muted: boolean;
}

/** The cases bound to a person, drafts left out. */
export async function boundCases(
  transaction: Transaction,
  person: string,
): Promise<readonly BoundCase[]> {
  const rows = await sessionOf(transaction)
    .db.select({ row: cases, muted: caseBindings.muted })
    .from(caseBindings)
    .innerJoin(cases, eq(cases.id, caseBindings.case))
    .where(and(eq(caseBindings.person, person), eq(cases.visible, true)))
    .orderBy(asc(caseBindings.boundAt));
  const read = await casesOf(
    transaction,
    rows.map(({ row }) => row),
  );
  return read.map((one, at) => ({ ...one, muted: rows[at]?.muted ?? false }));
}

/** Whether a person hears of a case only when something is wanted of them. False when it is not theirs. */
export async function muteCase(
  transaction: Transaction,
  person: string,
  id: string,
  muted: boolean,
): Promise<boolean> {
  const rows = await sessionOf(transaction)
    .db.update(caseBindings)
    .set({ muted })
    .where(and(eq(caseBindings.person, person), eq(caseBindings.case, id)))
    .returning({ case: caseBindings.case });
  return rows.length > 0;
}

/** Whose cases these are, and how to speak to them. */
export async function ownersOf(
  transaction: Transaction,
  ids: readonly string[],
): Promise<
  readonly { case: string; person: string; muted: boolean; locale: Locale | undefined }[]
> {
  if (ids.length === 0) return [];
  const rows = await sessionOf(transaction)
    .db.select({
      case: caseBindings.case,
      person: caseBindings.person,
      muted: caseBindings.muted,
      locale: people.locale,
    })
    .from(caseBindings)
    .innerJoin(people, eq(people.id, caseBindings.person))
    .where(inArray(caseBindings.case, [...ids]))
    .orderBy(asc(caseBindings.case), asc(caseBindings.person));
  return rows.map((row) => ({ ...row, locale: row.locale ?? undefined }));
}
