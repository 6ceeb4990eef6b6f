import type { DueTimer } from "../store/timers.ts";
import type { DeliveryLog } from "./ports.ts";

/** What the pulse needs of the store. */
export interface TimerStore {
  /** Timers due by the database's clock, the oldest first. */
  due(limit: number): Promise<readonly DueTimer[]>;
}

export interface PulseParts {
  readonly timers: TimerStore;
  readonly timerDue: (timer: DueTimer) => Promise<void>;
  readonly sendDue: () => Promise<void>;
  readonly log: DeliveryLog;
  readonly everyMs: number;
}

/** The service's heartbeat: fires due timers and sends what is still unsent. */
export interface Pulse {
  beat(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const BATCH = 100;

export function createPulse(parts: PulseParts): Pulse {
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    const due = await parts.timers.due(BATCH);
    for (const timer of due) await parts.timerDue(timer);
    await parts.sendDue();
  }

  function schedule(): void {
    timer = setTimeout(() => {
      beating = beat()
        .catch((error: unknown) =>
          parts.log.error({ err: error }, "The heartbeat failed; it goes on with the next one"),
        )
        .then(() => {
          if (timer) schedule();
        });
    }, parts.everyMs);
  }

  return {
    beat,
    start: schedule,
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await beating;
    },
  };
}
