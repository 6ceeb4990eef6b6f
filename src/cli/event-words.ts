import type { PosterResult } from "../domain/events/change-poster.ts";
import type { CheckInResult } from "../domain/events/results.ts";
import { unreachable } from "../engine/terms.ts";
import { formatMoment, formatTime } from "../i18n/dates.ts";

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
