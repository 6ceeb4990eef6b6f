import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { TableRefused } from "../table/row.ts";
import { openArchive } from "./archive.ts";
import type { ReaderAnswer, XlsxRow } from "./protocol.ts";
import { sheetRows } from "./sheet.ts";
import { firstSheet, sharedStrings } from "./workbook.ts";

/** Reads a workbook in a thread of its own, and gives its rows when it is asked for more. */
const { path } = z.object({ path: z.string() }).parse(workerData);
const BATCH = 500;

async function* rowsOf(): AsyncGenerator<XlsxRow> {
  const archive = await openArchive(path);
  try {
    const sheet = await firstSheet(archive);
    const strings = await sharedStrings(archive);
    yield* sheetRows(archive.text(sheet), strings);
  } finally {
    archive.close();
  }
}

const rows = rowsOf();

async function nextBatch(): Promise<ReaderAnswer> {
  const batch: XlsxRow[] = [];
  try {
    while (batch.length < BATCH) {
      const { value, done } = await rows.next();
      if (done) break;
      batch.push(value);
    }
  } catch (error) {
    if (error instanceof TableRefused) return { kind: "refused", reason: error.message };
    throw error;
  }
  return batch.length === 0 ? { kind: "end" } : { kind: "rows", rows: batch };
}

parentPort?.on("message", () => {
  void nextBatch().then((answer) => parentPort?.postMessage(answer));
});
