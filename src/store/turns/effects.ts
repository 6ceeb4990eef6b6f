import { eq } from "drizzle-orm";
import { z } from "zod";
import type { EffectResult } from "../../engine/command.ts";
import type { Transaction } from "../../engine/terms.ts";
import { inOneStatement } from "../in-one-statement.ts";
import { effects } from "../schema/index.ts";
import { seal } from "../sealing/seal.ts";
import { goAlong, goesAhead, sessionOf } from "../session.ts";
import { base64, jsonRows } from "../storable.ts";
import { readSealed } from "../unsealing.ts";
import type { LoadedLane } from "./loaded.ts";

const CLAIM = `
  insert into effects (key, lane)
  select key, lane from json_to_recordset($1::json) as row(key text, lane text)
  on conflict do nothing returning key`;

interface Claim {
  readonly key: string;
  readonly lane: string;
}

/** Whether each key was free; of the same key twice only the first is. */
const claim = inOneStatement(async (transaction, claims: readonly Claim[]) => {
  const { sql } = sessionOf(transaction);
  const rows = await sql.unsafe<{ key: string }[]>(CLAIM, [jsonRows(claims)], { prepare: true });
  const free = new Set(rows.map(({ key }) => key));
  return claims.map(({ key }) => free.delete(key));
});

/** The keys are named twice: a plan made while the table was new, and kept, would else read all of it. */
const KEEP = `
  update effects set result = decode(row.result, 'base64')
  from json_to_recordset($1::json) as row(key text, result text)
  where effects.key = row.key
    and effects.key = any (array(select json_array_elements($1::json) ->> 'key'))`;

interface Kept {
  readonly key: string;
  /** Sealed, base64. */
  readonly result: string | null;
}

const keep = inOneStatement(async (transaction, kept: readonly Kept[]) => {
  await sessionOf(transaction).sql.unsafe(KEEP, [jsonRows(kept)], { prepare: true });
  return kept;
});

const effectResult: z.ZodType<EffectResult> = z
  .looseObject({ kind: z.string() })
  .and(z.record(z.string(), z.json()));

/**
 * Performs an effect once per key, ever: a repeat, also one from another process at the same moment, waits
 * and gets the stored result; in a transaction that goes ahead a repeat throws instead. The result is sealed for the
 * lane's person; a repeat after they were erased throws.
 */
export async function performEffect(
  transaction: Transaction,
  { lane, key: sealingKey }: Pick<LoadedLane, "lane" | "key">,
  key: string,
  perform: (transaction: Transaction) => Promise<EffectResult>,
): Promise<EffectResult> {
  const claimed = claim(transaction, { key, lane });
  if (!goesAhead(transaction) && !(await claimed)) return storedResult(transaction, key);
  const result = await performed(claimed, perform(transaction));
  const sealed = base64(seal(sealingKey, JSON.stringify(result)));
  goAlong(transaction, keep(transaction, { key, result: sealed }));
  return result;
}

/** Ends only when both have: what is still asked for after a rollback would run outside of the transaction. */
async function performed(
  claimed: Promise<boolean>,
  performing: Promise<EffectResult>,
): Promise<EffectResult> {
  const [isFree, result] = await Promise.allSettled([claimed, performing]);
  if (isFree.status === "rejected") throw isFree.reason;
  if (!isFree.value) throw new Error("This effect was performed before: its work is undone");
  if (result.status === "rejected") throw result.reason;
  return result.value;
}

async function storedResult(transaction: Transaction, key: string): Promise<EffectResult> {
  const [row] = await sessionOf(transaction)
    .db.select({ result: effects.result })
    .from(effects)
    .where(eq(effects.key, key));
  const opened = row?.result ? await readSealed(transaction, row.result) : undefined;
  if (opened?.kind !== "unsealed") throw new Error(`The result of effect ${key} is gone`);
  return effectResult.parse(JSON.parse(opened.value));
}
