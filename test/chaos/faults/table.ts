import type { Row } from "./row.ts";

const HEAD = [
  ...["fault", "finished", "right", "in order", "lost", "doubled", "repeated (most in a chat)"],
  ...["back, s", "wait p99 / max, s", "refused", ""],
];

/** The rows as lines of a table. */
export function table(rows: readonly Row[]): readonly string[] {
  return [HEAD, HEAD.map(() => "---"), ...rows.map(cellsOf)].map(
    (cells) => `| ${cells.join(" | ")} |`,
  );
}

function cellsOf({ name, verdict, backMs, p99Ms, longestMs, notes }: Row): readonly string[] {
  const of = (count: number) => `${count}/${verdict.people}`;
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  return [
    name,
    of(verdict.finished),
    of(verdict.right),
    of(verdict.inOrder),
    String(verdict.lost),
    String(verdict.doubled),
    `${verdict.repeats} (${verdict.mostRepeatsInAChat})`,
    backMs === undefined ? "" : seconds(backMs),
    `${seconds(p99Ms)} / ${seconds(longestMs)}`,
    String(verdict.refusals.length),
    notes.join("; "),
  ];
}
