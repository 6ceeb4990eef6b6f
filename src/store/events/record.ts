import type { Json } from "../../engine/terms.ts";
import type { EventState } from "../schema/events.ts";
import type { Room } from "./places.ts";
import type { EventView, QuestionView, QuotaView, Texts } from "./views.ts";

/** A session to be written. Times are ms UTC. */
export interface PlannedSession {
  readonly occurrence: string;
  readonly key: string;
  readonly title: Texts | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly opensAt: number | null;
  readonly closesAt: number;
  readonly rooms: readonly (Pick<Room, "quota"> & {
    readonly capacity: number;
    readonly waitlist: number | null;
  })[];
}

/** An event to be written. */
export interface EventRecord
  extends Pick<
    EventView,
    | "code"
    | "kind"
    | "title"
    | "description"
    | "place"
    | "bring"
    | "zone"
    | "approval"
    | "guests"
    | "reminders"
  > {
  readonly state: EventState;
  /** All of it as it was written down: equal plans are the same event. */
  readonly plan: Json;
  readonly questions: readonly QuestionView[];
  readonly quotas: readonly QuotaView[];
  readonly sessions: readonly PlannedSession[];
}
