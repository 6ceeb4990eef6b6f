/** What kept the embedded database from running. */
export type EmbeddedFailure =
  | "no-binaries"
  | "no-unprivileged-way"
  | "other-major"
  | "not-writable"
  | "not-ours"
  | "did-not-start"
  | "did-not-stop";

/** The embedded database cannot be used; the message is one line that says what to do. */
export class EmbeddedError extends Error {
  override readonly name = "EmbeddedError";
  readonly failure: EmbeddedFailure;

  constructor(failure: EmbeddedFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** The code a system call, a socket or PostgreSQL gave an error; undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
