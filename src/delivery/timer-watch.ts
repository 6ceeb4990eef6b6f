import type { AlarmClock } from "../queue/alarm-clock.ts";
import type { DueTimer } from "../store/timers.ts";
import type { DeliveryLog } from "./ports.ts";

/** What watching timers needs of the store. */
export interface TimerStore {
  /** Timers due by the database's clock, the oldest first. */
  due(limit: number): Promise<readonly DueTimer[]>;
  /** ms until the next timer is due by the database's clock, 0 when one is; undefined when there is none. */
  msToNext(): Promise<number | undefined>;
}

export interface TimerWatchParts {
  readonly timers: TimerStore;
  readonly timerDue: (timer: DueTimer) => Promise<void>;
  /** Without one, the sweep alone finds what is due. */
  readonly alarms: Pick<AlarmClock, "set"> | undefined;
  /** ms; only differences matter. */
  readonly now: () => number;
  readonly log: DeliveryLog;
}

/** Sees to it that due timers are applied: an alarm for each due second, and a sweep for lost alarms. */
export interface TimerWatch {
  /** A commit set a timer that is due in so many ms. */
  expect(inMs: number): void;
  /** Applies what is due now, and sets the alarm of what is due next. */
  fire(): Promise<void>;
}

const BATCH = 100;

export function createTimerWatch(parts: TimerWatchParts): TimerWatch {
  const { timers, timerDue, alarms, now, log } = parts;
  /** When the soonest alarm that was set from here rings. */
  let rings: number | undefined;

  function arm(inMs: number): void {
    const at = now() + inMs;
    rings = at;
    alarms?.set("timers", inMs).catch((error: unknown) => {
      if (rings === at) rings = undefined;
      log.warn({ err: error }, "An alarm could not be set; the sweep finds what is due");
    });
  }

  /** An alarm that rings sooner looks up what is due next, and sets the alarm of that. */
  function expect(inMs: number): void {
    const isCovered = rings !== undefined && rings > now() && rings <= now() + inMs;
    if (!isCovered) arm(inMs);
  }

  async function fresh(applied: Set<string>): Promise<readonly DueTimer[]> {
    const due = await timers.due(BATCH);
    const unseen = due.filter((timer) => !applied.has(nameOf(timer)));
    for (const timer of unseen) applied.add(nameOf(timer));
    return unseen;
  }

  return {
    expect,
    async fire() {
      // A timer that is due again although it was applied belongs to somebody who keeps setting it: not now.
      const applied = new Set<string>();
      for (let due = await fresh(applied); due.length > 0; due = await fresh(applied)) {
        await Promise.all(due.map((timer) => timerDue(timer)));
      }
      const ms = await timers.msToNext();
      // Set in any case: an alarm thought to be there may be lost.
      if (ms !== undefined) arm(ms);
    },
  };
}

function nameOf({ lane, run, name }: DueTimer): string {
  return `${lane}/${run}/${name}`;
}
