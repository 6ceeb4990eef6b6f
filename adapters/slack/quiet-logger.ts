import { type Logger, LogLevel } from "@slack/bolt";

/** The SDK's log would hold people's words and goes nowhere; what matters is reported by the adapter itself. */
export const QUIET: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
