import type { Event } from "../../src/engine/event.ts";
import { newId } from "../../src/store/new-id.ts";
import type { Store } from "../../src/store/store.ts";
import type { TurnCommit } from "../../src/store/turns/turn-commit.ts";

/** A store that takes an event again although it was taken before; a repeat gets a key of its own. */
export function withoutDedupe(store: Store): Store {
  const repeats = new Set<Event>();
  const forgetful = (turn: TurnCommit): TurnCommit => {
    const { event } = turn;
    if (!event || !repeats.has(event)) return turn;
    return { ...turn, event: { ...event, deliveryKey: newId(), contentKey: undefined } };
  };
  return {
    ...store,
    turns: {
      ...store.turns,
      async loadAll(events) {
        const all = await store.turns.loadAll(events);
        return all.map((loaded, at) => {
          if (loaded instanceof Error) return loaded;
          const event = events[at];
          if (event && loaded.seen) repeats.add(event);
          return { ...loaded, seen: false };
        });
      },
      commit: (turns) => store.turns.commit(turns.map(forgetful)),
      commitWithEffects: (loaded, work) =>
        store.turns.commitWithEffects(loaded, async (...at) => forgetful(await work(...at))),
      commitSharing: (turns) =>
        store.turns.commitSharing(
          turns.map(({ loaded, work }) => ({
            loaded,
            work: async (...at) => forgetful(await work(...at)),
          })),
        ),
    },
  };
}

/** A store that commits a turn although its lane was moved meanwhile, over what the other turn left there. */
export function withoutCompareAndSet(store: Store): Store {
  const again = async (turn: TurnCommit): Promise<TurnCommit> => {
    const { event, loaded } = turn;
    if (!event) return turn;
    const { revision, introduces } = await store.turns.load(event);
    return { ...turn, loaded: { ...loaded, revision, introduces } };
  };
  return {
    ...store,
    turns: {
      ...store.turns,
      async commit(turns) {
        let results = await store.turns.commit(turns);
        for (let tries = 0; results.includes("stale") && tries < 10; tries++) {
          results = await store.turns.commit(await Promise.all(turns.map(again)));
        }
        return results;
      },
    },
  };
}
