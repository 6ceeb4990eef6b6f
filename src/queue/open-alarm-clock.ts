import { type AlarmClock, type QueueLog, QueueUnavailable, type Ring } from "./alarm-clock.ts";
import { alarmJob, alarmOf } from "./alarm-id.ts";
import { type AlarmQueue, type AlarmWorker, openBackend, type QueueLocation } from "./backend.ts";
import { quietErrors } from "./quiet-errors.ts";

/** How the alarm clock is opened. */
export interface AlarmClockOptions {
  readonly location: QueueLocation;
  readonly log: QueueLog;
  /** ms since the epoch; default the process clock, which is all BullMQ knows. */
  readonly now?: () => number;
}

/** An open alarm clock and what it runs on. */
export interface OpenAlarmClock extends AlarmClock {
  readonly describe: string;
}

const NAME = "alarms";
const ANSWER_WITHIN_MS = 3_000;
/** Getting ready makes BullMQ's tables on a new database, and loads its scripts. */
const READY_WITHIN_MS = 20_000;
/** An alarm is gone once it rang, whatever came of it: the rows are what counts. */
const FORGOTTEN = { removeOnComplete: true, removeOnFail: true, attempts: 1 } as const;

/**
 * BullMQ as the alarm clock, on Redis or on Postgres. Rejects with `QueueUnavailable` when it cannot be reached,
 * and with `QueueRefused` when its server must not be used as it is.
 */
export async function openAlarmClock(options: AlarmClockOptions): Promise<OpenAlarmClock> {
  const { location, log, now = Date.now } = options;
  const backend = await openBackend(location);
  const report = quietErrors(log);
  const queue = backend.queue(NAME);
  queue.on("error", report);
  await ready(queue);
  let worker: AlarmWorker | undefined;

  return {
    describe: backend.describe,
    async set(alarm, inMs) {
      const { name, id, delayMs } = alarmJob(alarm, now(), inMs);
      await available(queue.add(name, {}, { ...FORGOTTEN, jobId: id, delay: delayMs }));
    },
    async answer(ring) {
      if (worker) throw new Error("This process answers the alarms already");
      worker = backend.worker(NAME, async ({ name }) => ringFor(ring, name));
      worker.on("error", report);
      await worker.waitUntilReady();
      void worker.run().catch(report);
    },
    async ping() {
      await available(queue.getDelayedCount());
    },
    async close() {
      await worker?.close();
      await queue.close();
    },
  };
}

async function ready(queue: AlarmQueue): Promise<void> {
  try {
    await available(queue.waitUntilReady(), READY_WITHIN_MS);
  } catch (error) {
    await queue.close();
    throw error;
  }
}

async function ringFor(ring: Ring, name: string): Promise<void> {
  const alarm = alarmOf(name);
  if (alarm) await ring(alarm);
}

/** The result of a call that may hang or fail while the server is away. */
async function available<Result>(
  call: Promise<Result>,
  withinMs = ANSWER_WITHIN_MS,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), withinMs);
  });
  try {
    return await Promise.race([call, late]);
  } catch (error) {
    throw new QueueUnavailable("The queue cannot be reached", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
