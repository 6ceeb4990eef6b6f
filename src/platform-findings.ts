import type { Config, Secrets } from "./config.ts";
import { outgoingFetch } from "./outgoing-fetch.ts";

/** Something an operator should know of a chat platform, and what to do about it. */
export interface PlatformFinding {
  readonly level: "problem" | "advice";
  readonly found: string;
  readonly todo: string;
}

/** Asks every platform that is configured how things stand. */
export async function platformFindings(
  config: Config,
  secrets: Secrets,
): Promise<readonly PlatformFinding[]> {
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
