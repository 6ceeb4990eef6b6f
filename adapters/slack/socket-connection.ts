import { channel } from "node:diagnostics_channel";
import { SocketModeReceiver, type SocketModeReceiverOptions, type webApi } from "@slack/bolt";
import { z } from "zod";
import type { Delivery } from "./incoming.ts";
import { QUIET } from "./quiet-logger.ts";

/** How a connection gets through a proxy; undici's dispatcher. */
export type SocketDispatcher = NonNullable<SocketModeReceiverOptions["dispatcher"]>;

/** What a connection is opened with. */
export interface SocketConnectionOptions {
  readonly appToken: string;
  readonly web: webApi.WebClientOptions;
  readonly dispatcher: SocketDispatcher | undefined;
  /** The answer for one envelope; a rejection leaves it unacknowledged, so that Slack delivers it again. */
  readonly handle: (delivery: Delivery) => Promise<object | undefined>;
  /** Pings of our own that may stay unanswered for so long, ms. */
  readonly pongWithinMs: number;
}

/** One WebSocket to Slack, good until it ends; the supervisor opens the next. */
export interface SocketConnection {
  /** Rejects with the SDK's error when Slack does not let us in. */
  open(): Promise<void>;
  /** Resolves when the connection is over, whoever ended it. */
  readonly ended: Promise<void>;
  /** When anything was last heard: a frame or a ping. ms of the process clock. */
  lastHeard(): number;
  close(): void;
}

const envelope = z.object({
  type: z.enum(["events_api", "interactive", "slash_commands"]),
  body: z.unknown(),
  ack: z.custom<(response?: object) => Promise<void>>((value) => typeof value === "function"),
});

const PINGS = "undici:websocket:ping";

export function createSocketConnection(options: SocketConnectionOptions): SocketConnection {
  const { client } = new SocketModeReceiver({
    appToken: options.appToken,
    // Reconnecting is the supervisor's: the SDK waits five seconds, and gives up on some errors.
    autoReconnectEnabled: false,
    clientPingTimeout: options.pongWithinMs,
    installerOptions: { clientOptions: options.web },
    logger: QUIET,
    ...(options.dispatcher ? { dispatcher: options.dispatcher } : {}),
  });
  let heard = performance.now();
  const hear = () => {
    heard = performance.now();
  };
  const pings = channel(PINGS);
  pings.subscribe(hear);
  client.on("ws_message", hear);
  client.on("slack_event", (given: unknown) => void answer(options, given));
  const ended = new Promise<void>((resolve) => {
    client.on("disconnected", () => {
      pings.unsubscribe(hear);
      resolve();
    });
  });
  return {
    ended,
    lastHeard: () => heard,
    async open() {
      await client.start();
      hear();
    },
    close() {
      pings.unsubscribe(hear);
      client.disconnect().catch(() => undefined);
    },
  };
}

/** Acknowledges an envelope once it is taken; on a closed socket Slack delivers again, without effect. */
async function answer({ handle }: SocketConnectionOptions, given: unknown): Promise<void> {
  const read = envelope.safeParse(given);
  if (!read.success) return;
  const { type, body, ack } = read.data;
  try {
    await ack(await handle({ type, body }));
  } catch {
    // `handle` has reported why; without an acknowledgement the envelope comes again.
  }
}
