import type { Context, Hono } from "hono";
import type { Adapter, TokenOf } from "../../../src/engine/adapter.ts";
import { CAPABILITIES } from "../capabilities.ts";
import { createFetchFile } from "../fetch-file.ts";
import type { AdapterLog } from "../log.ts";
import type { PlaygroundMessages } from "../messages-port.ts";
import { keepMessage } from "../outbox.ts";
import { retractMessage } from "../retract.ts";
import { createPublicInbox } from "./inbox.ts";
import { createGate, PUBLIC_LIMITS, type PublicLimits } from "./limits.ts";
import { createLive } from "./live.ts";
import { createPublicRoutes } from "./routes.ts";
import { createVisitors, spaceOf, visitorOf } from "./visitors.ts";

/** What the public chat is made of. */
export interface PublicChatOptions {
  readonly installation: string;
  readonly messages: PlaygroundMessages;
  readonly tokenOf: TokenOf;
  /** Signs visitors' cookies; at least 32 characters, the same in every process. */
  readonly secret: string;
  /** Where people reach the service, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** Host names the page is reached under besides loopback, without ports. */
  readonly allowedHosts: readonly string[];
  /** The address a request came from. */
  readonly addressOf: (c: Context) => string;
  readonly limits?: Partial<PublicLimits> | undefined;
  /** The clock, ms UTC. */
  readonly now?: (() => number) | undefined;
  readonly log: AdapterLog;
}

/** The public chat: an adapter, and the routes to be mounted at "/". */
export interface PublicChat extends Adapter {
  readonly app: Hono;
}

/**
 * A page anyone may open: one direct chat with the bot for each visitor, whom nobody knows by name and who
 * has no rights. No group and nobody of the playground is to be met there.
 */
export function createPublicChat(options: PublicChatOptions): PublicChat {
  const { installation, messages, tokenOf, log, now = Date.now } = options;
  const live = createLive();
  const inbox = createPublicInbox({ installation, messages, now, log });
  const app = createPublicRoutes({
    ...options,
    inbox,
    live,
    visitors: createVisitors(options.secret),
    gate: createGate({ ...PUBLIC_LIMITS, ...options.limits }, now),
  });
  let unsubscribe: (() => void) | undefined;
  return {
    platform: "web",
    installation,
    app,
    capabilities: ({ kind }) => CAPABILITIES[kind],
    directSpace: async (account) => spaceOf(account),
    async start(receive) {
      unsubscribe = messages.subscribe((message) => live.publish(message));
      await inbox.open(receive);
    },
    async send(message) {
      if (visitorOf(message.space.platformId) === undefined) {
        return { kind: "unreachable", reason: "no such chat" };
      }
      return keepMessage({ messages, tokenOf, log }, message);
    },
    fetchFile: createFetchFile(messages, log),
    retract: (retraction) => retractMessage({ messages, log }, retraction),
    async stop() {
      await inbox.close();
      unsubscribe?.();
      live.close();
    },
  };
}
