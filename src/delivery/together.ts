/** How items share calls. */
export interface Sharing<Item> {
  /** Calls under way at once. */
  readonly underWay: number;
  /** Items in one call. */
  readonly largest: number;
  /** What only one item of a call may stand for; without it any items may meet. */
  readonly laneOf?: (item: Item) => string;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hands items over together: those that arrive while calls are under way share the next one, the longest waiting
 * first. A quiet moment waits for nobody. Each item settles by its own result.
 */
export function together<Item, Result>(
  handOver: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  { underWay, largest, laneOf }: Sharing<Item>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let running = 0;

  /** The others wait on. */
  function next(): readonly Waiting<Item, Result>[] {
    if (!laneOf) return waiting.splice(0, largest);
    const lanes = new Set<string>();
    const taken: Waiting<Item, Result>[] = [];
    const left: Waiting<Item, Result>[] = [];
    for (const one of waiting) {
      const lane = laneOf(one.item);
      const isTaken = lanes.size < largest && !lanes.has(lane);
      if (isTaken) lanes.add(lane);
      (isTaken ? taken : left).push(one);
    }
    waiting = left;
    return taken;
  }

  async function call(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await handOver(batch.map(({ item }) => item));
      for (const [at, { resolve, reject }] of batch.entries()) {
        const own = results[at] ?? new Error("Nothing is known of one of the items");
        if (own instanceof Error) reject(own);
        else resolve(own);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  function goOn(): void {
    while (running < underWay && waiting.length > 0) {
      running += 1;
      void call(next()).finally(() => {
        running -= 1;
        goOn();
      });
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      goOn();
    });
}
