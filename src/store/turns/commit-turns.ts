import type { Transaction } from "../../engine/terms.ts";
import { isConflict, isTaken, StatementRefused, storeError } from "../errors.ts";
import { sessionOf } from "../session.ts";
import { moveOf, rowsOf } from "./rows.ts";
import { commitStatement } from "./statement.ts";
import type { CommitResult, TurnCommit } from "./turn-commit.ts";

/** Some turns of a batch hit a bug; the others are settled, each by its own result. */
export class TurnsFailed extends Error {
  override readonly name = "TurnsFailed";
  /** In the order of the turns. */
  readonly results: readonly (CommitResult | Error)[];

  constructor(results: readonly (CommitResult | Error)[]) {
    const errors = results.filter((result) => result instanceof Error);
    super(`${errors.length} of ${results.length} turns could not be committed`, {
      cause: errors[0],
    });
    this.results = results;
  }
}

/**
 * Commits turns of different lanes in one statement; results in the order of the turns. When one of them
 * breaks the statement they are committed one by one. Rejects with `DatabaseUnavailable` when nothing is
 * known of any of them (their redelivery tells), with the database's refusal for a single turn that hits a
 * bug, and with `TurnsFailed` for a batch that holds one.
 */
export async function commitTurns(
  transaction: Transaction,
  turns: readonly TurnCommit[],
): Promise<readonly CommitResult[]> {
  if (turns.length === 0) return [];
  try {
    return await commitTogether(transaction, turns);
  } catch (thrown) {
    const error = storeError(thrown);
    if (!(error instanceof StatementRefused)) throw error;
    if (turns.length === 1) return [resultOf(error)];
    return commitOneByOne(transaction, turns);
  }
}

interface MovedRow {
  readonly id: string;
  /** Ids of messages; the same in every row. */
  readonly leased?: readonly string[] | null;
}

/** One statement, no second try: an error has rolled back everything. */
export async function commitTogether(
  transaction: Transaction,
  turns: readonly TurnCommit[],
): Promise<readonly CommitResult[]> {
  const { sql } = sessionOf(transaction);
  const { text, parameters } = commitStatement(turns.map(moveOf), rowsOf(turns));
  const rows = await sql.unsafe<MovedRow[]>(text, parameters, { prepare: true });
  const moved = new Set(rows.map(({ id }) => id));
  const leased = new Set(rows[0]?.leased ?? []);
  for (const { id, lease } of turns.flatMap(({ outbound }) => outbound)) {
    if (leased.has(id)) lease?.granted();
  }
  return turns.map(({ loaded }) => (moved.has(loaded.lane) ? "committed" : "stale"));
}

async function commitOneByOne(
  transaction: Transaction,
  turns: readonly TurnCommit[],
): Promise<readonly CommitResult[]> {
  const results: (CommitResult | Error)[] = [];
  for (const turn of turns) results.push(await commitAlone(transaction, turn));
  const settled = results.filter((result): result is CommitResult => !(result instanceof Error));
  if (settled.length < results.length) throw new TurnsFailed(results);
  return settled;
}

async function commitAlone(
  transaction: Transaction,
  turn: TurnCommit,
): Promise<CommitResult | Error> {
  try {
    const [result = "stale"] = await commitTurns(transaction, [turn]);
    return result;
  } catch (error) {
    if (error instanceof StatementRefused) return error;
    throw error;
  }
}

/** What a refused commit means for its turn; rethrows what is a bug. */
export function resultOf(error: unknown): CommitResult {
  if (isTaken(error, "inbound_delivery_key") || isTaken(error, "inbound_content_key")) {
    return "duplicate";
  }
  if (isTaken(error, "accounts_platform_key") || isTaken(error, "spaces_platform_key")) {
    return "stale";
  }
  if (isConflict(error)) return "stale";
  throw error;
}
