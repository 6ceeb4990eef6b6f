import type { TelegramAdapterOptions } from "../adapters/telegram/index.ts";
import { giveFirstRoles } from "./first-roles.ts";
import {
  type InstalledTokens,
  nameOfInstalled,
  renewalOf,
  webhookPathOf,
  webhookSecretOf,
} from "./installed-bots.ts";
import type { AdapterParts, OpenedAdapter } from "./open-adapters.ts";

/** How calls get there: through a proxy where one is set, else by a shorter way. */
type Way = Pick<TelegramAdapterOptions, "fetch" | "openPost">;

/** One bot that is opened, and what is its own. */
interface Bot {
  readonly name: string;
  readonly installation: string;
  readonly token: string;
  readonly webhookSecret: string | undefined;
  /** Undefined for the environment's bot, at `/telegram`. */
  readonly webhookPath?: string;
  readonly renewal?: string;
}

/** Opens the bot of TELEGRAM_BOT_TOKEN, whose number is the token's first part, and those that were added. */
export async function openTelegram(
  parts: AdapterParts,
  installed: InstalledTokens["telegram"],
  way: Way,
): Promise<readonly OpenedAdapter[]> {
  const { secrets, store } = parts;
  const { telegramBotToken: token, telegramWebhookSecret: webhookSecret } = secrets;
  if (token === undefined && installed.length === 0) return [];
  const { botIdOf } = await import("../adapters/telegram/index.ts");
  const bots: Bot[] = [];
  if (token !== undefined) {
    const installation = await store.installations.ensure("telegram", botIdOf(token));
    bots.push({ name: "telegram", installation, token, webhookSecret });
  }
  for (const { installation, platformId, token: own } of installed) {
    if (bots.some((bot) => bot.installation === installation)) continue;
    bots.push({
      name: nameOfInstalled("telegram", platformId),
      installation,
      token: own,
      webhookSecret: webhookSecretOf(webhookSecret, installation),
      webhookPath: webhookPathOf(installation),
      renewal: renewalOf("telegram"),
    });
  }
  return Promise.all(bots.map((bot) => openBot(parts, bot, way)));
}

async function openBot(
  { config, store, tokens, commands, metrics, log }: AdapterParts,
  { name, installation, ...own }: Bot,
  way: Way,
): Promise<OpenedAdapter> {
  const { createTelegramAdapter } = await import("../adapters/telegram/index.ts");
  await giveFirstRoles(store, "telegram", installation, config.staff);
  const chatRate = config.sendRates.get("telegram.chat");
  const adapter = createTelegramAdapter({
    ...own,
    installation,
    apiRoot: config.telegram.apiRoot,
    publicUrl: config.publicUrl,
    ...way,
    tokenOf: tokens.encode,
    commands: new Set(commands.flatMap(({ words }) => words)),
    pollerLock: (signal) => store.waitForLock(`poller ${installation}`, signal),
    chatEveryMs: chatRate && chatRate.perMs / chatRate.count,
    onNothing: () => metrics.event("telegram", "unknown", "ignored"),
    log: log.child({ room: "telegram" }),
  });
  return { name, adapter, straight: adapter.webhook };
}
