import type { EvenPacer } from "./even-pacer.ts";

/** Lets calls through one at a time as a pacer allows; the more urgent first, equals in their order. */
export interface Gate {
  /** Resolves when the call may go now, or with how long the gate stays shut when that is too long to wait for. */
  pass(priority: number): Promise<Passed>;
  /** Nothing passes for so long. Those who wait and would have to wait too long are sent away. */
  pause(forMs: number): void;
  /** ms until the gate opens again; 0 when it is open. */
  pausedForMs(): number;
  /** Sends away who waits, and everybody from now on. */
  close(): void;
}

/** Whether a call may go, counted as gone `at` that time, or after how long to come again. */
export type Passed =
  | { readonly kind: "now"; readonly at: number }
  | { readonly kind: "later"; readonly afterMs: number };

/** What a gate is told the time by. */
export interface Clock {
  /** ms; only differences matter. */
  now(): number;
  /** Calls back after so many ms; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

/** The process clock, which no change of the wall clock moves. */
export const PROCESS_CLOCK: Clock = {
  now: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** A claimed message may be held this long; what must wait longer is put back. */
export const LONGEST_HELD_MS = 10_000;

interface Waiting {
  readonly priority: number;
  readonly let: (passed: Passed) => void;
}

/** A gate over a pacer; without one everything passes that no pause holds back. */
export function createGate(pacer: EvenPacer, clock: Clock): Gate {
  let waiting: readonly Waiting[] = [];
  let callOff: (() => void) | undefined;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let closed = false;

  const pausedForMs = () => Math.max(0, pausedUntil - clock.now());

  function open(): void {
    callOff = undefined;
    for (let [first, ...rest] = waiting; first !== undefined; [first, ...rest] = waiting) {
      const now = clock.now();
      const at = pacer.nextAt(now);
      if (at > now) {
        callOff = clock.after(at - now, open);
        return;
      }
      waiting = rest;
      pacer.took(now);
      first.let({ kind: "now", at: now });
    }
  }

  function sendAway(): void {
    const sentAway = waiting;
    waiting = [];
    for (const one of sentAway) one.let({ kind: "later", afterMs: pausedForMs() });
  }

  return {
    pausedForMs,
    pass(priority) {
      if (closed || pausedForMs() > LONGEST_HELD_MS) {
        return Promise.resolve({ kind: "later", afterMs: pausedForMs() });
      }
      return new Promise((resolve) => {
        const behind = waiting.findIndex((one) => one.priority < priority);
        const at = behind === -1 ? waiting.length : behind;
        waiting = [...waiting.slice(0, at), { priority, let: resolve }, ...waiting.slice(at)];
        if (!callOff) open();
      });
    },
    pause(forMs) {
      const now = clock.now();
      pausedUntil = Math.max(pausedUntil, now + forMs);
      pacer.pauseUntil(pausedUntil);
      if (pausedForMs() > LONGEST_HELD_MS) sendAway();
    },
    close() {
      closed = true;
      callOff?.();
      sendAway();
    },
  };
}
