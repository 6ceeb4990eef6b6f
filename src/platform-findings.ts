import type { Config, Secrets } from "./config.ts";
import type { Finding } from "./findings.ts";
import { outgoingFetch } from "./outgoing-fetch.ts";

/** Asks every platform that is configured how things stand. */
export async function platformFindings(
  config: Config,
  secrets: Secrets,
): Promise<readonly Finding[]> {
  const { telegramBotToken: token, telegramWebhookSecret: webhookSecret, httpsProxy } = secrets;
  if (token === undefined) return [];
  const { checkUp } = await import("../adapters/telegram/index.ts");
  return checkUp({
    token,
    apiRoot: config.telegram.apiRoot,
    webhookSecret,
    publicUrl: config.publicUrl,
    fetch: await outgoingFetch({ httpsProxy, noProxy: config.noProxy }),
  });
}
