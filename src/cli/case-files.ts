import { open, rm } from "node:fs/promises";
import { parseCaseNumber } from "../domain/cases/case-number.ts";
import { type HandedIn, handedIn, takeOverFile } from "../domain/cases/staff-files.ts";
import { DESKS } from "../engine/terms.ts";
import { loadProgrammes } from "../knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../paths.ts";
import { OPERATOR } from "../store/audit.ts";
import { findCase } from "../store/cases/read.ts";
import type { CliSettings } from "./command.ts";
import { withStore } from "./store.ts";

const MOST = 1_000;

/** Lists what applicants handed in, of all applications or of one. */
export async function listCaseFiles(
  settings: CliSettings,
  typed: string,
  json: boolean,
): Promise<number> {
  const book = await loadProgrammes(KNOWLEDGE_FOLDER);
  const files = await withStore(settings, (store) =>
    store.read(async (transaction) => {
      if (typed === "") return handedIn(transaction, DESKS, book, { limit: MOST });
      const number = parseCaseNumber(typed);
      const one = number === undefined ? undefined : await findCase(transaction, number);
      return one && handedIn(transaction, DESKS, book, { limit: MOST, caseId: one.id });
    }),
  );
  if (!files) {
    process.stderr.write("There is no such case; “cases list” shows all of them\n");
    return 1;
  }
  for (const each of files) process.stdout.write(`${json ? jsonOf(each) : lineOf(each)}\n`);
  return 0;
}

function rowOf({ file, case: one, desk }: HandedIn) {
  const instant = (at: number | undefined) =>
    at === undefined ? null : new Date(at).toISOString();
  return {
    id: file.id,
    number: one.words.number,
    programme: one.programme,
    desk,
    item: file.label.zh,
    name: file.name ?? null,
    kind: file.kind ?? null,
    bytes: file.size ?? null,
    received: instant(file.receivedAt),
    taken: instant(file.takenAt),
  };
}

function jsonOf(each: HandedIn): string {
  return JSON.stringify(rowOf(each));
}

function lineOf(each: HandedIn): string {
  const { id, number, programme, item, name, bytes, received, taken } = rowOf(each);
  const state = taken === null ? "waiting" : `taken ${taken}`;
  return `${id}  ${number}  ${programme}  ${item}  ${name} (${bytes} bytes)  received ${received}  ${state}`;
}

/** Takes a file over and writes it to a path where nothing is yet. */
export async function takeCaseFile(
  settings: CliSettings,
  [id = "", path = "", ...rest]: readonly string[],
  json: boolean,
): Promise<number> {
  if (id === "" || path === "" || rest.length > 0) {
    process.stderr.write("usage: cases take FILE-ID PATH (“cases files” lists the ids)\n");
    return 2;
  }
  const book = await loadProgrammes(KNOWLEDGE_FOLDER);
  // Opened first: a file that could not be written anywhere is not taken over either.
  const written = await open(path, "wx", 0o600).catch(() => undefined);
  if (!written) {
    process.stderr.write("Nothing was written: that path exists already, or cannot be written\n");
    return 1;
  }
  try {
    const by = { who: OPERATOR, desks: DESKS };
    const taken = await withStore(settings, (store) =>
      store.inTransaction((transaction) => takeOverFile(transaction, id, by, book)),
    );
    if (!taken) {
      await rm(path);
      process.stderr.write("There is no such file; “cases files” lists those that are here\n");
      return 1;
    }
    await written.writeFile(taken.bytes);
    const { name, type, bytes } = taken;
    const row = { id, name, type, bytes: bytes.length };
    process.stdout.write(
      json ? `${JSON.stringify(row)}\n` : `${name} (${type}, ${bytes.length} bytes), written\n`,
    );
    return 0;
  } finally {
    await written.close();
  }
}
