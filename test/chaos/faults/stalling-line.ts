import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A line to a database on which everything stands still for a while, again and again. */
export interface StallingLine {
  readonly url: string;
  /** Stalls at random from now on. */
  stall(): void;
  stalls(): number;
  close(): Promise<void>;
}

export interface Stalling {
  readonly forMs: number;
  /** From the end of one to the start of the next: random, so long on average. */
  readonly everyMs: number;
  /** 0 to 1. */
  readonly chance: () => number;
}

export async function openStallingLine(
  databaseUrl: string,
  { forMs, everyMs, chance }: Stalling,
): Promise<StallingLine> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let isStalled = false;
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (part) => to.write(part));
      from.on("error", () => from.destroy());
      from.once("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      if (isStalled) from.pause();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;

  function next(): void {
    timer = setTimeout(
      () => {
        isStalled = true;
        count += 1;
        for (const socket of sockets) socket.pause();
        timer = setTimeout(() => {
          isStalled = false;
          for (const socket of sockets) socket.resume();
          next();
        }, forMs);
      },
      2 * everyMs * chance(),
    );
  }

  return {
    url: url.href,
    stall: next,
    stalls: () => count,
    async close() {
      clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
