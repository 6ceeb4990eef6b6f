import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";

/** The environment variable with the folder that every process of a test run writes its points to. */
export const FOLDER_VARIABLE = "TEST_FLOW_COVERAGE";

const written = new Set<string>();

/** `known`: the bot as it ships has it; `reached`: a test got there. */
export type Mark = "known" | "reached";

/** Notes a point, once per process; nothing outside of a test run. */
export function record(mark: Mark, point: string): void {
  const folder = process.env[FOLDER_VARIABLE];
  const line = `${mark} ${point}\n`;
  if (folder === undefined || folder === "" || written.has(line)) return;
  written.add(line);
  appendFileSync(join(folder, `${process.pid}-${threadId}.txt`), line);
}

/** All points noted by all processes of a run. */
export interface Recorded {
  readonly known: ReadonlySet<string>;
  readonly reached: ReadonlySet<string>;
}

/** Puts together what the processes noted. */
export function readRecorded(folder: string): Recorded {
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), "utf8").split("\n"),
  );
  const marked = (mark: Mark) =>
    new Set(
      lines
        .filter((line) => line.startsWith(`${mark} `))
        .map((line) => line.slice(mark.length + 1)),
    );
  return { known: marked("known"), reached: marked("reached") };
}
