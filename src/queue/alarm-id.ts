import { ALARMS, type AlarmName } from "./alarm-clock.ts";

/**
 * The job of an alarm: one for each kind and second, so that a thousand timers of one second ring once.
 * The second is always after `nowMs`: an alarm that is set while its second is ringing would be taken
 * for a repeat of the one that rings, and be lost.
 */
export function alarmJob(alarm: AlarmName, nowMs: number, inMs: number) {
  const second = Math.floor((nowMs + Math.max(0, inMs)) / 1_000) + 1;
  return { name: alarm, id: `${alarm}-${second}`, delayMs: second * 1_000 - nowMs };
}

/** The alarm a job stands for; undefined for a job of a later version, which this one leaves to the sweep. */
export function alarmOf(name: string): AlarmName | undefined {
  return ALARMS.find((alarm) => alarm === name);
}
