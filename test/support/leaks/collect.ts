import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FOLDER_VARIABLE, SOURCES } from "./watch.ts";

/** What a run's logs, metrics and programs gave away. */
export interface Leaks {
  /** One line for each personal value in each source it was found in. */
  readonly found: readonly string[];
  /** Sources of which nothing was looked through: then nothing is proven. */
  readonly unwatched: readonly string[];
}

/** Looks through what the processes of a test run print, from its start to its end. */
export interface Watching {
  /** What all of them gave away; what they wrote is gone afterwards. */
  finish(): Leaks;
}

/** Begins to look: processes started from now on find the folder in their environment. */
export function watchForLeaks(): Watching {
  const folder = mkdtempSync(join(tmpdir(), "juchang-leaks-"));
  process.env[FOLDER_VARIABLE] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return { finish: () => readLeaks(folder) };
}

function readLeaks(folder: string): Leaks {
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8").split("\n"),
  );
  const found = new Set(lines.filter((line) => line.startsWith("leak ")));
  return {
    found: [...found].map((line) => line.slice("leak ".length)).sort(),
    unwatched: SOURCES.filter((source) => !lines.includes(`watched ${source}`)),
  };
}
