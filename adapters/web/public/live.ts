import type { PlaygroundMessage } from "../messages-port.ts";

/** Who waits for news of a visitor's chat: open pages, and requests that would like to show the answer. */
export interface Live {
  /** A stream of server-sent events, each the id of a message, beginning with the newest; undefined when too many are open. */
  open(space: string, newest: string | undefined): ReadableStream<Uint8Array> | undefined;
  /** Resolves when the bot says something in a chat, or after so many ms. */
  nextSaid(space: string, withinMs: number): { readonly said: Promise<void>; cancel(): void };
  publish(message: PlaygroundMessage): void;
  close(): void;
}

const HEARTBEAT_MS = 15_000;
const MOST_PER_VISITOR = 4;
const MOST_STREAMS = 1_000;
const MOST_WAITING_BYTES = 16_000;

type Controller = ReadableStreamDefaultController<Uint8Array>;
type Listener = (message: PlaygroundMessage) => void;

/** Nobody but a chat's own visitor gets to hear of it: a stream is opened for one chat. */
export function createLive(): Live {
  const listeners = new Map<string, Set<Listener>>();
  const streams = new Map<Controller, { readonly space: string; readonly unlisten: () => void }>();
  const encoder = new TextEncoder();
  let closed = false;

  function listen(space: string, listener: Listener): () => void {
    const own = listeners.get(space) ?? new Set();
    listeners.set(space, own.add(listener));
    return () => {
      own.delete(listener);
      if (own.size === 0) listeners.delete(space);
    };
  }

  const heart = setInterval(() => {
    for (const controller of streams.keys()) write(controller, ": alive\n\n");
  }, HEARTBEAT_MS);
  heart.unref();

  function write(controller: Controller, text: string): void {
    controller.enqueue(encoder.encode(text));
    // A browser that stopped reading comes back by itself.
    if ((controller.desiredSize ?? 0) < 0) end(controller);
  }

  function end(controller: Controller): void {
    if (forget(controller)) controller.close();
  }

  function forget(controller: Controller): boolean {
    streams.get(controller)?.unlisten();
    return streams.delete(controller);
  }

  return {
    open(space, newest) {
      const own = [...streams.values()].filter((each) => each.space === space);
      if (closed || own.length >= MOST_PER_VISITOR || streams.size >= MOST_STREAMS) {
        return undefined;
      }
      let opened: Controller | undefined;
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            opened = controller;
            const unlisten = listen(space, ({ id }) => write(controller, newsOf(id)));
            streams.set(controller, { space, unlisten });
            write(controller, "retry: 5000\n\n");
            if (newest !== undefined) write(controller, newsOf(newest));
          },
          cancel() {
            if (opened) forget(opened);
          },
        },
        new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING_BYTES }),
      );
    },
    nextSaid(space, withinMs) {
      let cancel: () => void = () => undefined;
      const said = new Promise<void>((resolve) => {
        const unlisten = listen(space, ({ author }) => {
          if (author === "bot") cancel();
        });
        const timer = setTimeout(() => cancel(), withinMs);
        cancel = () => {
          unlisten();
          clearTimeout(timer);
          resolve();
        };
      });
      return { said, cancel: () => cancel() };
    },
    publish(message) {
      for (const listener of [...(listeners.get(message.space) ?? [])]) listener(message);
    },
    close() {
      closed = true;
      clearInterval(heart);
      for (const controller of [...streams.keys()]) end(controller);
    },
  };
}

function newsOf(id: string): string {
  return `data: ${id}\n\n`;
}
