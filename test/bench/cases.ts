import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { row, workbook } from "../domain/cases/workbooks.ts";
import { runCli, startProgram } from "../support/program.ts";
import { type Bench, printTable } from "./bench.ts";
import { memoryOf } from "./process-figures.ts";

const CASES = 50_000;
const LOOK_EVERY_MS = 50;
const HEADINGS = "number,programme,applicant,phone,status,updatedAt,nextStep,dueAt,missing";

/** How long taking in a large list takes, and what it takes of the machine. */
export const casesBench: Bench = {
  name: "cases",
  usage: "cases",
  does: `import of ${CASES} cases by the command line, on a database of its own`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), "juchang-bench-"));
    try {
      const environment = { DATA_DIR: join(folder, "data") };
      await runCli(["migrate"], environment);
      const small = await importing(await csvFile(folder, CASES / 10), environment);
      const first = await importing(await csvFile(folder, CASES), environment);
      const again = await importing(await csvFile(folder, CASES), environment);
      const sheet = await importing(await xlsxFile(folder, CASES), environment);
      printTable([
        ["what", "time", "memory at most"],
        [`CSV, ${CASES / 10} cases`, ...figures(small)],
        [`CSV, ${CASES} cases`, ...figures(first)],
        ["CSV, the same again", ...figures(again)],
        [`XLSX, ${CASES} other cases`, ...figures(sheet)],
      ]);
      console.log(first.report);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Measured {
  readonly ms: number;
  readonly peak: number;
  readonly report: string;
}

function figures({ ms, peak }: Measured): readonly [string, string] {
  return [`${(ms / 1000).toFixed(1)} s`, `${peak.toFixed(0)} MB`];
}

/** Runs one import as an operator would; memory is that of its process, without PostgreSQL. */
async function importing(file: string, environment: { DATA_DIR: string }): Promise<Measured> {
  const begun = performance.now();
  const program = startProgram("src/cli.ts", ["cases", "import", file], environment);
  let peak = 0;
  const looking = setInterval(() => {
    memoryOf(program.pid).then(
      (memory) => {
        peak = memory.peak;
      },
      // It may have ended between two looks.
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  const { code, stdout, stderr } = await program.ended;
  clearInterval(looking);
  if (code !== 0) throw new Error(`The import ended with ${code}: ${stderr}`);
  return { ms: performance.now() - begun, peak, report: stdout.trim() };
}

async function csvFile(folder: string, cases: number): Promise<string> {
  const path = join(folder, `list-${cases}.csv`);
  const lines = Array.from({ length: cases }, (_, at) => lineOf(at).join(","));
  await writeFile(path, `${HEADINGS}\n${lines.join("\n")}\n`);
  return path;
}

async function xlsxFile(folder: string, cases: number): Promise<string> {
  const path = join(folder, `list-${cases}.xlsx`);
  const lines = [HEADINGS.split(","), ...Array.from({ length: cases }, (_, at) => lineOf(at))];
  const rows = lines
    .map((cells, at) => row(at + 1, cells))
    .join("")
    .replaceAll("BENCH-", "SHEET-");
  await writeFile(path, workbook(rows));
  return path;
}

function lineOf(at: number): readonly string[] {
  return [
    `BENCH-${String(at).padStart(6, "0")}`,
    "雏鹰计划",
    `创作者工作室${at}`,
    `139${String(at).padStart(8, "0")}`,
    "材料需补正",
    "2026-11-24 14:00",
    "七天内补交公司注册证明",
    "2026-12-01",
    "公司注册证明；项目说明",
  ];
}
