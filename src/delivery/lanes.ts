/** Runs tasks of one lane one after the other, tasks of different lanes side by side. */
export interface Lanes {
  /** Queues a task behind the lane's earlier ones; settles as the task does. */
  run<Result>(lane: string, task: () => Promise<Result>): Promise<Result>;
  /** Resolves once nothing is queued or running. */
  idle(): Promise<void>;
}

/** A promise chain per lane. It orders turns inside this process only; the lane's revision guards against others. */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();

  function run<Result>(lane: string, task: () => Promise<Result>): Promise<Result> {
    const before = tails.get(lane) ?? Promise.resolve();
    const mine = before.then(task, task);
    const tail = mine.catch(() => undefined);
    tails.set(lane, tail);
    // The last task out clears the lane, so that the map holds only busy lanes.
    void tail.then(() => {
      if (tails.get(lane) === tail) tails.delete(lane);
    });
    return mine;
  }

  async function idle(): Promise<void> {
    while (tails.size > 0) await Promise.all(tails.values());
  }

  return { run, idle };
}
