import { eq } from "drizzle-orm";
import { z } from "zod";
import type { EffectResult } from "../../engine/command.ts";
import type { Transaction } from "../../engine/terms.ts";
import { storeError } from "../errors.ts";
import { effects } from "../schema/index.ts";
import { seal } from "../sealing/seal.ts";
import { goAlong, holdKey, sessionOf } from "../session.ts";
import { base64 } from "../storable.ts";
import type { LockStatement, Transactions } from "../transactions.ts";
import { readSealed } from "../unsealing.ts";
import { commitTogether, resultOf } from "./commit-turns.ts";
import { NOBODY_NEW } from "./identities.ts";
import type { LoadedLane } from "./loaded.ts";
import { plainStatement } from "./statement.ts";
import type { CommitResult, TurnCommit } from "./turn-commit.ts";

/** A turn that cannot be committed as it is; thrown so that its transaction rolls back. */
class NotCommitted extends Error {
  readonly result: CommitResult;

  constructor(result: CommitResult) {
    super(`The turn is ${result}`);
    this.result = result;
  }
}

/**
 * Commits a turn with effects: locks the lane, writes who is new, lets `work` perform the effects and say
 * what to commit, and commits all of it together or nothing.
 */
export async function commitWithEffects(
  transactions: Transactions,
  loaded: LoadedLane,
  work: (transaction: Transaction) => Promise<TurnCommit>,
): Promise<CommitResult> {
  try {
    return await transactions.runLocking<LaneRow, CommitResult>(
      lockOf(loaded),
      async (transaction, row) => {
        if ((row?.revision ?? 0) !== loaded.revision - 1) throw new NotCommitted("stale");
        holdKey(transaction, loaded.key);
        await introduce(transaction, loaded);
        const turn = await work(transaction);
        const introduced = { ...turn, loaded: { ...turn.loaded, introduces: NOBODY_NEW } };
        const [result = "stale"] = await commitTogether(transaction, [introduced]);
        if (result !== "committed") throw new NotCommitted(result);
        return result;
      },
    );
  } catch (error) {
    if (error instanceof NotCommitted) return error.result;
    return resultOf(storeError(error));
  }
}

/** A lane that does not exist yet needs no lock: it is new with its person or space, whose keys are unique. */
function lockOf({ lane }: LoadedLane): LockStatement {
  return { text: "select revision from lanes where id = $1 for update", parameters: [lane] };
}

interface LaneRow {
  readonly revision: number;
}

/** Writes the lane's new people, accounts and spaces, so that effects can refer to them. */
export async function introduce(transaction: Transaction, loaded: LoadedLane): Promise<void> {
  const { lane, introduces } = loaded;
  if (Object.keys(introduces).length === 0) return;
  const { text, parameters } = plainStatement([lane], introduces);
  await sessionOf(transaction).sql.unsafe(text, parameters, { prepare: true });
}

const CLAIM = `
  insert into effects (key, lane) values ($1, $2) on conflict do nothing returning key`;

const KEEP = "update effects set result = decode($2, 'base64') where key = $1";

const effectResult: z.ZodType<EffectResult> = z
  .looseObject({ kind: z.string() })
  .and(z.record(z.string(), z.json()));

/**
 * Performs an effect once per key, ever: a repeat, also one from another process at the same moment, waits
 * and gets the stored result. The result is sealed for the lane's person; a repeat after they were erased
 * throws.
 */
export async function performEffect(
  transaction: Transaction,
  loaded: Pick<LoadedLane, "lane" | "key">,
  key: string,
  perform: (transaction: Transaction) => Promise<EffectResult>,
): Promise<EffectResult> {
  const { sql } = sessionOf(transaction);
  const claimed = await sql.unsafe(CLAIM, [key, loaded.lane], { prepare: true });
  if (claimed.length === 0) return storedResult(transaction, key);
  const result = await perform(transaction);
  const sealed = seal(loaded.key, JSON.stringify(result));
  goAlong(
    transaction,
    sessionOf(transaction).sql.unsafe(KEEP, [key, base64(sealed)], { prepare: true }),
  );
  return result;
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
