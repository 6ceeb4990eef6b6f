import { framesOf } from "./stack-frames.ts";
import { plainText, type WordlessErrors } from "./wordless-errors.ts";

/** What a log says of an error: never the message of an error that may quote somebody. */
export interface LoggedError {
  readonly name: string;
  readonly code?: string | number;
  /** Our own errors' word for what failed. */
  readonly failure?: string;
  /** The database rule that was broken. */
  readonly constraint?: string;
  /** Only of errors that are known to hold nobody's words. */
  readonly message?: string;
  readonly stack?: readonly string[];
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

const DEEPEST = 5;
const MOST_ERRORS = 5;

/** A platform's, Node's or PostgreSQL's code: `ECONNREFUSED`, `57P01`, `not-writable`. */
const CODE = /^(?:[A-Z][A-Z0-9_]{1,39}|[0-9A-Z]{5}|[a-z]+(?:[-_][a-z]+)*)$/;
const CLASS = /^[A-Z][A-Za-z0-9]{0,39}$/;
const IDENTIFIER = /^[a-z][a-z0-9_]{0,62}$/;

/** Describes whatever was thrown, with its causes; something that is no error is only named by its type. */
export function describeError(thrown: unknown, wordless: WordlessErrors, depth = 1): LoggedError {
  if (!(thrown instanceof Error)) return { name: thrown === null ? "null" : typeof thrown };
  const goOn = (inner: unknown) => describeError(inner, wordless, depth + 1);
  const { cause } = thrown;
  const inner = thrown instanceof AggregateError ? thrown.errors.slice(0, MOST_ERRORS) : [];
  const isDeep = depth >= DEEPEST;
  return {
    name: classOf(thrown),
    ...factsOf(thrown),
    ...(isWordless(thrown, wordless) ? { message: plainText(thrown.message) } : {}),
    stack: framesOf(thrown),
    ...(cause === undefined || isDeep ? {} : { cause: goOn(cause) }),
    ...(inner.length === 0 || isDeep ? {} : { errors: inner.map(goOn) }),
  };
}

/** The class is written in the code; `error.name` is a field that may hold anything. */
function classOf(error: Error): string {
  const prototype: unknown = Object.getPrototypeOf(error);
  const written = Object(prototype).constructor?.name;
  if (typeof written !== "string") return "Error";
  // The build puts _ before the name of a class that speaks of itself.
  const name = written.replace(/^_/, "");
  return CLASS.test(name) ? name : "Error";
}

function factsOf(error: Error): Pick<LoggedError, "code" | "failure" | "constraint"> {
  const code = "code" in error ? error.code : undefined;
  const failure = "failure" in error ? error.failure : undefined;
  const constraint = "constraint" in error ? error.constraint : undefined;
  return {
    ...(isShortNumber(code) || matches(code, CODE) ? { code } : {}),
    ...(matches(failure, CODE) ? { failure } : {}),
    ...(matches(constraint, IDENTIFIER) ? { constraint } : {}),
  };
}

function isWordless(error: Error, wordless: WordlessErrors): boolean {
  return wordless.some((known) => error instanceof known);
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && value.length <= 63 && pattern.test(value);
}

function isShortNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 100_000;
}
