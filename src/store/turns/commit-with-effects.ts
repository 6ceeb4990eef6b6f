import type { Transaction } from "../../engine/terms.ts";
import { DatabaseUnavailable, storeError } from "../errors.ts";
import { holdKey, sessionOf } from "../session.ts";
import type { LockStatement, Transactions } from "../transactions.ts";
import { commitTogether, resultOf } from "./commit-turns.ts";
import { type IdentityRows, NOBODY_NEW } from "./identities.ts";
import type { LoadedLane } from "./loaded.ts";
import { mergeRows, plainStatement } from "./statement.ts";
import type { CommitResult, TurnCommit, TurnWithEffects } from "./turn-commit.ts";

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
  turn: TurnWithEffects,
): Promise<CommitResult> {
  try {
    const [result = "stale"] = await inOneTransaction(transactions, [turn]);
    return result;
  } catch (error) {
    if (error instanceof NotCommitted) return error.result;
    return resultOf(storeError(error));
  }
}

/**
 * Commits such turns of different lanes, whose effects touch only rows of their own lanes' persons, in one
 * transaction; results in the order of the turns. When one of them breaks it, each gets a transaction of its own.
 * Rejects with `DatabaseUnavailable` when nothing is known of any of them.
 */
export async function commitSharing(
  transactions: Transactions,
  turns: readonly TurnWithEffects[],
): Promise<readonly (CommitResult | Error)[]> {
  if (turns.length > 1) {
    try {
      return await inOneTransaction(transactions, turns);
    } catch (error) {
      if (storeError(error) instanceof DatabaseUnavailable) throw error;
    }
  }
  return Promise.all(turns.map((turn) => commitAlone(transactions, turn)));
}

async function commitAlone(
  transactions: Transactions,
  turn: TurnWithEffects,
): Promise<CommitResult | Error> {
  try {
    return await commitWithEffects(transactions, turn);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** All that are not stale, or none of them. */
function inOneTransaction(
  transactions: Transactions,
  turns: readonly TurnWithEffects[],
): Promise<readonly CommitResult[]> {
  const lock = lockOf(turns.map(({ loaded }) => loaded.lane));
  return transactions.runLocking<LaneRow, readonly CommitResult[]>(
    lock,
    async (transaction, rows) => {
      const revisions = new Map(rows.map(({ id, revision }) => [id, revision]));
      const current = turns.filter(
        ({ loaded }) => (revisions.get(loaded.lane) ?? 0) === loaded.revision - 1,
      );
      await commitCurrent(transaction, current);
      return turns.map((turn) => (current.includes(turn) ? "committed" : "stale"));
    },
  );
}

async function commitCurrent(
  transaction: Transaction,
  turns: readonly TurnWithEffects[],
): Promise<void> {
  if (turns.length === 0) return;
  const lanes = turns.map(({ loaded }) => loaded);
  for (const { key } of lanes) holdKey(transaction, key);
  await introduce(transaction, lanes);
  const worked = await workSideBySide(transaction, turns);
  const introduced = worked.map((turn) => ({
    ...turn,
    loaded: { ...turn.loaded, introduces: NOBODY_NEW },
  }));
  const results = await commitTogether(transaction, introduced);
  const failed = results.find((result) => result !== "committed");
  if (failed) throw new NotCommitted(failed);
}

/** Ends only when all have: what one of them still asked for after the rollback would run, and stay, outside of it. */
async function workSideBySide(
  transaction: Transaction,
  turns: readonly TurnWithEffects[],
): Promise<readonly TurnCommit[]> {
  const isShared = turns.length > 1;
  const worked = await Promise.allSettled(turns.map(({ work }) => work(transaction, isShared)));
  return worked.map((one) => {
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

interface LaneRow {
  readonly id: string;
  readonly revision: number;
}

/**
 * Lanes are locked in the order of their ids, as every commit does. One that does not exist yet needs no lock: it is
 * new with its person or space, whose keys are unique.
 */
function lockOf(lanes: readonly string[]): LockStatement {
  const text = `
    select id, revision from lanes where id = any (array(select json_array_elements_text($1::json)))
    order by id collate "C" for update`;
  return { text, parameters: [JSON.stringify(lanes)] };
}

/** Writes the lanes' new people, accounts and spaces, so that effects can refer to them. */
export async function introduce(
  transaction: Transaction,
  lanes: readonly Pick<LoadedLane, "lane" | "introduces">[],
): Promise<void> {
  const rows: IdentityRows = mergeRows(lanes.map(({ introduces }) => introduces));
  if (Object.keys(rows).length === 0) return;
  const ids = lanes.map(({ lane }) => lane);
  const { text, parameters } = plainStatement(ids, rows);
  await sessionOf(transaction).sql.unsafe(text, parameters, { prepare: true });
}
