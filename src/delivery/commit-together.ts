import { TurnsFailed } from "../store/turns/commit-turns.ts";
import type { CommitResult, TurnCommit } from "../store/turns/turn-commit.ts";

type CommitTurns = (turns: readonly TurnCommit[]) => Promise<readonly CommitResult[]>;

/** Statements under way at once: one may wait for a lane that another process holds. */
const UNDER_WAY = 2;
/** Turns in one statement. */
const LARGEST = 64;

interface Waiting {
  readonly turn: TurnCommit;
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Commits turns together: what arrives while statements are under way shares the next one, at most one turn of a
 * lane in each. A quiet moment waits for nobody. Each turn settles by its own result.
 */
export function commitTogether(commit: CommitTurns): (turn: TurnCommit) => Promise<CommitResult> {
  let waiting: readonly Waiting[] = [];
  let running = 0;

  /** One turn of each lane, the longest waiting first; the others wait on. */
  function next(): readonly Waiting[] {
    const lanes = new Set<string>();
    const taken = waiting.filter(({ turn: { loaded } }) => {
      if (lanes.size >= LARGEST || lanes.has(loaded.lane)) return false;
      lanes.add(loaded.lane);
      return true;
    });
    const chosen = new Set(taken);
    waiting = waiting.filter((one) => !chosen.has(one));
    return taken;
  }

  function goOn(): void {
    while (running < UNDER_WAY && waiting.length > 0) {
      running += 1;
      void commitBatch(commit, next()).finally(() => {
        running -= 1;
        goOn();
      });
    }
  }

  return (turn) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { turn, resolve, reject }];
      goOn();
    });
}

async function commitBatch(commit: CommitTurns, batch: readonly Waiting[]): Promise<void> {
  try {
    const results = await commit(batch.map(({ turn }) => turn));
    for (const [at, { resolve }] of batch.entries()) resolve(results[at] ?? "stale");
  } catch (error) {
    const results = error instanceof TurnsFailed ? error.results : [];
    for (const [at, { resolve, reject }] of batch.entries()) {
      const own = results[at];
      if (own === undefined || own instanceof Error) reject(own ?? error);
      else resolve(own);
    }
  }
}
