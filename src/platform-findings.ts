import type { Config, Secrets } from "./config.ts";
import type { Finding } from "./findings.ts";
import { outgoingFetch } from "./outgoing-fetch.ts";

/** Asks every platform that is configured how things stand. */
export async function platformFindings(
  config: Config,
  secrets: Secrets,
): Promise<readonly Finding[]> {
  const { httpsProxy } = secrets;
  const request = await outgoingFetch({ httpsProxy, noProxy: config.noProxy });
  const findings = await Promise.all([
    telegramFindings(config, secrets, request),
    slackFindings(config, secrets, request),
  ]);
  return findings.flat();
}

type Request = Awaited<ReturnType<typeof outgoingFetch>>;

async function telegramFindings(
  { telegram, publicUrl }: Config,
  { telegramBotToken: token, telegramWebhookSecret: webhookSecret }: Secrets,
  request: Request,
): Promise<readonly Finding[]> {
  if (token === undefined) return [];
  const { checkUp } = await import("../adapters/telegram/index.ts");
  return checkUp({ token, apiRoot: telegram.apiRoot, webhookSecret, publicUrl, fetch: request });
}

async function slackFindings(
  { slack, publicUrl }: Config,
  { slackBotToken: token, slackSigningSecret: signingSecret, slackAppToken: appToken }: Secrets,
  request: Request,
): Promise<readonly Finding[]> {
  if (token === undefined) return [];
  const { checkUp } = await import("../adapters/slack/index.ts");
  return checkUp({
    token,
    signingSecret,
    appToken,
    apiUrl: slack.apiUrl,
    publicUrl,
    fetch: request,
  });
}
