import { decode } from "./decode.ts";
import { failureOf, fieldsOf } from "./failure.ts";
import { type Delivery, type FindTeam, UnreadableDelivery } from "./incoming.ts";
import { type Intake, NotOpen } from "./intake.ts";
import type { AdapterLog } from "./log.ts";
import { createSocketConnection, type SocketConnectionOptions } from "./socket-connection.ts";
import { troubleOf } from "./standing.ts";

/** How long the supervisor waits for what; ms. */
export interface SocketTiming {
  /** Nothing heard for so long, not even a ping: the socket only looks alive. Slack pings every few seconds. */
  readonly silentMs: number;
  /** Our own pings must be answered within. */
  readonly pongWithinMs: number;
  /** The first wait after a failure; it doubles up to the longest. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const SOCKET_TIMING: SocketTiming = {
  silentMs: 120_000,
  pongWithinMs: 10_000,
  firstWaitMs: 500,
  longestWaitMs: 30_000,
};

export interface SocketModeParts
  extends Pick<SocketConnectionOptions, "appToken" | "web" | "dispatcher"> {
  readonly findTeam: FindTeam;
  readonly intake: Intake;
  readonly now: () => number;
  readonly log: AdapterLog;
  readonly timing: SocketTiming;
}

/** Deliveries over a WebSocket that we open: no public address is needed. */
export interface SocketMode {
  start(): void;
  /** Why nothing comes in now; undefined when the socket is up. */
  trouble(): string | undefined;
  stop(): Promise<void>;
}

/** Keeps one connection up: replaced at once when Slack recycles it, after a growing wait when it fails. */
export function createSocketMode(parts: SocketModeParts): SocketMode {
  const { log, timing } = parts;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let trouble: string | undefined = "Slack's socket is not open yet";

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const lasted = await connectOnce();
      failures = lasted ? 0 : failures + 1;
      if (failures > 0) {
        const waitMs = Math.min(timing.firstWaitMs * 2 ** (failures - 1), timing.longestWaitMs);
        await pause(waitMs, stopping.signal);
      }
    }
  }

  /** Whether a connection came about; resolves when it is over. */
  async function connectOnce(): Promise<boolean> {
    const connection = createSocketConnection({
      ...parts,
      pongWithinMs: timing.pongWithinMs,
      handle: (delivery) => handle(parts, delivery),
    });
    const over = new AbortController();
    const closeOnStop = () => connection.close();
    stopping.signal.addEventListener("abort", closeOnStop);
    try {
      await connection.open();
      trouble = undefined;
      await Promise.race([connection.ended, silence(connection.lastHeard, over.signal)]);
      if (!stopping.signal.aborted) trouble = "Slack's socket is being opened again";
      return true;
    } catch (error) {
      if (stopping.signal.aborted) return false;
      const failure = failureOf(error ?? new Error("closed before it opened"));
      trouble = `${troubleOf(failure)}; SLACK_APP_TOKEN must be an app-level token with connections:write`;
      log.warn(fieldsOf(failure), "Slack's socket could not be opened; trying again");
      return false;
    } finally {
      stopping.signal.removeEventListener("abort", closeOnStop);
      over.abort();
      connection.close();
    }
  }

  /** Resolves when nothing was heard for too long, or with the connection or the service over. */
  async function silence(lastHeard: () => number, over: AbortSignal): Promise<void> {
    const ended = AbortSignal.any([stopping.signal, over]);
    while (!ended.aborted) {
      const leftMs = timing.silentMs - (performance.now() - lastHeard());
      if (leftMs <= 0) {
        log.warn({ afterMs: timing.silentMs }, "Slack's socket fell silent; opening another");
        return;
      }
      await pause(leftMs, ended);
    }
  }

  return {
    trouble: () => trouble,
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** What cannot be read is acknowledged all the same: it would be no different the next time. */
async function handle(
  { intake, findTeam, now, log }: SocketModeParts,
  delivery: Delivery,
): Promise<object | undefined> {
  try {
    return await intake.take(decode(delivery, findTeam, now()));
  } catch (error) {
    if (error instanceof UnreadableDelivery) {
      log.warn({ request: delivery.type }, "a delivery could not be read");
      return undefined;
    }
    if (!(error instanceof NotOpen)) log.warn({ err: error }, "a delivery was not taken");
    throw error;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
