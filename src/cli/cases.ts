import { parseArgs } from "node:util";
import { parseCaseNumber } from "../domain/cases/case-number.ts";
import { type ImportProblem, importCases } from "../domain/cases/import-cases.ts";
import { openTable } from "../domain/cases/table/open-table.ts";
import { loadProgrammes } from "../knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../paths.ts";
import { addAudit, OPERATOR } from "../store/audit.ts";
import { addDeskCode } from "../store/cases/codes.ts";
import { findCase, type ListedCase } from "../store/cases/read.ts";
import type { Store } from "../store/store.ts";
import { listCaseFiles, takeCaseFile } from "./case-files.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

export const casesCommand: CliCommand = {
  name: "cases",
  usage:
    "cases import FILE [--json] | cases list [--json] | cases untold [--json] | cases tries [--json] | cases files [NUMBER] [--json] | cases take FILE-ID PATH | cases bindcode NUMBER [--json]",
  does: "applications: take in a CSV or XLSX list, show them, who could not be told, whose number is being tried, what was handed in; make the code a clerk hands over",
  run: (words, settings) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { json: { type: "boolean", default: false } },
    });
    const [verb, name = "", ...rest] = positionals;
    if (verb === "take") return takeCaseFile(settings, [name, ...rest], values.json);
    if (rest.length > 0) return Promise.resolve(wrongUsage(casesCommand));
    if (verb === "files") return listCaseFiles(settings, name, values.json);
    if (verb === "tries" && name === "") {
      return withStore(settings, (store) => tries(store, values.json));
    }
    if (verb === "import" && name !== "") return importFile(settings, name, values.json);
    if (verb === "list" && name === "") {
      return withStore(settings, (store) => list(store, values.json));
    }
    if (verb === "untold" && name === "") {
      return withStore(settings, (store) => untold(store, values.json));
    }
    if (verb === "bindcode" && name !== "") {
      return withStore(settings, (store) => bindCode(store, name, values.json));
    }
    return Promise.resolve(wrongUsage(casesCommand));
  },
};

/** As many mistakes as one reads; the number of bad lines is always whole. */
const MOST_PROBLEMS = 1000;

async function importFile(settings: CliSettings, file: string, json: boolean): Promise<number> {
  const rows = await openTable(file);
  const book = await loadProgrammes(KNOWLEDGE_FOLDER);
  const problems: ImportProblem[] = [];
  const report = await withStore(settings, (store) =>
    importCases(rows, {
      book,
      zone: settings.config.timezone,
      now: Date.now(),
      teller: { source: "import", by: OPERATOR },
      onProblem: (problem) => {
        if (problems.length < MOST_PROBLEMS) problems.push(problem);
      },
      inTransaction: store.inTransaction,
    }),
  );
  if (json) process.stdout.write(`${JSON.stringify({ ...report, problems })}\n`);
  else {
    for (const { line, column, message } of problems) {
      const at = column === undefined ? `line ${line}` : `line ${line}, column ${column}`;
      process.stderr.write(`${at}: ${message}\n`);
    }
    const { rows: all, created, changed, unchanged, repeated, outdated, bad } = report;
    process.stdout.write(
      `${all} rows: ${created} new, ${changed} changed, ${unchanged + repeated} as before, ` +
        `${outdated} older than what is kept, ${bad} bad\n`,
    );
  }
  return report.bad > 0 ? 1 : 0;
}

const PAGE = 500;

/** Drafts are listed too: the list is for the operator's eyes. */
async function list(store: Store, json: boolean): Promise<number> {
  let after = "";
  for (;;) {
    const page = await store.cases.list(after, PAGE);
    for (const each of page) process.stdout.write(`${json ? jsonLine(each) : textLine(each)}\n`);
    const last = page.at(-1);
    if (!last) return 0;
    after = last.id;
  }
}

/** As many as staff can call in a day. */
const MOST_UNTOLD = 500;

/** Whom nobody could tell of a change: they need a call or a letter. */
async function untold(store: Store, json: boolean): Promise<number> {
  for (const { case: one, status, since } of await store.cases.untold(MOST_UNTOLD)) {
    const { words, programme, masked } = one;
    const at = new Date(since).toISOString();
    const row = { number: words.number, programme, applicant: masked, status, since: at };
    const line = `${row.number}  ${programme}  ${status}  ${masked}  since ${at}`;
    process.stdout.write(`${json ? JSON.stringify(row) : line}\n`);
  }
  return 0;
}

/** Whose number somebody keeps trying. */
async function tries(store: Store, json: boolean): Promise<number> {
  for (const { case: one, failed, lastAt } of await store.cases.guessed(MOST_UNTOLD)) {
    const at = new Date(lastAt).toISOString();
    const row = { number: one.words.number, failed, last: at };
    process.stdout.write(
      `${json ? JSON.stringify(row) : `${row.number}  ${failed} failed tries  last ${at}`}\n`,
    );
  }
  return 0;
}

function jsonLine({
  words,
  programme,
  status,
  masked,
  visible,
  updatedAt,
  dueAt,
  bound,
}: ListedCase) {
  return JSON.stringify({
    number: words.number,
    programme,
    status,
    applicant: masked,
    visible,
    updatedAt: new Date(updatedAt).toISOString(),
    dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(),
    bound,
  });
}

function textLine({ words, programme, status, masked, visible, bound }: ListedCase): string {
  const shown = visible ? "" : "  (draft)";
  return `${words.number}  ${programme}  ${status}  ${masked}  bound: ${bound}${shown}`;
}

async function bindCode(store: Store, typed: string, json: boolean): Promise<number> {
  const number = parseCaseNumber(typed);
  const made = await store.inTransaction(async (transaction) => {
    const found = number === undefined ? undefined : await findCase(transaction, number);
    if (!found?.visible) return undefined;
    const code = await addDeskCode(transaction, { id: found.id, number: found.words.number });
    await addAudit(transaction, { who: OPERATOR, what: "case.code_made", onWhat: found.id });
    return code;
  });
  if (!made) {
    process.stderr.write("There is no such case; “cases list” shows all of them\n");
    return 1;
  }
  const expiresAt = new Date(made.expiresAt).toISOString();
  process.stdout.write(
    json
      ? `${JSON.stringify({ code: made.code, expiresAt })}\n`
      : `${made.code}  (for one use, until ${expiresAt})\n`,
  );
  return 0;
}
