import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Coverage, judgeCoverage } from "./coverage.ts";
import { FOLDER_VARIABLE, readRecorded } from "./record.ts";

/** Collects what the processes of a test run reach, from its start to its end. */
export interface Collecting {
  /** What all of them reached; what they wrote is gone afterwards. */
  finish(): Coverage;
}

/** Begins to collect: processes started from now on find the folder in their environment. */
export function flowCoverage(): Collecting {
  const folder = mkdtempSync(join(tmpdir(), "juchang-flows-"));
  process.env[FOLDER_VARIABLE] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return {
    finish: () => judgeCoverage(readRecorded(folder)),
  };
}
