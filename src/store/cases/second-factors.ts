import { randomInt } from "node:crypto";
import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import { randomLetters } from "../random-letters.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { base64 } from "../storable.ts";
import { readSealed } from "../unsealing.ts";
import { minutesToWait } from "./attempts.ts";
import { caseHashes } from "./hashes.ts";
import { sealedCase } from "./record.ts";

/** How long codes can be used: the one sent to the phone, and the one shown to a clerk. */
const SECONDS = { message: 10 * 60, clerk: 60 * 60 } as const;
/** Codes sent within a day: to the phone of one case, and for one person. */
const MOST_SENT = { case: 3, person: 5 } as const;
const CLERK_LETTERS = 6;

/** Whose case is to be checked, by what they typed so far. */
export interface Claim {
  readonly person: string;
  /** Where they began. */
  readonly space: string;
  /** Normalised. */
  readonly number: string;
  readonly tail: string;
}

const LOOK = `
  select one.id, one.phone_hash,
    (select count(*)::int from case_codes sent where sent.case_id = one.id and sent.kind = 'message'
      and sent.created_at > now() - interval '1 day') as of_case,
    (select count(*)::int from case_codes sent where sent.person = $2 and sent.kind = 'message'
      and sent.created_at > now() - interval '1 day') as of_person
  from (values (1)) as always
  left join cases one on one.number_hash = $1 and one.visible`;

const VOID = `
  update case_codes set expires_at = now(), sealed = null
  where person = $1 and kind in ('message', 'clerk') and used_at is null and expires_at > now()`;

const ADD = `
  insert into case_codes (id, case_id, person, kind, code_hash, sealed, expires_at)
  select id, case_id, $2, kind, code_hash, decode(sealed, 'base64'), now() + seconds * interval '1 second'
  from json_to_recordset($1::json) as row(id text, case_id text, kind text, code_hash text, sealed text,
    seconds double precision)`;

interface Found {
  readonly id: string | null;
  readonly phone_hash: string | null;
  readonly of_case: number;
  readonly of_person: number;
}

/**
 * Prepares what may prove that a case is theirs: a code for the phone on it, when `sends`, and one to show to a
 * clerk. For a case that does not exist, or with other digits, the same is done and nothing is sent.
 */
export async function prepareFactors(
  transaction: Transaction,
  { person, space, number, tail }: Claim,
  sends: boolean,
): Promise<{ readonly kind: "ready"; readonly shown: string } | Wait> {
  const { sql, keyring } = sessionOf(transaction);
  const hashes = caseHashes(keyring);
  const numberHash = hashes.number(number);
  const minutes = await minutesToWait(transaction, { person, case: numberHash, space });
  if (minutes > 0) return { kind: "wait", minutes };
  const [found] = await sql.unsafe<Found[]>(LOOK, [numberHash, person], { prepare: true });
  const isTheirs = found?.phone_hash === hashes.phone(numberHash, tail);
  const id = isTheirs ? (found?.id ?? null) : null;
  const sent = String(randomInt(1_000_000)).padStart(6, "0");
  const shown = randomLetters(CLERK_LETTERS);
  const mayBeSent = (found?.of_case ?? 0) < MOST_SENT.case;
  const sealed = base64(seal(keyring.service, sent));
  const rows = [
    { kind: "clerk", code_hash: hashes.code(`clerk ${shown}`), sealed: null },
    ...(sends && (found?.of_person ?? 0) < MOST_SENT.person
      ? [
          {
            kind: "message",
            code_hash: hashes.code(`${numberHash} ${sent}`),
            sealed: id !== null && mayBeSent ? sealed : null,
          },
        ]
      : []),
  ] as const;
  await sql.unsafe(VOID, [person], { prepare: true });
  const added = rows.map((row) => ({
    ...row,
    id: newId(),
    case_id: id,
    seconds: SECONDS[row.kind === "clerk" ? "clerk" : "message"],
  }));
  await sql.unsafe(ADD, [JSON.stringify(added), person], { prepare: true });
  return { kind: "ready", shown };
}

type Wait = { readonly kind: "wait"; readonly minutes: number };

/** A code on its way to a phone. */
export interface CodeToSend {
  readonly id: string;
  readonly code: string;
  /** Undefined when the case's source gave only its last digits. */
  readonly phone: string | undefined;
  /** ms UTC. */
  readonly expiresAt: number;
}

const NEXT = `
  select code.id, code.sealed, one.sealed as words,
    (extract(epoch from code.expires_at) * 1000)::float8 as expires
  from case_codes code join cases one on one.id = code.case_id
  where code.sealed is not null and code.expires_at > now()
    and not code.id = any (array(select json_array_elements_text($1::json)))
  order by code.created_at limit 1 for update of code skip locked`;

/** The next code to hand to the sender, locked until the transaction ends; `tried` are left out. */
export async function nextCodeToSend(
  transaction: Transaction,
  tried: readonly string[],
): Promise<CodeToSend | undefined> {
  const { sql } = sessionOf(transaction);
  const [row] = await sql.unsafe<
    { id: string; sealed: Uint8Array; words: Uint8Array; expires: number }[]
  >(NEXT, [JSON.stringify(tried)], { prepare: true });
  if (!row) return undefined;
  const code = await readSealed(transaction, row.sealed);
  const words = await readSealed(transaction, row.words);
  if (code.kind === "erased" || words.kind === "erased") return undefined;
  const { phone } = sealedCase.parse(JSON.parse(words.value));
  return { id: row.id, code: code.value, phone: phone ?? undefined, expiresAt: row.expires };
}

/** The code was handed over, or never can be: it is in our hands no longer. */
export async function forgetCode(transaction: Transaction, id: string): Promise<void> {
  const { sql } = sessionOf(transaction);
  await sql.unsafe("update case_codes set sealed = null where id = $1", [id], { prepare: true });
}

/** A case that somebody waits to have confirmed, as a clerk sees it. */
export interface Awaited {
  readonly id: string;
  readonly case: string;
  readonly person: string;
}

const AWAITED = `
  select id, case_id as case, person from case_codes
  where code_hash = $1 and kind = 'clerk' and case_id is not null and person is not null
    and used_at is null and expires_at > now()`;

/** Who shows this code at the desk; undefined when nobody does, or what they typed did not match. */
export async function awaitedBy(
  transaction: Transaction,
  shown: string,
): Promise<Awaited | undefined> {
  const { sql, keyring } = sessionOf(transaction);
  const hash = caseHashes(keyring).code(`clerk ${shown}`);
  const [row] = await sql.unsafe<Awaited[]>(AWAITED, [hash], { prepare: true });
  return row;
}

const CONFIRM = `
  with used as (update case_codes set used_at = now()
    where id = $1 and used_at is null and expires_at > now() returning case_id, person, kind)
  insert into case_bindings (case_id, person, proof) select case_id, person, kind from used
  on conflict (case_id, person) do nothing returning case_id`;

/** Binds the case; false when the code was used meanwhile or the case is bound to them already. */
export async function confirmAwaited(transaction: Transaction, id: string): Promise<boolean> {
  const { sql } = sessionOf(transaction);
  return (await sql.unsafe(CONFIRM, [id], { prepare: true })).length > 0;
}

/** Codes out of time are not kept sealed, and after two days not at all; nor are tries that no longer count. */
export async function clearOldProofs(transaction: Transaction): Promise<void> {
  const { sql } = sessionOf(transaction);
  await sql.unsafe(
    "update case_codes set sealed = null where sealed is not null and expires_at < now()",
  );
  await sql.unsafe("delete from case_codes where expires_at < now() - interval '2 days'");
  await sql.unsafe("delete from case_attempts where last_at < now() - interval '2 days'");
}
