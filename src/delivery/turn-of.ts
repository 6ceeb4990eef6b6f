import type { Event } from "../engine/event.ts";
import { EMPTY_STATE, type LaneState, laneStateSchema } from "../engine/state.ts";
import type { Actor, Occurrence, Turn } from "../engine/turn.ts";
import { type Locale, localeOfTag } from "../i18n/locale.ts";
import type { LoadedLane, LoadedTurn } from "../store/turns/loaded.ts";
import type { Tokens } from "./tokens.ts";

/** The lane's state, or the empty one for a lane nobody has used. */
export function stateOf(lane: LoadedLane): LaneState {
  return lane.state === undefined ? EMPTY_STATE : laneStateSchema.parse(lane.state);
}

/** What the engine is told of an event. */
export function turnOfEvent(
  loaded: LoadedTurn,
  event: Event,
  tokens: Tokens,
  fallbackLocale: Locale,
): Turn {
  const { space } = loaded;
  return {
    lane: loaded.lane,
    revision: loaded.revision,
    now: loaded.now,
    at: { space: space.id, ...(event.thread === undefined ? {} : { thread: event.thread }) },
    space: space.kind,
    actor: actorOf(loaded),
    locale: localeOf(loaded) ?? space.locale ?? fallbackLocale,
    occurrence: event.body,
    action: actionOf(event, tokens),
  };
}

function actionOf({ body }: Event, tokens: Tokens): Turn["action"] {
  const token = body.kind === "tap" ? body.token : body.kind === "text" ? body.answers : undefined;
  return token === undefined ? undefined : (tokens.decode(token) ?? "forged");
}

/** What the engine is told of a timer come due; it happens nowhere, so a direct chat stands for the place. */
export function turnOfTimer(
  loaded: LoadedLane,
  occurrence: Extract<Occurrence, { kind: "timer" }>,
  fallbackLocale: Locale,
): Turn {
  return {
    lane: loaded.lane,
    revision: loaded.revision,
    now: loaded.now,
    at: { space: loaded.person?.directSpace ?? loaded.lane },
    space: "direct",
    actor: actorOf(loaded),
    locale: localeOf(loaded) ?? fallbackLocale,
    occurrence,
  };
}

function actorOf({ person }: LoadedLane): Actor | undefined {
  if (!person) return undefined;
  const { id, name, role, desks, consents } = person;
  return { person: id, name, role, desks, consents };
}

function localeOf({ person }: LoadedLane): Locale | undefined {
  return person?.locale ?? localeOfTag(person?.localeTag);
}
