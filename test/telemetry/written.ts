import { createLogger, type Logger, type LoggerOptions } from "../../src/telemetry/log.ts";
import { watchOutput } from "../support/leaks/watch.ts";

/** A log whose lines are kept: as text, and read back as objects. */
export function keptLog(options: Partial<LoggerOptions> = {}): {
  readonly log: Logger;
  readonly text: () => string;
  readonly lines: () => readonly Readonly<Record<string, unknown>>[];
} {
  const written: string[] = [];
  const to = {
    write(line: string) {
      written.push(line);
      watchOutput("log", line);
    },
  };
  return {
    log: createLogger({ level: "debug", to, ...options }),
    text: () => written.join(""),
    lines: () => written.map((line) => JSON.parse(line)),
  };
}
