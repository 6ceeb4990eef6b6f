import type { Config, Secrets } from "./config.ts";
import type { Finding } from "./findings.ts";
import {
  type InstalledTokens,
  nameOfInstalled,
  renewalOf,
  webhookPathOf,
  webhookSecretOf,
} from "./installed-bots.ts";
import { type OutgoingFetch, outgoingFetch } from "./outgoing-fetch.ts";

const NONE: InstalledTokens = { telegram: [], slack: [] };

/** Asks every platform that is configured, and every bot that was added, how things stand. */
export async function platformFindings(
  config: Config,
  secrets: Secrets,
  installed: InstalledTokens = NONE,
): Promise<readonly Finding[]> {
  const { httpsProxy } = secrets;
  const request = await outgoingFetch({ httpsProxy, noProxy: config.noProxy });
  const findings = await Promise.all([
    telegramFindings(config, secrets, request),
    slackFindings(config, secrets, request),
    ...installed.telegram.map((bot) => addedBotFindings(config, secrets, bot, request)),
    ...installed.slack.map((bot) => addedWorkspaceFindings(config, secrets, bot, request)),
  ]);
  return findings.flat();
}

async function telegramFindings(
  { telegram, publicUrl }: Config,
  { telegramBotToken: token, telegramWebhookSecret: webhookSecret }: Secrets,
  request: OutgoingFetch,
): Promise<readonly Finding[]> {
  if (token === undefined) return [];
  const { checkUp } = await import("../adapters/telegram/index.ts");
  return checkUp({ token, apiRoot: telegram.apiRoot, webhookSecret, publicUrl, fetch: request });
}

async function addedBotFindings(
  { telegram, publicUrl }: Config,
  { telegramWebhookSecret }: Secrets,
  { installation, platformId, token }: InstalledTokens["telegram"][number],
  request: OutgoingFetch,
): Promise<readonly Finding[]> {
  const { checkUp } = await import("../adapters/telegram/index.ts");
  const found = await checkUp({
    token,
    apiRoot: telegram.apiRoot,
    webhookSecret: webhookSecretOf(telegramWebhookSecret, installation),
    webhookPath: webhookPathOf(installation),
    publicUrl,
    fetch: request,
    renewal: renewalOf("telegram"),
  });
  return named(nameOfInstalled("telegram", platformId), found);
}

async function slackFindings(
  { slack, publicUrl }: Config,
  { slackBotToken: token, slackSigningSecret: signingSecret, slackAppToken: appToken }: Secrets,
  request: OutgoingFetch,
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

async function addedWorkspaceFindings(
  { slack, publicUrl }: Config,
  { slackSigningSecret: signingSecret, slackAppToken: appToken }: Secrets,
  { platformId, token }: InstalledTokens["slack"][number],
  request: OutgoingFetch,
): Promise<readonly Finding[]> {
  const { checkUp } = await import("../adapters/slack/index.ts");
  const noWayIn: readonly Finding[] =
    signingSecret === undefined && appToken === undefined
      ? [
          {
            level: "problem",
            found: "nothing says how Slack reaches us",
            todo: "set SLACK_SIGNING_SECRET or SLACK_APP_TOKEN and restart",
          },
        ]
      : [];
  const found = await checkUp({
    token,
    signingSecret,
    appToken,
    apiUrl: slack.apiUrl,
    publicUrl,
    fetch: request,
    renewal: renewalOf("slack"),
  });
  return named(nameOfInstalled("slack", platformId), [...noWayIn, ...found]);
}

/** Which of several bots a finding is about. */
function named(name: string, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, found: `${name}: ${finding.found}` }));
}
