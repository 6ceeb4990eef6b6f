import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Bench, printTable } from "./bench.ts";

const figure = z.number().nullable();
const figures = z.looseObject({
  "hit@1": figure,
  "hit@3": figure,
  "mrr@10": figure,
  auroc: figure,
  "coverage@10": figure,
  p50_ms: figure,
  p99_ms: figure,
  build_ms: figure,
});
const report = figures.extend({ rss_mb: z.number(), peers: z.record(z.string(), figures) });
type Report = z.infer<typeof report>;

const COLUMNS = Object.keys(figures.shape);
/** The sets are other people's: they lie beside the repository and are never part of it. */
const DATA = "../shared/bench/retrieval";
const SETS = ["stard", "stard-oos", "cmrc", "clinc"];
const LARGE = 5_000;

/** What has to be reached; the sets stay out of the repository, so this measures and asserts nothing. */
const BARS = [
  "stard hit@1 >= 0.44, hit@3 >= 0.60, and hit@1 at least 0.035 above MiniSearch",
  "auroc: stard-oos >= 0.78, cmrc >= 0.955, clinc >= 0.91",
  "learning the dev half: hit@1 at least 0.03 above the same questions unlearnt",
  `${LARGE} entries: p99 at most 20 ms (aim 5), build at most 3,000 ms`,
];

/** The search on public question sets, through the command line, with MiniSearch in the same run. */
export const retrievalBench: Bench = {
  name: "retrieval",
  usage: "retrieval [DIR]",
  does: "the search on public question sets in DIR/<set>/kb.jsonl and queries.jsonl",
  run: async ([folder = DATA]) => {
    const sets = SETS.filter((set) => existsSync(join(folder, set, "kb.jsonl")));
    if (sets.length === 0) {
      console.log(`NOT RUN: ${folder} holds none of ${SETS.join(", ")}`);
      return;
    }
    const rows = sets.flatMap((set) => [
      ...rowsOf(set, measure(join(folder, set))),
      ...rowsOf(`${set} learnt`, measure(join(folder, set), "--learn", "dev")),
    ]);
    printTable([["set", "engine", ...COLUMNS, "rss_mb"], ...rows, ...large(folder, sets[0] ?? "")]);
    for (const bar of BARS) console.log(`must: ${bar}`);
  },
};

function measure(data: string, ...options: readonly string[]): Report {
  const words = ["--import", "tsx", "src/cli.ts", "bench", "retrieval", "--json", "--data", data];
  const run = spawnSync(process.execPath, [...words, ...options], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`bench retrieval --data ${data} failed: ${run.stderr}`);
  return report.parse(JSON.parse(run.stdout));
}

function rowsOf(set: string, { peers, ...own }: Report): (string | number)[][] {
  const before = z.looseObject({ before: figures }).safeParse(own["learning"]);
  return [
    [set, "ours", ...cells(own), own.rss_mb],
    ...(before.success ? [["", "ours unlearnt", ...cells(before.data.before), ""]] : []),
    ...Object.entries(peers).map(([name, peer]) => ["", name, ...cells(peer), ""]),
  ];
}

function cells(measured: z.infer<typeof figures>): (string | number)[] {
  const values = new Map(Object.entries(measured));
  return COLUMNS.map((column) => {
    const value = values.get(column);
    return typeof value === "number" ? value : "–";
  });
}

/** The set's entries over and over under new ids: for speed only, every question has many right answers. */
function large(folder: string, set: string): (string | number)[][] {
  const data = mkdtempSync(join(tmpdir(), "retrieval-"));
  try {
    const entry = z.looseObject({ id: z.string() });
    const lines = readFileSync(join(folder, set, "kb.jsonl"), "utf8")
      .trim()
      .split("\n");
    const entries = lines.map((line) => entry.parse(JSON.parse(line)));
    const repeated = Array.from({ length: LARGE }, (_, at) => {
      const original = entries[at % entries.length];
      const again = Math.floor(at / entries.length);
      return JSON.stringify(
        again === 0 ? original : { ...original, id: `${original?.id}.${again}` },
      );
    });
    writeFileSync(join(data, "kb.jsonl"), repeated.join("\n"));
    writeFileSync(join(data, "queries.jsonl"), readFileSync(join(folder, set, "queries.jsonl")));
    return rowsOf(`${set} × ${LARGE}`, measure(data));
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
