import { printTable } from "../bench.ts";
import type { Stretch } from "./measure.ts";
import { NAMES, type Name } from "./participants.ts";

/** What one round came to. */
export interface Round {
  readonly stretches: readonly {
    readonly name: Name;
    readonly users: number;
    readonly stretch: Stretch;
  }[];
  /** ms from the start of the process to its first answer. */
  readonly cold: Readonly<Record<Name, number>>;
}

/** The middle one; of an even number the upper. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Medians over the rounds; a ratio is to the floor of the same round. */
export function printReport(rounds: readonly Round[], users: readonly number[]): void {
  const head = ["chats", "bot", "updates/s", "to floor", "p50", "p95", "p99", "p99 to floor"];
  printTable([
    [...head, "CPU s/1,000", "peak MB"],
    ...users.flatMap((count) => NAMES.map((name) => rowOf(rounds, count, name))),
  ]);
  console.log("");
  printTable([
    ["cold start to first answer", "ms", "to floor"],
    ...NAMES.map((name) => [
      name,
      median(rounds.map(({ cold }) => cold[name])).toFixed(0),
      spread(rounds.map(({ cold }) => cold[name] / cold.floor)),
    ]),
  ]);
}

function rowOf(rounds: readonly Round[], users: number, name: Name): (string | number)[] {
  const of = (who: Name, figure: keyof Stretch) => (round: Round) =>
    round.stretches.find((one) => one.name === who && one.users === users)?.stretch[figure] ??
    Number.NaN;
  const middle = (figure: keyof Stretch) => median(rounds.map(of(name, figure)));
  const ratios = (figure: keyof Stretch) =>
    spread(rounds.map((round) => of(name, figure)(round) / of("floor", figure)(round)));
  return [
    users,
    name,
    middle("perSecond").toFixed(0),
    ratios("perSecond"),
    middle("p50").toFixed(1),
    middle("p95").toFixed(1),
    middle("p99").toFixed(1),
    ratios("p99"),
    middle("processor").toFixed(2),
    middle("peak").toFixed(0),
  ];
}

/** Median and range. */
function spread(ratios: readonly number[]): string {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  return `${median(ratios).toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}
