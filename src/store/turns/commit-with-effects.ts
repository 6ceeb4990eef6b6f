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
    return await transactions.runLocking<LaneRow, CommitResult>(
      lockOf([turn.loaded]),
      async (transaction, rows) => {
        if (!isCurrent(turn, rows)) return "stale";
        await commitCurrent(transaction, turn);
        return "committed";
      },
    );
  } catch (error) {
    if (error instanceof NotCommitted) return error.result;
    return resultOf(storeError(error));
  }
}

async function commitCurrent(transaction: Transaction, turn: TurnWithEffects): Promise<void> {
  holdKey(transaction, turn.loaded.key);
  await introduce(transaction, [turn.loaded]);
  const worked = await turn.work(transaction, false);
  const [result = "stale"] = await commitTogether(transaction, [introduced(worked)]);
  if (result !== "committed") throw new NotCommitted(result);
}

/**
 * Commits such turns of different lanes, whose effects touch only rows of their own lanes' persons; results in the
 * order of the turns. They share a transaction that goes ahead; when one of them breaks it, or comes too late, each
 * gets one of its own that looks first. Rejects with `DatabaseUnavailable` when nothing is known of any of them.
 */
export async function commitSharing(
  transactions: Transactions,
  turns: readonly TurnWithEffects[],
): Promise<readonly (CommitResult | Error)[]> {
  const sharing = turns.filter(hasLane);
  const isDone = sharing.length > 0 && (await goneAhead(transactions, sharing));
  return Promise.all(
    turns.map(async (turn) =>
      isDone && sharing.includes(turn) ? "committed" : commitAlone(transactions, turn),
    ),
  );
}

/** False when they were undone. */
async function goneAhead(
  transactions: Transactions,
  turns: readonly TurnWithEffects[],
): Promise<boolean> {
  try {
    await commitAhead(transactions, turns);
    return true;
  } catch (error) {
    if (storeError(error) instanceof DatabaseUnavailable) throw error;
    return false;
  }
}

/** A lane that is new has no row to lock: somebody else may make it meanwhile, so it goes alone. */
function hasLane({ loaded }: TurnWithEffects): boolean {
  return loaded.revision > 1;
}

/** All of them, or none. */
function commitAhead(
  transactions: Transactions,
  turns: readonly TurnWithEffects[],
): Promise<readonly CommitResult[]> {
  const lanes = turns.map(({ loaded }) => loaded);
  return transactions.runAhead<LaneRow, readonly CommitResult[]>(
    lockOf(lanes),
    async (transaction, locked) => {
      for (const { key } of lanes) holdKey(transaction, key);
      const introducing = introduce(transaction, lanes);
      const working = workSideBySide(transaction, turns);
      await Promise.allSettled([locked, introducing, working]);
      const [rows, , worked] = await Promise.all([locked, introducing, working]);
      // Their rows are locked from here on, so the statement below moves them all.
      if (!turns.every((turn) => isCurrent(turn, rows))) throw new NotCommitted("stale");
      return { answer: commitTogether(transaction, worked.map(introduced)) };
    },
  );
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

function isCurrent({ loaded }: TurnWithEffects, locked: readonly LaneRow[]): boolean {
  const stored = locked.find(({ id }) => id === loaded.lane)?.revision ?? 0;
  return stored === loaded.revision - 1;
}

/** Who is new was written before the work began. */
function introduced(turn: TurnCommit): TurnCommit {
  return { ...turn, loaded: { ...turn.loaded, introduces: NOBODY_NEW } };
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
function lockOf(lanes: readonly Pick<LoadedLane, "lane">[]): LockStatement {
  const text = `
    select id, revision from lanes where id = any (array(select json_array_elements_text($1::json)))
    order by id collate "C" for update`;
  return { text, parameters: [JSON.stringify(lanes.map(({ lane }) => lane))] };
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
