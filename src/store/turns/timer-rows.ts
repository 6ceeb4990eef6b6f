import type { Rows } from "./statement.ts";
import type { TurnCommit } from "./turn-commit.ts";

/** What a turn's timer commands come to, the later ones winning, without touching one timer twice. */
export function timerRows({
  loaded: { lane },
  timer,
  timers,
}: TurnCommit): Pick<Rows, "timersSet" | "timersCleared"> {
  const cleared = new Set<number>();
  const set = new Map<string, { run: number; name: string; after_ms: number }>();
  for (const command of timers) {
    const { run } = command;
    if (command.kind === "timer") {
      set.set(`${run} ${command.name}`, { run, name: command.name, after_ms: command.afterMs });
    } else {
      cleared.add(run);
      for (const [key, one] of set) if (one.run === run) set.delete(key);
    }
  }
  const timersSet = [...set.values()];
  const keep = (run: number) => timersSet.filter((one) => one.run === run).map(({ name }) => name);
  const gone = [...cleared].map((run) => ({ lane, run, name: null, keep: keep(run) }));
  const fired =
    timer && !cleared.has(timer.run)
      ? [{ lane, run: timer.run, name: timer.name, keep: keep(timer.run) }]
      : [];
  return {
    timersSet: timersSet.map((one) => ({ lane, ...one })),
    timersCleared: [...gone, ...fired],
  };
}
