import { createHmac } from "node:crypto";
import type { SocketServer } from "./socket-server.ts";

/** One delivery and every try of it. */
export interface Delivered {
  readonly type: "events_api" | "interactive" | "slash_commands";
  readonly payload: object;
  /** The status of each try over HTTP, or 200 for an acknowledged envelope and 0 for none in time. */
  readonly tries: number[];
  /** What the last try answered. */
  answer?: unknown;
}

export interface SenderOptions {
  readonly signingSecret: string;
  /** Where events are posted; none = over the socket. */
  readonly eventsUrl: () => string | undefined;
  readonly socket: SocketServer;
  /** Waits before each repeat, ms: Slack's own ladder is at once, 1 min, 5 min. */
  readonly ladderMs: readonly number[];
  readonly withinMs: number;
  readonly deliveries: Delivered[];
}

/** Sends deliveries as Slack does: signed, within three seconds, repeated when not acknowledged. */
export interface Sender {
  /** Events are repeated; interactions and commands are not. Resolves after the last try. */
  send(type: Delivered["type"], payload: object): Promise<Delivered>;
}

export function createSender(options: SenderOptions): Sender {
  return {
    async send(type, payload) {
      const delivered: Delivered = { type, payload, tries: [] };
      options.deliveries.push(delivered);
      const waits = type === "events_api" ? [undefined, ...options.ladderMs] : [undefined];
      for (const [retry, waitMs] of waits.entries()) {
        if (waitMs !== undefined) await new Promise((resolve) => setTimeout(resolve, waitMs));
        const status = await tryOnce(options, delivered, retry);
        delivered.tries.push(status);
        if (status >= 200 && status < 300) break;
      }
      return delivered;
    },
  };
}

async function tryOnce(
  options: SenderOptions,
  delivered: Delivered,
  retry: number,
): Promise<number> {
  const url = options.eventsUrl();
  if (url !== undefined) return post(options, url, delivered, retry);
  const { type, payload } = delivered;
  const answered = await options.socket.deliver(type, payload, retry, options.withinMs);
  delivered.answer = answered?.payload;
  return answered ? 200 : 0;
}

async function post(
  { signingSecret, withinMs }: SenderOptions,
  url: string,
  delivered: Delivered,
  retry: number,
): Promise<number> {
  const { body, contentType } = bodyOf(delivered);
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: {
        "content-type": contentType,
        ...signatureOf(body, signingSecret),
        ...(retry > 0
          ? { "x-slack-retry-num": String(retry), "x-slack-retry-reason": "http_error" }
          : {}),
      },
      signal: AbortSignal.timeout(withinMs),
    });
    const text = await response.text();
    delivered.answer = text === "" ? undefined : JSON.parse(text);
    return response.status;
  } catch {
    return 0;
  }
}

function bodyOf({ type, payload }: Delivered): {
  readonly body: string;
  readonly contentType: string;
} {
  if (type === "events_api") {
    return { body: JSON.stringify(payload), contentType: "application/json" };
  }
  const form =
    type === "interactive"
      ? new URLSearchParams({ payload: JSON.stringify(payload) })
      : new URLSearchParams(
          Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]),
        );
  return { body: form.toString(), contentType: "application/x-www-form-urlencoded" };
}

/** The headers Slack signs a body with. */
export function signatureOf(
  body: string | Uint8Array,
  secret: string,
  seconds = Math.floor(Date.now() / 1000),
) {
  const digest = createHmac("sha256", secret).update(`v0:${seconds}:`).update(body).digest("hex");
  return {
    "x-slack-request-timestamp": String(seconds),
    "x-slack-signature": `v0=${digest}`,
  };
}
