/** What can be due. An alarm only says "look now": what is due stands in the database, by its clock. */
export const ALARMS = ["timers", "reminders"] as const;
export type AlarmName = (typeof ALARMS)[number];

/** Called when an alarm rings; rejecting loses nothing, since the next sweep finds what is still due. */
export type Ring = (alarm: AlarmName) => Promise<void>;

/**
 * Wakes one process when something comes due. Never the only copy of anything: an alarm may be lost, ring twice
 * or ring early, and the rows it stands for are claimed all the same.
 */
export interface AlarmClock {
  /**
   * Rings in the second after `inMs` ms at the latest; setting it again for the same second changes nothing.
   * Rejects with `QueueUnavailable`.
   */
  set(alarm: AlarmName, inMs: number): Promise<void>;
  /** From now on alarms ring here, each in one process only. */
  answer(ring: Ring): Promise<void>;
  /** Rejects with `QueueUnavailable` when alarms cannot be set. */
  ping(): Promise<void>;
  /** Lets the ringing alarms finish, takes no more. */
  close(): Promise<void>;
}

/** The queue cannot be reached: try again later; the sweep does the work meanwhile. */
export class QueueUnavailable extends Error {
  override readonly name = "QueueUnavailable";
}

/** The queue's server is there but must not be used as it is; the message says what to change. */
export class QueueRefused extends Error {
  override readonly name = "QueueRefused";
}

/** The few things the queue reports. */
export interface QueueLog {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}
