import type { Transaction } from "../../engine/terms.ts";
import { addAudit } from "../../store/audit.ts";
import type { CaseRecord, CaseTeller } from "../../store/cases/record.ts";
import type { SaveOutcome } from "../../store/cases/save.ts";
import { type Columns, type Field, readHeadings } from "./table/columns.ts";
import { type CellProblem, type RowRules, rowReader } from "./table/parse-row.ts";
import { TableRefused, type TableRow } from "./table/row.ts";
import { tellCases } from "./tell-cases.ts";

/** One thing wrong in a list: where, and what; nobody's words. */
export interface ImportProblem {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1; undefined when it is about the whole line. */
  readonly column: number | undefined;
  readonly message: string;
}

/** What an import came to. */
export interface ImportReport extends Readonly<Record<SaveOutcome, number>> {
  /** Lines after the first that hold anything. */
  readonly rows: number;
  readonly bad: number;
}

/** What an import is done with. */
export interface ImportParts extends RowRules {
  readonly teller: CaseTeller;
  readonly onProblem: (problem: ImportProblem) => void;
  inTransaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/** Rows kept in one transaction. */
const BATCH = 100;

/**
 * Keeps the cases of a list, batch by batch, so that memory stays flat. Bad rows are reported and left out;
 * what was kept is there, whatever comes after. Rejects with `TableRefused` when the list is none.
 */
export async function importCases(
  rows: AsyncIterable<TableRow>,
  parts: ImportParts,
): Promise<ImportReport> {
  const report = {
    rows: 0,
    bad: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    repeated: 0,
    outdated: 0,
  };
  for await (const batch of batches(recordsOf(rows, parts, report))) {
    const told = await parts.inTransaction((transaction) =>
      tellCases(
        transaction,
        batch.map(({ record }) => record),
        parts.teller,
        parts.book,
      ),
    );
    for (const [at, { outcome }] of told.entries()) {
      report[outcome] += 1;
      const line = batch[at]?.line;
      if (outcome === "outdated" && line !== undefined) {
        parts.onProblem({ line, column: undefined, message: OUTDATED });
      }
    }
  }
  const { by, source } = parts.teller;
  await parts.inTransaction((transaction) =>
    addAudit(transaction, { who: by, what: "cases.imported", onWhat: source, details: report }),
  );
  return report;
}

const OUTDATED = "the case was changed later than this says; it is left as it is";

interface Placed {
  readonly line: number;
  readonly record: CaseRecord;
}

async function* recordsOf(
  rows: AsyncIterable<TableRow>,
  parts: ImportParts,
  report: { rows: number; bad: number },
): AsyncGenerator<Placed> {
  const read = rowReader(parts);
  let columns: Columns | undefined;
  for await (const row of rows) {
    if (row.kind === "broken") {
      report.rows += 1;
      report.bad += 1;
      parts.onProblem({ line: row.line, column: undefined, message: row.reason });
      continue;
    }
    if (row.cells.every((cell) => cell.trim() === "")) continue;
    if (!columns) {
      columns = readHeadings(row.cells);
      if (columns.kind === "unusable") throw new TableRefused(columns.reason);
      continue;
    }
    if (columns.kind === "unusable") return;
    report.rows += 1;
    const result = read(cellsOf(row.cells, columns.at));
    if (result.kind === "read") yield { line: row.line, record: result.record };
    else {
      report.bad += 1;
      for (const problem of result.problems) parts.onProblem(placed(problem, row.line, columns.at));
    }
  }
  if (!columns) throw new TableRefused("the file is empty: its first line must name the columns");
}

function cellsOf(
  cells: readonly string[],
  columns: ReadonlyMap<Field, number>,
): ReadonlyMap<Field, string> {
  const read = [...columns].map(([field, at]) => [field, (cells[at] ?? "").trim()] as const);
  return new Map(read.filter(([, text]) => text !== ""));
}

function placed(
  { field, message }: CellProblem,
  line: number,
  columns: ReadonlyMap<Field, number>,
): ImportProblem {
  const at = columns.get(field);
  return { line, column: at === undefined ? undefined : at + 1, message: `${field} ${message}` };
}

/** Batches in which no number is there twice: the second is a change of the first. */
async function* batches(records: AsyncIterable<Placed>): AsyncGenerator<readonly Placed[]> {
  let batch: Placed[] = [];
  let numbers = new Set<string>();
  for await (const placed of records) {
    if (batch.length === BATCH || numbers.has(placed.record.number)) {
      yield batch;
      batch = [];
      numbers = new Set();
    }
    batch.push(placed);
    numbers.add(placed.record.number);
  }
  if (batch.length > 0) yield batch;
}
