import { createWebAdapter } from "../adapters/web/index.ts";
import type { Config, Secrets } from "./config.ts";
import type { Tokens } from "./delivery/tokens.ts";
import { seedPlayground } from "./demo.ts";
import type { Adapter } from "./engine/adapter.ts";
import type { EngineDefinition } from "./engine/definition.ts";
import { giveFirstRoles } from "./first-roles.ts";
import type { Mount } from "./http/app.ts";
import type { ReadinessCheck } from "./http/readiness.ts";
import { type OutgoingFetch, outgoingFetch } from "./outgoing-fetch.ts";
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
  readonly metrics: Pick<Metrics, "event">;
  readonly log: Logger;
}

/** A chat platform that is configured: how it talks, and the routes it needs, if any. */
export interface OpenedAdapter {
  readonly name: string;
  readonly adapter: Adapter;
  readonly mount?: Mount | undefined;
}

/** Every platform that is configured. A platform's library is loaded only when it is. */
export async function openAdapters(parts: AdapterParts): Promise<readonly OpenedAdapter[]> {
  const { config, secrets } = parts;
  const opened: OpenedAdapter[] = [];
  if (config.playground === "open") opened.push(await openPlayground(parts));
  const { telegramBotToken: token, httpsProxy } = secrets;
  if (token !== undefined) {
    const request = await outgoingFetch({ httpsProxy, noProxy: config.noProxy });
    opened.push(await openTelegram(parts, token, request));
  }
  return opened;
}

/** Whether each platform can be used, for `/readyz`. */
export function adapterChecks(
  opened: readonly OpenedAdapter[],
): Readonly<Record<string, ReadinessCheck>> {
  const checks = opened.flatMap(({ name, adapter }) =>
    adapter.trouble ? [[name, async () => adapter.trouble?.()] as const] : [],
  );
  return Object.fromEntries(checks);
}

async function openPlayground(parts: AdapterParts): Promise<OpenedAdapter> {
  const { config, store, tokens, masterKeys, log } = parts;
  const installation = await store.installations.ensure("web", "playground");
  await seedPlayground(store, installation);
  const [newest] = masterKeys;
  const adapter = createWebAdapter({
    installation,
    messages: store.playground,
    tokenOf: tokens.encode,
    secret: Buffer.from(newest ?? []).toString("base64"),
    allowedHosts: [config.host],
    log,
  });
  return { name: "playground", adapter, mount: { path: "/", app: adapter.app } };
}

async function openTelegram(
  { config, secrets, store, tokens, commands, metrics, log }: AdapterParts,
  token: string,
  request: OutgoingFetch,
): Promise<OpenedAdapter> {
  const { botIdOf, createTelegramAdapter } = await import("../adapters/telegram/index.ts");
  const installation = await store.installations.ensure("telegram", botIdOf(token));
  await giveFirstRoles(store, "telegram", installation, config.staff);
  const chatRate = config.sendRates.get("telegram.chat");
  const adapter = createTelegramAdapter({
    installation,
    token,
    apiRoot: config.telegram.apiRoot,
    webhookSecret: secrets.telegramWebhookSecret,
    publicUrl: config.publicUrl,
    fetch: request,
    tokenOf: tokens.encode,
    commands: new Set(commands.flatMap(({ words }) => words)),
    pollerLock: (signal) => store.waitForLock(`poller ${installation}`, signal),
    chatEveryMs: chatRate && chatRate.perMs / chatRate.count,
    onNothing: () => metrics.event("telegram", "unknown", "ignored"),
    log: log.child({ room: "telegram" }),
  });
  const mount = adapter.app && { path: "/", app: adapter.app };
  return { name: "telegram", adapter, mount };
}
