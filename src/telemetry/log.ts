import { pino } from "pino";
import { keepFields, type LogFields } from "./log-fields.ts";
import { plainText, type WordlessErrors } from "./wordless-errors.ts";

/** How much is logged, least first. */
export const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A text written in the code; one that is put together at run time does not compile. */
type Written<Text extends string> =
  Record<never, never> extends Record<Text, unknown> ? never : Text;

/** Writes one line about what happened. Fields hold ids, terms and figures; words of people are dropped. */
type Write = <Text extends string>(fields: LogFields, text: Written<Text>) => void;

/** The service's log: JSON lines in which nobody's words, names or numbers can appear. */
export interface Logger {
  readonly error: Write;
  readonly warn: Write;
  readonly info: Write;
  readonly debug: Write;
  /** The same log with these fields in every line. */
  child(fields: LogFields): Logger;
}

/** Where lines go; each ends with a line break. */
export interface LogDestination {
  write(line: string): void;
}

/** How the log is made. */
export interface LoggerOptions {
  readonly level: LogLevel;
  /** Default stdout. */
  readonly to?: "stdout" | "stderr" | LogDestination | undefined;
  /** Error classes whose messages may be logged. */
  readonly wordless?: WordlessErrors | undefined;
}

/** The part of pino that is used, so that nothing reaches it but through `keepFields`. */
type Sink = Pick<pino.Logger, "error" | "warn" | "info" | "debug" | "child" | "isLevelEnabled">;

/** A log at one level; lines below it cost nothing but the call. */
export function createLogger({ level, to = "stdout", wordless = [] }: LoggerOptions): Logger {
  const sink = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Errors are described already; pino's own description holds their messages.
      serializers: { err: (described: unknown) => described },
    },
    typeof to === "string" ? pino.destination({ fd: to === "stderr" ? 2 : 1, sync: true }) : to,
  );
  return loggerOn(sink, wordless);
}

function loggerOn(sink: Sink, wordless: WordlessErrors): Logger {
  const keep = (fields: LogFields) => keepSafely(fields, wordless);
  const writer =
    (level: Exclude<LogLevel, "silent">): Write =>
    (fields, text) => {
      if (sink.isLevelEnabled(level)) sink[level](keep(fields), plainText(text));
    };
  return {
    error: writer("error"),
    warn: writer("warn"),
    info: writer("info"),
    debug: writer("debug"),
    child: (fields) => loggerOn(sink.child(keep(fields)), wordless),
  };
}

/** A log must not make things worse: what cannot be read is left out, and said to be. */
function keepSafely(fields: LogFields, wordless: WordlessErrors) {
  try {
    return keepFields(fields, wordless);
  } catch {
    return { unreadable: true };
  }
}
