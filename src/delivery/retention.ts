import type { DeliveryLog } from "./ports.ts";

export interface RetentionParts {
  /** Deletes what is older than it may be, in steps while `goOn`; how many rows went, by table. */
  readonly sweep: (goOn: () => boolean) => Promise<Readonly<Record<string, number>>>;
  readonly everyMs: number;
  readonly log: DeliveryLog;
}

/** The sweep that keeps nothing longer than it may be kept. */
export interface RetentionSweep {
  /** Sweeps now, and again and again from then on. */
  start(): void;
  /** Ends the sweep under way after its step. */
  stop(): Promise<void>;
}

/** Several processes may sweep at once: a row is deleted by whoever comes first. */
export function createRetentionSweep({ sweep, everyMs, log }: RetentionParts): RetentionSweep {
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let stopped = false;

  async function sweepOnce(): Promise<void> {
    try {
      for (const [what, count] of Object.entries(await sweep(() => !stopped))) {
        if (count > 0) log.info({ kind: what, count }, "Rows past their time were deleted");
      }
    } catch (error) {
      log.error(
        { err: error },
        "Rows past their time could not be deleted; the next sweep tries again",
      );
    }
  }

  function run(): void {
    sweeping = sweepOnce().then(() => {
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
