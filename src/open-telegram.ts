import { giveFirstRoles } from "./first-roles.ts";
import type { AdapterParts, OpenedAdapter } from "./open-adapters.ts";
import type { OutgoingFetch } from "./outgoing-fetch.ts";

/** Opens the bot of TELEGRAM_BOT_TOKEN, whose number is the token's first part. */
export async function openTelegram(
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
