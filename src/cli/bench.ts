import { parseArgs } from "node:util";
import { readBenchData } from "../knowledge/benchmark/data.ts";
import { benchRetrieval, type RetrievalReport } from "../knowledge/benchmark/report.ts";
import { type CliCommand, wrongUsage } from "./command.ts";

/** Measures the search on labelled questions; needs no database. */
export const benchCommand: CliCommand = {
  name: "bench",
  usage: "bench retrieval --data DIR [--learn dev] [--json]",
  does: "measure the search on DIR/kb.jsonl and DIR/queries.jsonl, a known library beside it",
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        data: { type: "string" },
        learn: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const { data, learn, json } = values;
    const isKnown = positionals.length === 1 && positionals[0] === "retrieval";
    if (!isKnown || data === undefined || !["dev", undefined].includes(learn)) {
      return wrongUsage(benchCommand);
    }
    const report = await benchRetrieval(await readBenchData(data), { learnDev: learn === "dev" });
    if (Object.keys(report.peers).length === 0) {
      process.stderr.write("no peers: MiniSearch comes with the development packages (npm ci)\n");
    }
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : table(report));
    return 0;
  },
};

/** One line for each figure, ours first and each peer's beside it. */
function table({ peers, learning, ...own }: RetrievalReport): string {
  const columns = Object.entries({ ours: own, ...peers, ...before(learning) });
  const rows = Object.keys(own).map((name) => [
    name,
    ...columns.map(([, figures]) => shown(new Map(Object.entries(figures)).get(name))),
  ]);
  return [["", ...columns.map(([name]) => name)], ...rows]
    .map(
      (cells) =>
        `${cells
          .map((cell) => cell.padEnd(12))
          .join(" ")
          .trimEnd()}\n`,
    )
    .join("");
}

function before(learning: RetrievalReport["learning"]): Record<string, object> {
  return learning === undefined ? {} : { unlearnt: learning.before };
}

function shown(figure: unknown): string {
  return typeof figure === "number" ? String(figure) : "–";
}
