import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ImportProblem,
  type ImportReport,
  importCases,
} from "../../../src/domain/cases/import-cases.ts";
import { openTable } from "../../../src/domain/cases/table/open-table.ts";
import { loadProgrammes } from "../../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import type { Store } from "../../../src/store/store.ts";

const NOW = Date.UTC(2026, 10, 27, 4);
export const book = await loadProgrammes(KNOWLEDGE_FOLDER);
const folder = await mkdtemp(join(tmpdir(), "juchang-cases-"));
let files = 0;

/** A file with these bytes. */
export async function fileOf(content: string | Uint8Array, extension = "csv"): Promise<string> {
  files += 1;
  const path = join(folder, `list-${files}.${extension}`);
  await writeFile(path, content);
  return path;
}

export const HEADINGS = "number,programme,applicant,phone,status,updatedAt,nextStep,dueAt,missing";

/** A list with these lines under its headings. */
export function csv(...lines: readonly string[]): string {
  return [HEADINGS, ...lines, ""].join("\r\n");
}

/** What an import came to, with everything it found wrong. */
export interface Imported extends ImportReport {
  readonly problems: readonly ImportProblem[];
}

export async function importFile(
  store: Pick<Store, "inTransaction">,
  path: string,
): Promise<Imported> {
  const problems: ImportProblem[] = [];
  const report = await importCases(await openTable(path), {
    book,
    zone: "Asia/Shanghai",
    now: NOW,
    teller: { source: "import", by: "operator" },
    onProblem: (problem) => problems.push(problem),
    inTransaction: store.inTransaction,
  });
  return { ...report, problems };
}
