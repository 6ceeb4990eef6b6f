import { TurnsFailed } from "../store/turns/commit-turns.ts";
import type { CommitResult, TurnCommit, TurnWithEffects } from "../store/turns/turn-commit.ts";
import { together } from "./together.ts";

type CommitTurns = (turns: readonly TurnCommit[]) => Promise<readonly CommitResult[]>;

/** Two at once at most: one may wait for a lane that another process holds. A lane has one turn in each. */
const SHARING = { underWay: 2, laneOf: ({ loaded }: Pick<TurnCommit, "loaded">) => loaded.lane };

/** Commits plain turns together, each batch in one statement. */
export function commitTogether(commit: CommitTurns): (turn: TurnCommit) => Promise<CommitResult> {
  return together((turns: readonly TurnCommit[]) => commit(turns).catch(resultsOf), {
    ...SHARING,
    largest: 64,
  });
}

function resultsOf(error: unknown): readonly (CommitResult | Error)[] {
  if (error instanceof TurnsFailed) return error.results;
  throw error;
}

type CommitSharing = (
  turns: readonly TurnWithEffects[],
) => Promise<readonly (CommitResult | Error)[]>;

/** Commits turns whose effects get along with each other, each batch in one transaction. */
export function shareTransactions(
  commit: CommitSharing,
): (turn: TurnWithEffects) => Promise<CommitResult> {
  return together(commit, { ...SHARING, largest: 32 });
}
