/**
 * Hands items over together: while one call is under way the items that come in wait for the next, so that a busy
 * moment costs few calls and a quiet one no delay. Each item's promise settles as its call does.
 */
export function gather<Item, Result>(
  handOver: (items: readonly Item[]) => Promise<Result>,
): (item: Item) => Promise<Result> {
  let waiting: Item[] = [];
  let next: Promise<Result> | undefined;
  let current: Promise<unknown> = Promise.resolve();

  return (item) => {
    waiting.push(item);
    if (next) return next;
    const started = current.then(() => {
      const items = waiting;
      waiting = [];
      next = undefined;
      const call = handOver(items);
      current = call.catch(() => undefined);
      return call;
    });
    next = started;
    return started;
  };
}
