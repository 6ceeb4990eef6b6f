import type { Hono } from "hono";
import type { Adapter, TokenOf } from "../../src/engine/adapter.ts";
import { type Allowance, createLimiter } from "../../src/engine/limiter.ts";
import type { Localized } from "../../src/i18n/locale.ts";
import { CAPABILITIES } from "./capabilities.ts";
import { createFetchFile } from "./fetch-file.ts";
import { createHub } from "./hub.ts";
import { createInbox } from "./inbox.ts";
import type { AdapterLog } from "./log.ts";
import { MEMBERS, type Member } from "./members.ts";
import { webMessages } from "./messages.ts";
import type { PlaygroundMessages } from "./messages-port.ts";
import { sendMessage } from "./outbox.ts";
import { retractMessage } from "./retract.ts";
import { createSessions } from "./session.ts";
import { directSpaceOf } from "./spaces.ts";
import { createTransport } from "./transport.ts";

/** How fast one member may act and read; the playground needs no more. */
export interface WebLimits {
  readonly actions: Allowance;
  readonly reads: Allowance;
  readonly files: Allowance;
}

const LIMITS: WebLimits = {
  actions: { burst: 40, perSecond: 10 },
  reads: { burst: 200, perSecond: 50 },
  files: { burst: 10, perSecond: 0.5 },
};

/** What the playground is made of. */
export interface WebAdapterOptions {
  readonly installation: string;
  readonly messages: PlaygroundMessages;
  readonly tokenOf: TokenOf;
  /** Signs members' sessions; at least 32 characters, the same in every process. */
  readonly secret: string;
  readonly members?: readonly Member[] | undefined;
  readonly botName?: Localized | undefined;
  /** Host names the page is reached under besides loopback, without ports. */
  readonly allowedHosts?: readonly string[] | undefined;
  readonly limits?: Partial<WebLimits> | undefined;
  /** The clock, ms UTC. */
  readonly now?: (() => number) | undefined;
  readonly log: AdapterLog;
}

/** The browser playground: an adapter, and the routes to be mounted at "/". */
export interface WebAdapter extends Adapter {
  readonly app: Hono;
}

/** The playground is its own chat platform: it keeps the messages, and is the bot's way in and out. */
export function createWebAdapter(options: WebAdapterOptions): WebAdapter {
  const { installation, messages, tokenOf, secret, log } = options;
  const { members = MEMBERS, botName = webMessages.botName, now = Date.now } = options;
  const limits = { ...LIMITS, ...options.limits };
  const hub = createHub(tokenOf, now);
  const inbox = createInbox({ installation, messages, members, now, log });
  const app = createTransport({
    messages,
    tokenOf,
    botName,
    members,
    inbox,
    hub,
    log,
    sessions: createSessions(secret, members, now),
    allowedHosts: options.allowedHosts ?? [],
    actions: createLimiter(limits.actions, now),
    reads: createLimiter(limits.reads, now),
    files: createLimiter(limits.files, now),
  });
  let unsubscribe: (() => void) | undefined;
  return {
    platform: "web",
    installation,
    app,
    capabilities: ({ kind }) => CAPABILITIES[kind],
    directSpace: async (account) =>
      members.some(({ id }) => id === account) ? directSpaceOf(account) : undefined,
    async start(receive) {
      unsubscribe = messages.subscribe((message) => hub.publish(message));
      await inbox.open(receive);
    },
    send: (message) => sendMessage({ messages, members, tokenOf, log }, message),
    fetchFile: createFetchFile(messages, log),
    retract: (retraction) => retractMessage({ messages, log }, retraction),
    async stop() {
      await inbox.close();
      unsubscribe?.();
      hub.close();
    },
  };
}
export { createPublicChat } from "./public/index.ts";
export { CHAT_LONG_BODIES } from "./public/routes.ts";
export { PLAYGROUND_LONG_BODIES } from "./transport.ts";
