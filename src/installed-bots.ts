import { createHmac } from "node:crypto";
import type { Platform } from "./engine/adapter.ts";
import type { InstalledBot } from "./store/installations.ts";

/** The tokens of bots that were added beside the environment's. */
export interface InstalledTokens {
  readonly telegram: readonly InstalledBot[];
  readonly slack: readonly InstalledBot[];
}

/** Where their tokens are kept. */
export interface TokenSource {
  withTokens(platform: Platform): Promise<readonly InstalledBot[]>;
}

/** Opens the tokens of every bot that was added. */
export async function installedTokens(installations: TokenSource): Promise<InstalledTokens> {
  const [telegram, slack] = await Promise.all([
    installations.withTokens("telegram"),
    installations.withTokens("slack"),
  ]);
  return { telegram, slack };
}

/** How an operator gives an added bot another token, as a part of a sentence. */
export function renewalOf(platform: "telegram" | "slack"): string {
  return `give it to “installation add ${platform}”`;
}

/** What an added installation is called for operators: `telegram:<bot id>`, `slack:<team id>`. */
export function nameOfInstalled(platform: Platform, platformId: string): string {
  return `${platform}:${platformId}`;
}

/** Where Telegram delivers an added bot's updates, below the service's address. */
export function webhookPathOf(installation: string): string {
  return `/telegram/${installation}`;
}

/**
 * The secret of an added bot's webhook, made of TELEGRAM_WEBHOOK_SECRET: another for each installation, so
 * that the updates of one are never taken for those of another. 43 characters of `[A-Za-z0-9_-]`.
 */
export function webhookSecretOf(secret: string | undefined, installation: string) {
  if (secret === undefined) return undefined;
  return createHmac("sha256", secret).update(`webhook of ${installation}`).digest("base64url");
}
