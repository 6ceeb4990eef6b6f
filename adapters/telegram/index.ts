import type { Adapter, TokenOf } from "../../src/engine/adapter.ts";
import { createCallHistory } from "./call-history.ts";
import { CAPABILITIES } from "./capabilities.ts";
import { createClient } from "./client.ts";
import { createFetchFile } from "./fetch-file.ts";
import { createIntake } from "./intake.ts";
import { createKeptPictures } from "./kept-pictures.ts";
import type { AdapterLog } from "./log.ts";
import { createOpening } from "./opening.ts";
import type { OutboxServices } from "./outbox.ts";
import { createPolling, type PollerLock } from "./polling.ts";
import { wayOf } from "./registration.ts";
import { retractMessage } from "./retract.ts";
import { sendMessage } from "./send.ts";
import { createStanding } from "./standing.ts";
import type { PostJson } from "./straight-calls.ts";
import { createHeldTaps } from "./taps.ts";
import { createWebhook, type Webhook } from "./webhook.ts";

/** What the adapter is made of. */
export interface TelegramAdapterOptions {
  /** Our id of the installation. */
  readonly installation: string;
  readonly token: string;
  /** Without a slash at its end; Telegram's own when there is none. */
  readonly apiRoot: string | undefined;
  /** Set: updates come by webhook, and carry it. Not set: they are fetched. */
  readonly webhookSecret: string | undefined;
  /** Where the service is reached from outside, without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** Where updates are delivered, below that address; `/telegram` when not given. */
  readonly webhookPath?: string | undefined;
  /** How the operator gives another token; by the environment when not given. */
  readonly renewal?: string | undefined;
  /** Makes requests, through a proxy where one is set. */
  readonly fetch: (address: string, request?: RequestInit) => Promise<Response>;
  /** Opens a shorter way to a server, for all calls that carry no file. */
  readonly openPost?: ((root: string) => PostJson) | undefined;
  readonly tokenOf: TokenOf;
  /** The words after a slash that the bot knows, such as "ask". */
  readonly commands: ReadonlySet<string>;
  /** Waits until this process alone may fetch updates; undefined when the signal ends the waiting. */
  readonly pollerLock: (signal: AbortSignal) => Promise<PollerLock | undefined>;
  /** The rest between two calls to one chat, ms; Telegram's one a second when not given. */
  readonly chatEveryMs?: number | undefined;
  /** An update was no event; why, in a word. */
  readonly onNothing?: ((why: string) => void) | undefined;
  /** How polling waits; tests are more impatient. */
  readonly polling?: Partial<typeof POLLING> | undefined;
  /** The clock, ms UTC. */
  readonly now?: (() => number) | undefined;
  readonly log: AdapterLog;
}

/** Telegram: an adapter, and with a webhook the route Telegram delivers to. */
export interface TelegramAdapter extends Adapter {
  readonly webhook: Webhook | undefined;
}

const CHAT_EVERY_MS = 1_000;
const POLLING = { holdSeconds: 50, firstMs: 1_000, longestMs: 30_000 };

export function createTelegramAdapter(options: TelegramAdapterOptions): TelegramAdapter {
  const { installation, log, now = Date.now } = options;
  const client = createClient(options);
  const standing = createStanding(client, options.renewal);
  const taps = createHeldTaps();
  const history = createCallHistory(options.chatEveryMs ?? CHAT_EVERY_MS);
  const intake = createIntake({
    installation,
    client,
    standing,
    taps,
    history,
    now,
    onNothing: options.onNothing ?? (() => undefined),
    log,
  });
  const { holdSeconds, firstMs, longestMs } = { ...POLLING, ...options.polling };
  const backOff = { firstMs, longestMs };
  const polling = createPolling({
    client,
    intake,
    standing,
    lock: options.pollerLock,
    holdSeconds,
    backOff,
    log,
  });
  const way = wayOf(options);
  const { commands } = options;
  const opening = createOpening({ client, standing, way, polling, commands, backOff, log });
  const outbox: OutboxServices = {
    client,
    standing,
    taps,
    history,
    tokenOf: options.tokenOf,
    commands,
    publicUrl: options.publicUrl,
    now,
    begun: new Map(),
    pictures: createKeptPictures(),
    log,
  };
  return {
    platform: "telegram",
    installation,
    webhook: way.kind === "webhook" ? createWebhook({ intake, ...way, log }) : undefined,
    capabilities: ({ kind }) => CAPABILITIES[kind],
    // A direct chat has the id of the account.
    directSpace: async (account) => (/^\d+$/.test(account) ? account : undefined),
    trouble: () => standing.trouble(),
    async start(receive) {
      intake.open(receive);
      opening.start();
    },
    send: (message) => sendMessage(outbox, message),
    fetchFile: createFetchFile(client, options),
    retract: (retraction) => retractMessage(outbox, retraction),
    async stop() {
      await opening.stop();
      await intake.close();
    },
  };
}
export { checkUp, identify } from "./checkup.ts";
export { botIdOf } from "./identity.ts";
