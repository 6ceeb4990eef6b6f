import type { AlarmClock } from "../queue/alarm-clock.ts";
import type { DeliveryLog } from "./ports.ts";

/** What has to happen at its time, by the database's clock; each piece of work is a transaction of its own. */
export interface DueWork {
  /** Says a batch of due reminders; returns how many were dealt with, 0 when nothing is due. */
  sayReminders(limit: number): Promise<number>;
  /** Seats whose offer is over. */
  expiredOffers(limit: number): Promise<readonly string[]>;
  /** Passes one of them on; false when it was answered meanwhile. */
  expireOffer(seat: string): Promise<boolean>;
  /** Offers free places somebody waits for, where that was missed; returns how many rooms. */
  fillRooms(limit: number): Promise<number>;
  /** ms until something is due, 0 when it is; undefined when there is nothing. */
  msToNext(): Promise<number | undefined>;
}

export interface ReminderWatchParts {
  readonly work: DueWork;
  /** Without one, the sweep alone finds what is due. */
  readonly alarms: Pick<AlarmClock, "set"> | undefined;
  readonly log: DeliveryLog;
  /** Messages were committed. */
  readonly onSaid: () => void;
}

/** Sees to it that what is due is done: an alarm for each due second, and a sweep for lost alarms. */
export interface ReminderWatch {
  /** Does what is due now, and sets the alarm of what is due next. */
  fire(): Promise<void>;
}

/** Small enough that a batch commits well within a second. */
const BATCH = 250;

export function createReminderWatch(parts: ReminderWatchParts): ReminderWatch {
  const { work, alarms, log, onSaid } = parts;
  let firing: Promise<void> | undefined;

  async function sayAll(): Promise<void> {
    for (;;) {
      const count = await work.sayReminders(BATCH);
      if (count > 0) onSaid();
      if (count < BATCH) return;
    }
  }

  /** One that cannot be passed on now keeps nobody else waiting; the next round tries it again. */
  async function passOffersOn(): Promise<void> {
    for (const seat of await work.expiredOffers(BATCH)) {
      try {
        if (await work.expireOffer(seat)) onSaid();
      } catch (error) {
        log.warn({ err: error }, "An offer that is over could not be passed on yet");
      }
    }
  }

  async function round(): Promise<void> {
    await sayAll();
    await passOffersOn();
    if ((await work.fillRooms(BATCH)) > 0) onSaid();
    const ms = await work.msToNext();
    if (ms === undefined) return;
    await alarms
      ?.set("reminders", ms)
      .catch((error: unknown) =>
        log.warn({ err: error }, "An alarm could not be set; the sweep finds what is due"),
      );
  }

  return {
    async fire() {
      // Alarms of several seconds may ring while a round is still at work: it does their work as well.
      firing ??= round().finally(() => {
        firing = undefined;
      });
      await firing;
    },
  };
}
