import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { threadId } from "node:worker_threads";
import { createLogger, type Logger, type LogLevel } from "../../../src/telemetry/log.ts";
import { PERSONAL_VALUES } from "./personal-values.ts";

/** The environment variable with the folder that every process of a test run writes its findings to. */
export const FOLDER_VARIABLE = "TEST_LEAKS";

/** What is looked through. */
export const SOURCES = ["log", "metrics", "program"] as const;
export type Source = (typeof SOURCES)[number];

const seen = new Set<Source>();

/** The decimals of a measured number, such as 0.13900000000000001 s, are nobody's phone number. */
const DECIMALS = /(?<=\d\.)\d+/g;

/** Whether a personal value stands in a text. */
export function stands(value: string, text: string): boolean {
  return text.includes(value) && text.replaceAll(DECIMALS, "").includes(value);
}

const listeners = new Set<(text: string) => void>();

/** Hears everything that is looked through in this process, until it is called off. */
export function onOutput(listener: (text: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Looks for personal values in something that operators can read. */
export function watchOutput(source: Source, text: string): void {
  for (const listener of listeners) listener(text);
  const folder = process.env[FOLDER_VARIABLE];
  if (folder === undefined || folder === "" || text === "") return;
  const found = PERSONAL_VALUES.filter((value) => stands(value, text));
  const lines = found.map((value) => `leak ${source} ${value}\n`);
  if (!seen.has(source)) lines.push(`watched ${source}\n`);
  seen.add(source);
  if (lines.length > 0) {
    appendFileSync(join(folder, `${process.pid}-${threadId}.txt`), lines.join(""));
  }
}

/** The service's log at its most talkative, looked through instead of being printed. */
export function watchedLog(level: LogLevel = "debug"): Logger {
  return createLogger({ level, to: { write: (line) => watchOutput("log", line) } });
}
