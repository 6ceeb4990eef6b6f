import { setTimeout as sleep } from "node:timers/promises";
import type { IncomingFiles } from "./delivery/incoming-files.ts";
import { createSweep, type Sweep } from "./delivery/sweep.ts";
import { sweepCases } from "./domain/cases/case-sweep.ts";
import type { ProgrammeBook } from "./domain/cases/programme.ts";
import { type ReceiveFiles, receiveNextFile } from "./domain/cases/receive-files.ts";
import { type CodeSender, sendCodes } from "./domain/cases/send-codes.ts";
import { receiveNextPoster } from "./domain/events/receive-poster.ts";
import type { Store } from "./store/store.ts";
import type { Logger } from "./telemetry/log.ts";

const EVERY_MS = 10_000;
const CODES_EVERY_MS = 2_000;

/** Hands one-time codes to the sender; what it did not take is told by number only. */
export function createCodeUpkeep(store: Store, sender: CodeSender, log: Logger): Sweep {
  return createSweep(
    CODES_EVERY_MS,
    async () => {
      const { refused, later } = await sendCodes(store.inTransaction, sender);
      if (refused > 0)
        log.warn({ count: refused }, "The sender of codes refused some; see docs/cases.md");
      if (later > 0)
        log.warn({ count: later }, "The sender of codes is not taking any; tried again");
    },
    log,
  );
}

const FILES_EVERY_MS = 1_000;
const STOPPED_WITHIN_MS = 3_000;

/** Fetches the files that people handed in and the posters that staff sent, one after the other. */
export function createFileUpkeep(
  store: Store,
  { book, zone }: Pick<ReceiveFiles, "book" | "zone">,
  { fetch }: IncomingFiles,
  log: Logger,
): Sweep {
  const parts = { fetch, book, zone, inTransaction: store.inTransaction };
  let isStopped = false;
  const sweep = createSweep(
    FILES_EVERY_MS,
    async () => {
      while (!isStopped && (await receiveNext(parts)));
    },
    log,
  );
  return {
    start: sweep.start,
    async stop() {
      isStopped = true;
      // A file that takes longer is fetched again by whoever works next.
      await Promise.race([sweep.stop(), sleep(STOPPED_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

async function receiveNext(parts: ReceiveFiles): Promise<boolean> {
  return (await receiveNextFile(parts)) || receiveNextPoster(parts);
}

/** Sees again and again to people who could not be told of their case, and to due dates. */
export function createCaseUpkeep(store: Store, programmes: ProgrammeBook, log: Logger): Sweep {
  return createSweep(
    EVERY_MS,
    () => store.inTransaction((transaction) => sweepCases(transaction, programmes)),
    log,
  );
}
