import { once } from "node:events";
import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { TableRefused, type TableRow } from "../table/row.ts";
import { XLSX_LIMITS } from "./limits.ts";
import { type ReaderAnswer, readerAnswer } from "./protocol.ts";

/**
 * The rows of a workbook's first sheet. It is read in a thread of its own with limits on time and memory, a
 * batch at a time as they are wanted. Rejects with `TableRefused`.
 */
export async function* xlsxRows(path: string): AsyncGenerator<TableRow> {
  const { size } = await stat(path);
  if (size > XLSX_LIMITS.fileBytes) {
    const most = XLSX_LIMITS.fileBytes / 1024 / 1024;
    throw new TableRefused(`the workbook is larger than ${most} MB; split it, or save it as CSV`);
  }
  const worker = startReader(path);
  const budget = { leftMs: XLSX_LIMITS.ms };
  try {
    for (;;) {
      const answer = await askForMore(worker, budget);
      if (answer.kind === "end") return;
      if (answer.kind === "refused") throw new TableRefused(answer.reason);
      yield* answer.rows;
    }
  } finally {
    await worker.terminate();
  }
}

/** Loads the thread's TypeScript: a thread does not take over the loader of its process. */
const LOAD_SOURCE = `
  const { loader, file } = require("node:worker_threads").workerData;
  import(loader).then(({ register }) => { register(); return import(file); });`;

/** Built, the thread is JavaScript; else it takes the same loader as the program. */
function startReader(path: string): Worker {
  const isSource = import.meta.url.endsWith(".ts");
  const file = new URL(`./reader-thread.${isSource ? "ts" : "js"}`, import.meta.url);
  const resourceLimits = {
    maxOldGenerationSizeMb: XLSX_LIMITS.heapMb,
    maxYoungGenerationSizeMb: 8,
  };
  if (!isSource) return new Worker(file, { workerData: { path }, execArgv: [], resourceLimits });
  const found = createRequire(import.meta.url).resolve("tsx/esm/api");
  const loader = pathToFileURL(found.replace(/\.cjs$/, ".mjs")).href;
  return new Worker(LOAD_SOURCE, {
    eval: true,
    workerData: { path, loader, file: file.href },
    execArgv: [],
    resourceLimits,
  });
}

const TOO_SLOW = `reading the workbook takes longer than ${XLSX_LIMITS.ms / 1000} s; save the list as CSV`;
const TOO_MUCH = "reading the workbook takes too much memory; save the list as CSV";

async function askForMore(worker: Worker, budget: { leftMs: number }): Promise<ReaderAnswer> {
  const begun = performance.now();
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(budget.leftMs)));
  worker.postMessage("more");
  try {
    const [answer] = await once(worker, "message", { signal });
    budget.leftMs -= performance.now() - begun;
    return readerAnswer.parse(answer);
  } catch (error) {
    if (signal.aborted) throw new TableRefused(TOO_SLOW, { cause: error });
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") {
      throw new TableRefused(TOO_MUCH, { cause: error });
    }
    throw error;
  }
}
