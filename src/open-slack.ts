import type { SlackInstallation } from "../adapters/slack/index.ts";
import type { Checked } from "../adapters/slack/standing.ts";
import { giveFirstRoles } from "./first-roles.ts";
import type { Mount } from "./http/app.ts";
import type { ReadinessCheck } from "./http/readiness.ts";
import type { AdapterParts, OpenedAdapter } from "./open-adapters.ts";
import { type OutgoingFetch, outgoingDispatcher } from "./outgoing-fetch.ts";

/** Slack, when it is configured: a channel per workspace, and what keeps it from being used, if anything does. */
export interface OpenedSlack {
  readonly channels: readonly OpenedAdapter[];
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
}

/** How often Slack is asked whose token it is before the service starts without it. */
const TRIES = 3;
const BETWEEN_MS = 500;

/**
 * Opens the workspace of SLACK_BOT_TOKEN. Which one that is only Slack can tell; while Slack is away the one
 * that was there before is taken for it. A refused token leaves the other platforms alone: `/readyz` and
 * `doctor` say what to do.
 */
export async function openSlack(
  parts: AdapterParts,
  token: string,
  request: OutgoingFetch,
): Promise<OpenedSlack> {
  const slack = await import("../adapters/slack/index.ts");
  const { config, secrets, store, tokens, metrics } = parts;
  const log = parts.log.child({ room: "slack" });
  const { apiUrl } = config.slack;
  const checked = await identifyPatiently(() => slack.identify({ apiUrl, fetch: request }, token));
  const found = await installationOf(parts, token, checked);
  if (!found) {
    const trouble = checked.ok ? "unknown workspace" : slack.troubleOf(checked.failure);
    log.warn(
      { kind: checked.ok ? "unknown" : checked.failure.kind },
      "Slack is left out until the next start",
    );
    return { channels: [], checks: { slack: async () => trouble } };
  }
  await giveFirstRoles(store, "slack", found.installation, rolesIn(found.teamId, config.staff));
  const { adapters, app } = slack.createSlack({
    installations: [found],
    signingSecret: secrets.slackSigningSecret,
    appToken: secrets.slackAppToken,
    apiUrl,
    fetch: request,
    dispatcher: await outgoingDispatcher({
      httpsProxy: secrets.httpsProxy,
      noProxy: config.noProxy,
    }),
    publicUrl: config.publicUrl,
    tokenOf: tokens.encode,
    commands: new Set(parts.commands.flatMap(({ words }) => words)),
    onNothing: () => metrics.event("slack", "unknown", "ignored"),
    log,
  });
  const mount: Mount | undefined = app && { path: "/", app };
  return { channels: adapters.map((adapter) => ({ name: "slack", adapter, mount })), checks: {} };
}

async function identifyPatiently(identify: () => Promise<Checked>): Promise<Checked> {
  for (let tries = 1; ; tries++) {
    const checked = await identify();
    if (checked.ok || checked.failure.kind === "badToken" || tries === TRIES) return checked;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}

async function installationOf(
  { store }: AdapterParts,
  token: string,
  checked: Checked,
): Promise<SlackInstallation | undefined> {
  if (checked.ok) {
    const { teamId, botUser } = checked.bot;
    const installation = await store.installations.ensure("slack", teamId);
    return { installation, teamId, botUser, token };
  }
  if (checked.failure.kind === "badToken" || checked.failure.kind === "missingScope") {
    return undefined;
  }
  const known = await store.installations.list("slack");
  const [only] = known;
  return only && known.length === 1
    ? { installation: only.id, teamId: only.platformId, token }
    : undefined;
}

/** STAFF names people of Slack as `<team>/<user>`. */
function rolesIn(teamId: string, staff: AdapterParts["config"]["staff"]) {
  return staff.flatMap((entry) => {
    const [team, account] = entry.account.split("/");
    return entry.platform === "slack" && team === teamId && account !== undefined
      ? [{ ...entry, account }]
      : [];
  });
}
