/** The service cannot listen where it was told to; the message is one line that says what to do. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  /** The system's code, such as `EADDRINUSE`. */
  readonly code: string;

  constructor(host: string, port: number, cause: unknown) {
    const code = systemCodeOf(cause) ?? "UNKNOWN";
    super(adviceFor(code, host, port), { cause });
    this.code = code;
  }
}

/** The code of an error, if it looks like one that the system, a driver or PostgreSQL gives. */
export function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const { code } = error;
  return typeof code === "string" && /^[A-Z0-9_]{2,40}$/.test(code) ? code : undefined;
}

function adviceFor(code: string, host: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} on ${host} is taken: stop what listens there, or set PORT to a free one`;
    case "EACCES":
      return `this user may not listen on port ${port}: set PORT to 1024 or more`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} is no address of this machine (${code}): set HOST to 127.0.0.1, 0.0.0.0 or an address it has`;
    default:
      return `cannot listen on port ${port} of ${host} (${code}): check HOST and PORT`;
  }
}
