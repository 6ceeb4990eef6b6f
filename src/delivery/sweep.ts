import type { DeliveryLog } from "./ports.ts";

/** Something done again and again, each time after the last one ended. */
export interface Sweep {
  start(): void;
  /** Resolves once the sweep under way has ended. */
  stop(): Promise<void>;
}

/** A sweep that fails is reported, and tried again the next time. */
export function createSweep(everyMs: number, sweep: () => Promise<void>, log: DeliveryLog): Sweep {
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let stopped = false;

  function run(): void {
    sweeping = sweep()
      .catch((error: unknown) => log.warn({ err: error }, "A sweep failed; the next one goes on"))
      .then(() => {
        if (!stopped) timer = setTimeout(run, everyMs);
      });
  }

  return {
    start: run,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
}
