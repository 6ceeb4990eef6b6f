import { createWebAdapter, PLAYGROUND_LONG_BODIES } from "../adapters/web/index.ts";
import type { Config, Secrets } from "./config.ts";
import type { Console } from "./console/console.ts";
import type { Tokens } from "./delivery/tokens.ts";
import { seedPlayground } from "./demo.ts";
import { seedAnnouncements } from "./demo-announcements.ts";
import { seedCases } from "./demo-cases.ts";
import { seedEvents } from "./demo-events.ts";
import { directPost } from "./direct-post.ts";
import type { Adapter } from "./engine/adapter.ts";
import type { EngineDefinition } from "./engine/definition.ts";
import type { Mount } from "./http/app.ts";
import type { ReadinessCheck } from "./http/readiness.ts";
import type { StraightRoute } from "./http/straight.ts";
import { installedTokens } from "./installed-bots.ts";
import { openPublicChat } from "./open-public-chat.ts";
import { openSlack } from "./open-slack.ts";
import { openTelegram } from "./open-telegram.ts";
import { outgoingFetch } from "./outgoing-fetch.ts";
import { PLAYGROUND } from "./store/playground-installation.ts";
import type { Store } from "./store/store.ts";
import type { Logger } from "./telemetry/log.ts";
import type { Metrics } from "./telemetry/metrics.ts";

/** What adapters are made with. */
export interface AdapterParts {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly masterKeys: readonly Uint8Array[];
  readonly commands: EngineDefinition["commands"];
  /** Lets only signed-in staff in. */
  readonly forStaffOnly: Console["forStaffOnly"];
  readonly metrics: Pick<Metrics, "event">;
  readonly log: Logger;
}

/** A chat platform that is configured: how it talks, and the routes it needs, if any. */
export interface OpenedAdapter {
  readonly name: string;
  readonly adapter: Adapter;
  readonly mount?: Mount | undefined;
  readonly straight?: StraightRoute | undefined;
}

/** The platforms that are configured, and whether each can be used, for `/readyz`. */
export interface OpenedAdapters {
  readonly channels: readonly OpenedAdapter[];
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
}

/**
 * Opens every platform that is configured, and every bot that was added. A platform's library is loaded only
 * then. The playground is for a service without real chats: an added bot closes it, as a token does.
 */
export async function openAdapters(parts: AdapterParts): Promise<OpenedAdapters> {
  const { config, secrets, store } = parts;
  const installed = await installedTokens(store.installations);
  const isAlone = installed.telegram.length === 0 && installed.slack.length === 0;
  const opened: OpenedAdapter[] = [];
  const isOpen = config.playground === "open" && isAlone;
  if (isOpen || config.playground === "sign-in") opened.push(await openPlayground(parts));
  if (config.publicChat) opened.push(await openPublicChat(parts));
  const { httpsProxy } = secrets;
  const request = await outgoingFetch({ httpsProxy, noProxy: config.noProxy });
  // Telegram's calls are small pieces of JSON, one for every answer.
  const openPost = httpsProxy === undefined ? directPost : undefined;
  const way = { fetch: request, openPost };
  opened.push(...(await openTelegram(parts, installed.telegram, way)));
  const slack = await openSlack(parts, installed.slack, request);
  opened.push(...slack.channels);
  return { channels: opened, checks: { ...adapterChecks(opened), ...slack.checks } };
}

function adapterChecks(opened: readonly OpenedAdapter[]): Readonly<Record<string, ReadinessCheck>> {
  const checks = opened.flatMap(({ name, adapter }) =>
    adapter.trouble ? [[name, async () => adapter.trouble?.()] as const] : [],
  );
  return Object.fromEntries(checks);
}

async function openPlayground(parts: AdapterParts): Promise<OpenedAdapter> {
  const { config, store, tokens, masterKeys, log } = parts;
  const installation = await store.installations.ensure("web", PLAYGROUND);
  await seedPlayground(store, installation);
  await seedEvents(store, config.timezone);
  await seedAnnouncements(store, installation);
  // Behind a sign-in the service is in earnest: its applications come from the districts alone.
  if (config.playground === "open") await seedCases(store, config.timezone);
  const [newest] = masterKeys;
  const adapter = createWebAdapter({
    installation,
    messages: store.playground,
    tokenOf: tokens.encode,
    secret: Buffer.from(newest ?? []).toString("base64"),
    allowedHosts: [config.host, ...hostOf(config.publicUrl)],
    log,
  });
  const app = config.playground === "open" ? adapter.app : parts.forStaffOnly(adapter.app);
  return {
    name: "playground",
    adapter,
    mount: { path: "/", app, longBodies: PLAYGROUND_LONG_BODIES },
  };
}

function hostOf(address: string | undefined): readonly string[] {
  return address === undefined ? [] : [new URL(address).hostname];
}
