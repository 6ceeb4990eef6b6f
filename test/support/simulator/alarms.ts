/** Callbacks that wait for their time. */
export interface Alarms {
  /** Calls back after so many ms of real time, or earlier if the clock is set forward past it. */
  after(ms: number, callback: () => void): () => void;
  /** The clock was set forward: calls back whatever is due. */
  ringDue(): void;
}

interface Waiting {
  readonly at: number;
  readonly ring: () => void;
}

/** Alarms of a clock that goes on by itself and can be set forward. */
export function createAlarms(now: () => number): Alarms {
  const waiting = new Set<Waiting>();
  return {
    after(ms, callback) {
      const ring = () => {
        callOff();
        callback();
      };
      const timer = setTimeout(ring, ms);
      const entry = { at: now() + ms, ring };
      const callOff = () => {
        clearTimeout(timer);
        waiting.delete(entry);
      };
      waiting.add(entry);
      return callOff;
    },
    ringDue() {
      const due = [...waiting].filter(({ at }) => at <= now());
      for (const { ring } of due.sort((a, b) => a.at - b.at)) ring();
    },
  };
}
