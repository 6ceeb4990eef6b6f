import type { Transaction } from "../../engine/terms.ts";
import { newId } from "../new-id.ts";
import type { DataKey } from "../sealing/data-key.ts";
import { maskName } from "../sealing/mask.ts";
import { seal } from "../sealing/seal.ts";
import { sessionOf } from "../session.ts";
import { base64, jsonRows } from "../storable.ts";
import { type CaseHashes, caseHashes } from "./hashes.ts";
import { type CaseRecord, type CaseTeller, privateParts } from "./record.ts";

/**
 * What became of one record. `repeated`: its change id was seen before; `unchanged`: nothing in it is new;
 * `outdated`: the case was changed later than this says.
 */
export type SaveOutcome = "created" | "changed" | "unchanged" | "repeated" | "outdated";

/** A record's outcome, and the change that its applicants are to hear of, if there is one. */
export interface Saved {
  readonly outcome: SaveOutcome;
  readonly case: string | undefined;
  readonly change: number | undefined;
}

interface Known {
  readonly id: string;
  readonly number_hash: string;
  readonly status: string;
  readonly digest: string;
  readonly updated_at: number;
}

interface Prepared {
  readonly record: CaseRecord;
  readonly id: string;
  readonly numberHash: string;
  readonly changeHash: string;
  readonly digest: string;
}

/** Two tellers of the same number take turns, also while the case does not exist yet; in one order. */
const TAKE_TURNS = `
  select pg_advisory_xact_lock(hashtextextended(number, 5)) from (
    select number from json_array_elements_text($1::json) as row(number) order by number) as numbers`;

const KNOWN = `
  select id, number_hash, status, digest, extract(epoch from updated_at) * 1000 as updated_at
  from cases where number_hash = any (array(select json_array_elements_text($1::json)))
  order by id for update`;

const KNOWN_CHANGES = `
  select change_hash from case_changes
  where change_hash = any (array(select json_array_elements_text($1::json)))`;

const COLUMNS = `id text, number_hash text, phone_hash text, programme text, status text, masked text,
  sealed text, due_at double precision, visible boolean, updated_at double precision, digest text`;

const INSERT = `
  insert into cases (id, number_hash, phone_hash, programme, status, masked, sealed, due_at, visible,
    updated_at, digest)
  select id, number_hash, phone_hash, programme, status, masked, decode(sealed, 'base64'),
    to_timestamp(due_at / 1000), visible, to_timestamp(updated_at / 1000), digest
  from json_to_recordset($1::json) as row(${COLUMNS})`;

const UPDATE = `
  update cases set phone_hash = row.phone_hash, programme = row.programme, status = row.status,
    masked = row.masked, sealed = decode(row.sealed, 'base64'),
    due_at = to_timestamp(row.due_at / 1000), visible = row.visible,
    updated_at = to_timestamp(row.updated_at / 1000), digest = row.digest, recorded_at = now()
  from json_to_recordset($1::json) as row(${COLUMNS}) where cases.id = row.id`;

const INSERT_CHANGES = `
  insert into case_changes (case_id, change_hash, status, previous_status, sealed, due_at, visible, at,
    source, by)
  select case_id, change_hash, status, previous_status, decode(sealed, 'base64'),
    to_timestamp(due_at / 1000), visible, to_timestamp(at / 1000), source, by
  from json_to_recordset($1::json) as row(case_id text, change_hash text, status text,
    previous_status text, sealed text, due_at double precision, visible boolean, at double precision,
    source text, by text)
  on conflict (change_hash) do nothing returning id, case_id`;

/**
 * Keeps what a source tells of cases, each number at most once in `records`, in a handful of statements.
 * Outcomes come in the order of the records. The cases stay locked until the transaction ends.
 */
export async function saveCases(
  transaction: Transaction,
  records: readonly CaseRecord[],
  teller: CaseTeller,
): Promise<readonly Saved[]> {
  const { keyring } = sessionOf(transaction);
  const prepared = records.map((record) => prepare(record, caseHashes(keyring)));
  const known = await knownCases(transaction, prepared);
  const told = await knownChanges(transaction, prepared);
  const outcomes = prepared.map((one) => outcomeOf(one, known.get(one.numberHash), told));
  const created = prepared.filter((_one, at) => outcomes[at] === "created");
  const changed = prepared.filter((_one, at) => outcomes[at] === "changed");
  await write(transaction, INSERT, created, known);
  await write(transaction, UPDATE, changed, known);
  const changes = await writeChanges(transaction, [...created, ...changed], known, teller);
  return prepared.map(({ id, numberHash }, at) => {
    const outcome = outcomes[at] ?? "unchanged";
    const kept = known.get(numberHash)?.id ?? (outcome === "created" ? id : undefined);
    return { outcome, case: kept, change: kept === undefined ? undefined : changes.get(kept) };
  });
}

function prepare(record: CaseRecord, hashes: CaseHashes): Prepared {
  const numberHash = hashes.number(record.number);
  const { updatedAt, changeId } = record;
  const digest = hashes.digest(JSON.stringify(contentOf(record)));
  const change = changeId === undefined ? `${numberHash} ${digest} ${updatedAt}` : `id ${changeId}`;
  return { record, id: newId(), numberHash, digest, changeHash: hashes.change(change) };
}

/** All that is told of a case but for when, in one order. */
function contentOf(record: CaseRecord) {
  const { programme, status, dueAt = null, phoneTail, visible } = record;
  return [privateParts(record), programme, status, dueAt, phoneTail, visible];
}

async function knownCases(
  transaction: Transaction,
  prepared: readonly Prepared[],
): Promise<Map<string, Known>> {
  const numbers = JSON.stringify(prepared.map(({ numberHash }) => numberHash));
  const { sql } = sessionOf(transaction);
  await sql.unsafe(TAKE_TURNS, [numbers], { prepare: true });
  const rows = await sql.unsafe<Known[]>(KNOWN, [numbers], { prepare: true });
  return new Map(
    rows.map((row) => [row.number_hash, { ...row, updated_at: Number(row.updated_at) }]),
  );
}

async function knownChanges(
  transaction: Transaction,
  prepared: readonly Prepared[],
): Promise<ReadonlySet<string>> {
  const { sql } = sessionOf(transaction);
  const hashes = JSON.stringify(prepared.map(({ changeHash }) => changeHash));
  const rows = await sql.unsafe<{ change_hash: string }[]>(KNOWN_CHANGES, [hashes], {
    prepare: true,
  });
  return new Set(rows.map(({ change_hash }) => change_hash));
}

function outcomeOf(
  one: Prepared,
  known: Known | undefined,
  told: ReadonlySet<string>,
): SaveOutcome {
  if (told.has(one.changeHash)) return "repeated";
  if (!known) return "created";
  if (known.updated_at > one.record.updatedAt) return "outdated";
  return known.digest === one.digest ? "unchanged" : "changed";
}

async function write(
  transaction: Transaction,
  statement: string,
  prepared: readonly Prepared[],
  known: ReadonlyMap<string, Known>,
): Promise<void> {
  if (prepared.length === 0) return;
  const { sql, keyring } = sessionOf(transaction);
  const rows = prepared.map((one) => {
    const id = known.get(one.numberHash)?.id ?? one.id;
    return caseRow(one, id, keyring.service, caseHashes(keyring));
  });
  await sql.unsafe(statement, [jsonRows(rows)], { prepare: true });
}

function caseRow(
  { record, numberHash, digest }: Prepared,
  id: string,
  key: DataKey,
  hashes: CaseHashes,
) {
  return {
    id,
    number_hash: numberHash,
    phone_hash: hashes.phone(numberHash, record.phoneTail),
    programme: record.programme,
    status: record.status,
    masked: maskName(record.applicant),
    sealed: base64(seal(key, JSON.stringify(privateParts(record)))),
    due_at: record.dueAt ?? null,
    visible: record.visible,
    updated_at: record.updatedAt,
    digest,
  };
}

/** The new changes' ids by case. */
async function writeChanges(
  transaction: Transaction,
  prepared: readonly Prepared[],
  known: ReadonlyMap<string, Known>,
  { source, by }: CaseTeller,
): Promise<ReadonlyMap<string, number>> {
  if (prepared.length === 0) return new Map();
  const { sql, keyring } = sessionOf(transaction);
  const rows = prepared.map(({ record, id, numberHash, changeHash }) => {
    const { nextStep = null, missing } = record;
    return {
      case_id: known.get(numberHash)?.id ?? id,
      change_hash: changeHash,
      status: record.status,
      previous_status: known.get(numberHash)?.status ?? null,
      sealed: base64(seal(keyring.service, JSON.stringify({ nextStep, missing }))),
      due_at: record.dueAt ?? null,
      visible: record.visible,
      at: record.updatedAt,
      source,
      by,
    };
  });
  const added = await sql.unsafe<{ id: string; case_id: string }[]>(
    INSERT_CHANGES,
    [jsonRows(rows)],
    { prepare: true },
  );
  return new Map(added.map(({ id, case_id }) => [case_id, Number(id)]));
}
