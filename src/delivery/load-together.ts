import type { Event } from "../engine/event.ts";
import type { LoadedTurn } from "../store/turns/loaded.ts";
import { together } from "./together.ts";

type LoadTurns = (events: readonly Event[]) => Promise<readonly (LoadedTurn | Error)[]>;

/** Loads turns together. Each statement begins after its events arrived, so none sees a lane as it was before. */
export function loadTogether(load: LoadTurns): (event: Event) => Promise<LoadedTurn> {
  return together(load, { underWay: 2, largest: 64 });
}
