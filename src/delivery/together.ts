/** How items share calls. */
export interface Sharing<Item> {
  /** Calls under way at once, at most. */
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
 * A call that takes longer than this, ms, is held up, by a lane that another process has locked or by the disk: the
 * others do not wait for it any more.
 */
const HELD_UP_MS = 15;

/**
 * Hands items over together: those that arrive while a call is under way share the next one, the longest waiting
 * first. A quiet moment waits for nobody. Each item settles by its own result.
 */
export function together<Item, Result>(
  handOver: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  { underWay, largest, laneOf }: Sharing<Item>,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  /** Calls under way, and those of them that are not held up. */
  let running = 0;
  let prompt = 0;

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

  /** Resolves when the call has ended; one that is held up lets the next one go before. */
  async function follow(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    let isPrompt = true;
    const endPromptness = () => {
      if (isPrompt) prompt -= 1;
      isPrompt = false;
      goOn();
    };
    running += 1;
    prompt += 1;
    const held = setTimeout(endPromptness, HELD_UP_MS);
    await call(batch);
    clearTimeout(held);
    running -= 1;
    endPromptness();
  }

  function goOn(): void {
    while (prompt === 0 && running < underWay && waiting.length > 0) void follow(next());
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      goOn();
    });
}
