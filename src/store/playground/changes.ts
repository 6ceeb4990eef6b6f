import type { Connections } from "../connect.ts";
import { listen, type StoreLog } from "../listen.ts";
import type { Message } from "./message.ts";
import { CHANNEL } from "./queries.ts";

/** Where changes are read from. */
export interface ChangeSource {
  findMessages(ids: readonly string[]): Promise<readonly Message[]>;
  changedSince(since: number): Promise<readonly Message[]>;
}

/** Tells every listener of this process what any process added or edited. */
export interface Changes {
  subscribe(listener: (message: Message) => void): () => void;
  close(): void;
}

/** Announcements may be missed while the connection is lost: on its return everything this recent is told again. */
const OVERLAP_MS = 5_000;

/** Only ids travel; messages are read one batch after the other, so that they are told in order. */
export function createChanges(
  connections: Connections,
  log: StoreLog,
  source: ChangeSource,
): Changes {
  const listeners = new Set<(message: Message) => void>();
  const announced = new Set<string>();
  let reading: Promise<void> = Promise.resolve();
  let lastTold: number | undefined;
  let stop: (() => void) | undefined;

  function tell(messages: readonly Message[]): void {
    for (const message of messages) {
      lastTold = Math.max(lastTold ?? 0, message.editedAt ?? message.at);
      for (const listener of listeners) listener(message);
    }
  }

  function readNext(read: () => Promise<readonly Message[]>): void {
    reading = reading
      .then(read)
      .then(tell)
      .catch((error: unknown) => {
        const name = error instanceof Error ? error.name : "unknown";
        log.warn({ kind: CHANNEL, reason: name }, "could not read what was announced");
      });
  }

  function onMessage(id: string): void {
    announced.add(id);
    if (announced.size > 1) return;
    readNext(() => {
      const ids = [...announced];
      announced.clear();
      return source.findMessages(ids);
    });
  }

  function onListening(): void {
    const since = lastTold;
    if (since !== undefined) readNext(() => source.changedSince(since - OVERLAP_MS));
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      stop ??= listen(connections, log, CHANNEL, onMessage, onListening);
      return () => listeners.delete(listener);
    },
    close: () => stop?.(),
  };
}
