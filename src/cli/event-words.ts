import type { PosterResult } from "../domain/events/change-poster.ts";
import type { CheckInResult, EventProblem, ProblemKind } from "../domain/events/results.ts";
import { unreachable } from "../engine/terms.ts";
import { formatMoment, formatTime } from "../i18n/dates.ts";

const PROBLEMS: Readonly<Record<ProblemKind, string>> = {
  unreadable: "cannot be read: YAML without aliases, or JSON, with a list of events is expected",
  missing: "is missing",
  invalid: "is not what this field holds",
  unknown_field: "is not a field of an event",
  bad_time:
    "is not a time: write 2026-12-03 19:00, or -3d 10:00 before the start, start+1d 00:30 after it",
  ends_before_start: "is not after the beginning",
  unknown_zone: "is not a time zone: write Asia/Shanghai",
  capacity_too_small: "must be 1 or more",
  quota_too_large: "is more than the capacity leaves",
  duplicate_code: "stands in this file already; the first one counts",
  duplicate_id: "stands here already",
  unknown_question: "names no question and option of this event",
  bad_repetition: "is not a rule that can be read: write FREQ=WEEKLY;BYDAY=TU",
  bad_reminder: "is not 15 minutes to 14 days before the start: write 1d, 3h or 30m",
  same_reminder: "is at the same time as another one",
  too_many: "is more than is allowed here",
  in_use: "cannot be left out: people have seats there",
  below_taken: "is fewer than the places people have or were offered",
};

/** One line that says where the mistake is and what is expected. */
export function sayProblem({ line, code, field, problem }: EventProblem, file: string): string {
  const where = line === null ? file : `${file}:${line}`;
  const what = [code, field].filter((part) => part !== null && part !== "").join(" ");
  if (what === "" && problem === "invalid") return `${where}: the entry is no event`;
  return `${where}: ${what === "" ? "the file" : what} ${PROBLEMS[problem]}`;
}

/** What keeping the door came to, in one line. */
export function sayCheckIn(result: CheckInResult, zone: string): string {
  switch (result.kind) {
    case "checked_in":
      return `checked in${result.places > 1 ? `, ${result.places} people` : ""}`;
    case "already_in":
      return `already in at ${formatTime(result.at, zone)}`;
    case "wrong_day":
      return `wrong day: this pass is for ${formatMoment(result.startsAt, result.zone, "en")}`;
    case "given_up":
      return "this seat was given up";
    case "no_seat":
      return `no seat yet: ${result.state}`;
    case "wrong_code":
      return "the code on the screen is another one by now";
    case "cancelled":
      return "this event is cancelled";
    case "not_found":
      return "no such event or pass";
    case "not_staff":
      return "only staff keep the door";
    default:
      return unreachable(result, "result of a check-in");
  }
}

/** What changing a poster came to, in one line that says what to do next. */
export function sayPoster(result: PosterResult): string {
  switch (result.kind) {
    case "changed":
      return `${result.code} has this poster now`;
    case "removed":
      return `${result.code} has no poster any more`;
    case "unchanged":
      return `${result.code} has no poster`;
    case "empty":
      return "the file is empty; give a JPEG or PNG";
    case "too_large":
      return "the file is larger than 5 MB; save the picture smaller";
    case "wrong_kind":
      return "the file is no JPEG or PNG that can be read; save the picture as one of these";
    case "wrong_size":
      return "the picture must have 100 pixels or more on each side, 10,000 at most on both together, and be at most 5 times as long as wide";
    case "not_found":
      return "no such event; “events list” shows all of them";
    case "not_staff":
      return "only staff change posters";
    default:
      return unreachable(result, "result of changing a poster");
  }
}
