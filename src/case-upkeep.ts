import { createSweep, type Sweep } from "./delivery/sweep.ts";
import { sweepCases } from "./domain/cases/case-sweep.ts";
import type { ProgrammeBook } from "./domain/cases/programme.ts";
import type { Store } from "./store/store.ts";
import type { Logger } from "./telemetry/log.ts";

const EVERY_MS = 10_000;

/** Sees again and again to people who could not be told of their case, and to due dates. */
export function createCaseUpkeep(store: Store, programmes: ProgrammeBook, log: Logger): Sweep {
  return createSweep(
    EVERY_MS,
    () => store.inTransaction((transaction) => sweepCases(transaction, programmes)),
    log,
  );
}
