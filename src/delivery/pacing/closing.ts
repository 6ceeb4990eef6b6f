import type { Clock } from "./gate.ts";

/** Wakes everybody who waits when the pacing closes; dozens of chats may wait at once. */
export interface Closing {
  isClosed(): boolean;
  /** Returns how to call it off. */
  onClose(wakeUp: () => void): () => void;
  close(): void;
}

export function createClosing(): Closing {
  const wakeUps = new Set<() => void>();
  let closed = false;
  return {
    isClosed: () => closed,
    onClose(wakeUp) {
      wakeUps.add(wakeUp);
      return () => wakeUps.delete(wakeUp);
    },
    close() {
      closed = true;
      for (const wakeUp of [...wakeUps]) wakeUp();
    },
  };
}

/** Waits so long, or until it closes. */
export function waitFor(clock: Clock, ms: number, closing: Closing): Promise<void> {
  return new Promise((resolve) => {
    if (closing.isClosed()) return resolve();
    const wakeUp = () => {
      callOffTimer();
      callOffClose();
      resolve();
    };
    const callOffTimer = clock.after(ms, wakeUp);
    const callOffClose = closing.onClose(wakeUp);
  });
}
