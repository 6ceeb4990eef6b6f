import type { FieldProblem } from "./problems.ts";

/** The most reminders before one event; it may have none. */
const MOST = 5;
/** Minutes before the start. */
const SHORTEST = 15;
const LONGEST = 14 * 1_440;

/** What is wrong with the times of an event's reminders (minutes before the start), by path. */
export function reminderProblems(reminders: readonly number[]): readonly FieldProblem[] {
  return reminders.flatMap((minutes, index): FieldProblem[] => {
    const path = ["reminders", index];
    if (index >= MOST) return index === MOST ? [{ path: ["reminders"], problem: "too_many" }] : [];
    if (minutes < SHORTEST || minutes > LONGEST) return [{ path, problem: "bad_reminder" }];
    return reminders.indexOf(minutes) < index ? [{ path, problem: "same_reminder" }] : [];
  });
}
