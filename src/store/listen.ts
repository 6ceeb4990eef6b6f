import type { Connections } from "./connect.ts";

/** Where the store reports what nobody awaits; a pino logger is one. */
export interface StoreLog {
  warn(fields: Readonly<Record<string, unknown>>, text: string): void;
}

/**
 * Hears what other processes announce on a channel. `onListening` is called whenever listening begins, also
 * again after the connection was lost: what was announced in between is not repeated. Returns how to stop.
 */
export function listen(
  { sql }: Connections,
  log: StoreLog,
  channel: string,
  onMessage: (payload: string) => void,
  onListening: () => void = () => undefined,
): () => void {
  let isStopped = false;
  const listening = sql.listen(
    channel,
    (payload) => isStopped || onMessage(payload),
    () => isStopped || onListening(),
  );
  listening.catch((error: unknown) => {
    if (!isStopped)
      log.warn({ kind: channel, reason: codeOf(error) }, "not listening yet, trying again");
  });
  return () => {
    isStopped = true;
    listening.then(({ unlisten }) => unlisten()).catch(() => undefined);
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
