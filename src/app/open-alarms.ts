import type { Secrets } from "../config.ts";
import { QueueRefused, QueueUnavailable } from "../queue/alarm-clock.ts";
import { type OpenAlarmClock, openAlarmClock } from "../queue/open-alarm-clock.ts";
import { StartError } from "../start-error.ts";
import type { Logger } from "../telemetry/log.ts";

/** Alarms on Redis when there is one, else on the database. */
export async function openAlarms(
  { redisUrl }: Secrets,
  databaseUrl: string,
  log: Logger,
): Promise<OpenAlarmClock> {
  const location =
    redisUrl === undefined
      ? ({ kind: "postgres", url: databaseUrl } as const)
      : ({ kind: "redis", url: redisUrl } as const);
  try {
    return await openAlarmClock({ location, log: log.child({ room: "queue" }) });
  } catch (error) {
    const isForTheOperator = error instanceof QueueRefused || error instanceof QueueUnavailable;
    throw isForTheOperator ? new StartError(error.message, { cause: error }) : error;
  }
}
