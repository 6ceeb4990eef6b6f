/** The database cannot be reached or cannot work right now: nothing is wrong with the request, try later. */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
  /** The driver's or PostgreSQL's code. */
  readonly code: string;

  constructor(code: string) {
    super(`The database is not available (${code}); try again once it is back`);
    this.code = code;
  }
}

/** The database refused a statement: a broken rule of the schema, a conflict, or a bug. */
export class StatementRefused extends Error {
  override readonly name = "StatementRefused";
  /** SQLSTATE. */
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(code: string, constraint: string | undefined, message: string) {
    super(message);
    this.code = code;
    this.constraint = constraint;
  }
}

const CONNECTION_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
]);

/**
 * SQLSTATEs that pass by themselves: connection trouble, no resources, shutting down, cancelled by a
 * time limit, idle too long, a server in recovery or read-only after a failover.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const PASSING_STATES = /^(?:08|53|57|58)...$|^(?:25006|25P03|25P04)$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;
const NETWORK_CALLS = new Set(["connect", "read", "write", "getaddrinfo"]);
const CONFLICTS = new Set(["40001", "40P01", "55P03"]);

/**
 * Our own error for whatever a statement failed with; other errors come back as they are.
 * The driver's error is not kept as the cause: it holds the statement's values, and so people's words.
 */
export function storeError(error: unknown): unknown {
  const { code, message, constraint } = driverFacts(error);
  if (code === undefined) return error;
  if (CONNECTION_CODES.has(code) || PASSING_STATES.test(code)) return new DatabaseUnavailable(code);
  if (!SQLSTATE.test(code)) return error;
  return new StatementRefused(code, constraint, refusal(code, message, constraint));
}

/** Whether another transaction got in the way: the same work may succeed if done again. */
export function isConflict(error: unknown): boolean {
  return error instanceof StatementRefused && CONFLICTS.has(error.code);
}

/** Whether a row with such a key was there before. */
export function isTaken(error: unknown, constraint: string): boolean {
  return (
    error instanceof StatementRefused && error.code === "23505" && error.constraint === constraint
  );
}

interface DriverFacts {
  readonly code?: string;
  readonly message?: string;
  readonly constraint?: string | undefined;
}

function driverFacts(error: unknown): DriverFacts {
  if (!(error instanceof Error)) return {};
  if (error instanceof DatabaseUnavailable || error instanceof StatementRefused) return {};
  if (isForeign(error)) return {};
  if ("code" in error && typeof error.code === "string") {
    const constraint = "constraint_name" in error ? error.constraint_name : undefined;
    return {
      code: error.code,
      message: error.message,
      constraint: typeof constraint === "string" ? constraint : undefined,
    };
  }
  return error.cause === error ? {} : driverFacts(error.cause);
}

/** Files and programs fail with the same codes as connections do. */
function isForeign(error: Error): boolean {
  return "syscall" in error && !NETWORK_CALLS.has(String(error.syscall));
}

/** Messages of these classes name tables, columns and rules; others may quote a value. */
const WORDLESS_STATES = /^(?:0A|23|25|28|3D|3F|40|42|55)/;

function refusal(code: string, message: string | undefined, constraint: string | undefined) {
  const what = WORDLESS_STATES.test(code) ? message : constraint;
  return `The database refused a statement (${[code, what].filter(Boolean).join(", ")})`;
}
