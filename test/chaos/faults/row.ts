import type { TestDatabase } from "../../support/postgres-server.ts";
import type { Entry } from "./built-service.ts";
import { openRig, type Rig, type RigOptions } from "./rig.ts";
import { judge, type Verdict } from "./verdict.ts";

/** What every fault is tried with. */
export interface Setting {
  /** A migrated database for each trial. */
  readonly database: () => Promise<TestDatabase>;
  readonly entry: Entry;
  readonly people: number;
  /** Without the platform's rates: for a look at the logic alone. */
  readonly isUnlimited?: boolean;
  readonly givesUpAfterMs?: number;
}

/** A fault that something goes through. */
export interface Fault {
  readonly name: string;
  run(setting: Setting): Promise<Row>;
}

/** What came of a fault. */
export interface Row {
  readonly name: string;
  readonly verdict: Verdict;
  /** From the return of what was gone, or the death of what stays gone, to the next message; ms. */
  readonly backMs: number | undefined;
  /** p99 and the longest of all waits for a prompt, ms. */
  readonly p99Ms: number;
  readonly longestMs: number;
  readonly notes: readonly string[];
  /** What must not be; nothing when the fault was borne. */
  readonly problems: readonly string[];
}

/** What a fault adds to what is looked at anyway. */
export interface Found {
  /** When the service could work again, ms UTC. */
  readonly backSince?: number | undefined;
  /** How many messages the platform has told to wait for longer than this takes. */
  readonly held?: number;
  readonly notes?: readonly string[];
  readonly problems?: readonly string[];
}

/** How a fault is tried. */
export interface Trial extends Pick<RigOptions, "processes" | "redisUrl"> {
  readonly name: string;
  /** How often one chat may see a prompt again. */
  readonly repeats: 0 | 1;
  /** Lets the people go and does the harm meanwhile. */
  readonly go: (rig: Rig) => Promise<Found>;
}

const BACK_WITHIN_MS = 5_000;

export async function tryFault(setting: Setting, trial: Trial): Promise<Row> {
  const { name, go, processes = 1, redisUrl } = trial;
  const { database: newDatabase, ...given } = setting;
  const database = await newDatabase();
  const rig = await openRig({ ...given, database, processes, redisUrl });
  try {
    const found = await go(rig);
    const verdict = await judge(rig, found.held);
    const backMs = found.backSince === undefined ? undefined : backAfter(rig, found.backSince);
    const waits = rig.creators.flatMap((creator) => creator.waits).sort((a, b) => a - b);
    const problems = [
      ...problemsOf(verdict, trial.repeats),
      ...(backMs !== undefined && backMs > BACK_WITHIN_MS ? [`back after ${backMs} ms`] : []),
      ...(found.problems ?? []),
    ];
    if (problems.length > 0) problems.push(...rig.written().split("\n").slice(0, 10));
    return {
      name,
      verdict,
      backMs,
      p99Ms: waits[Math.ceil(waits.length * 0.99) - 1] ?? 0,
      longestMs: waits.at(-1) ?? 0,
      notes: found.notes ?? [],
      problems,
    };
  } finally {
    await rig.close();
    await database.drop();
  }
}

function problemsOf(verdict: Verdict, repeats: number): string[] {
  const { people, finished, right, inOrder, lost, doubled, unsent, refusals } = verdict;
  return [
    ...[
      ["finished", finished],
      ["right", right],
      ["in order", inOrder],
    ].flatMap(([what, count]) => (count === people ? [] : [`${count} of ${people} ${what}`])),
    ...(lost > 0 ? [`${lost} acknowledged updates lost`] : []),
    ...(doubled > 0 ? [`${doubled} tickets too many`] : []),
    ...(unsent > 0 ? [`${unsent} messages not sent`] : []),
    ...(verdict.mostRepeatsInAChat > repeats
      ? [`${verdict.mostRepeatsInAChat} prompts repeated in one chat`]
      : []),
    ...new Set(refusals.map((refusal) => `refused: ${refusal}`)),
  ];
}

function backAfter({ telegram }: Rig, since: number): number {
  const next = telegram.calls.find(
    ({ method, status, at }) => method === "sendMessage" && status === 200 && at >= since,
  );
  return next ? next.at - since : Number.POSITIVE_INFINITY;
}
