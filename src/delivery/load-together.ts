import type { Event } from "../engine/event.ts";
import type { LoadedTurn } from "../store/turns/loaded.ts";

type LoadTurns = (events: readonly Event[]) => Promise<readonly (LoadedTurn | Error)[]>;

/** Statements under way at once. */
const UNDER_WAY = 2;
/** Events in one statement. */
const LARGEST = 64;

interface Waiting {
  readonly event: Event;
  readonly resolve: (loaded: LoadedTurn) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Loads turns together: events that arrive while statements are under way share the next one. A quiet moment
 * waits for nobody. Each statement begins after its events arrived, so none sees a lane as it was before.
 */
export function loadTogether(load: LoadTurns): (event: Event) => Promise<LoadedTurn> {
  const waiting: Waiting[] = [];
  let running = 0;

  async function loadBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await load(batch.map(({ event }) => event));
      for (const [at, { resolve, reject }] of batch.entries()) {
        const own = results[at] ?? new Error("An event was not loaded");
        if (own instanceof Error) reject(own);
        else resolve(own);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  function goOn(): void {
    while (running < UNDER_WAY && waiting.length > 0) {
      running += 1;
      void loadBatch(waiting.splice(0, LARGEST)).finally(() => {
        running -= 1;
        goOn();
      });
    }
  }

  return (event) =>
    new Promise((resolve, reject) => {
      waiting.push({ event, resolve, reject });
      goOn();
    });
}
