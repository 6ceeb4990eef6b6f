import type { SlackInstallation } from "../adapters/slack/index.ts";
import type { Checked } from "../adapters/slack/standing.ts";
import { giveFirstRoles } from "./first-roles.ts";
import type { Mount } from "./http/app.ts";
import type { ReadinessCheck } from "./http/readiness.ts";
import { type InstalledTokens, nameOfInstalled, renewalOf } from "./installed-bots.ts";
import type { AdapterParts, OpenedAdapter } from "./open-adapters.ts";
import { type OutgoingFetch, outgoingDispatcher } from "./outgoing-fetch.ts";
import type { Store } from "./store/store.ts";

/** Slack, when it is configured: a channel per workspace, and what keeps it from being used, if anything does. */
export interface OpenedSlack {
  readonly channels: readonly OpenedAdapter[];
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
}

/** How often Slack is asked whose token it is before the service starts without it. */
const TRIES = 3;
const BETWEEN_MS = 500;

/** A workspace's token, and how operators know it. */
interface Candidate {
  readonly name: string;
  readonly token: string;
  /** What is known of it without Slack; nothing of the environment's. */
  readonly known?: { readonly installation: string; readonly teamId: string };
  readonly renewal?: string;
}

/** A workspace that can be opened, or why not. */
type Sought =
  | { readonly name: string; readonly found: SlackInstallation }
  | { readonly name: string; readonly trouble: string };

/**
 * Opens the workspace of SLACK_BOT_TOKEN, and those that were added. Which one the environment's is only Slack
 * can tell; while Slack is away the one that was there before is taken for it. A refused token leaves the
 * other workspaces and platforms alone: `/readyz` and `doctor` say what to do.
 */
export async function openSlack(
  parts: AdapterParts,
  installed: InstalledTokens["slack"],
  request: OutgoingFetch,
): Promise<OpenedSlack> {
  const candidates = candidatesOf(parts.secrets.slackBotToken, installed);
  if (candidates.length === 0) return { channels: [], checks: {} };
  const { slackSigningSecret, slackAppToken } = parts.secrets;
  if (slackSigningSecret === undefined && slackAppToken === undefined) {
    return { channels: [], checks: { slack: async () => NO_WAY_IN } };
  }
  const slack = await import("../adapters/slack/index.ts");
  const sought: Sought[] = [];
  // One after the other, so that two tokens of one workspace are noticed.
  for (const candidate of candidates) {
    const one = await seek(parts, slack, candidate, request);
    const isKnown = sought.some(
      (other) =>
        "found" in other && "found" in one && other.found.installation === one.found.installation,
    );
    if (!isKnown) sought.push(one);
  }
  const found = sought.flatMap((one) => ("found" in one ? [one] : []));
  const checks = Object.fromEntries(
    sought.flatMap((one) => ("trouble" in one ? [[one.name, async () => one.trouble]] : [])),
  );
  return { channels: await openFound(parts, slack, found, request), checks };
}

const NO_WAY_IN =
  "Workspaces were added, but nothing says how Slack reaches us: set SLACK_SIGNING_SECRET or SLACK_APP_TOKEN and restart";

function candidatesOf(
  token: string | undefined,
  installed: InstalledTokens["slack"],
): readonly Candidate[] {
  return [
    ...(token === undefined ? [] : [{ name: "slack", token }]),
    ...installed.map(({ installation, platformId, token: own }) => ({
      name: nameOfInstalled("slack", platformId),
      token: own,
      known: { installation, teamId: platformId },
      renewal: renewalOf("slack"),
    })),
  ];
}

type SlackModule = typeof import("../adapters/slack/index.ts");

async function seek(
  parts: AdapterParts,
  slack: SlackModule,
  { name, token, known, renewal }: Candidate,
  request: OutgoingFetch,
): Promise<Sought> {
  const { apiUrl } = parts.config.slack;
  const checked = await identifyPatiently(() => slack.identify({ apiUrl, fetch: request }, token));
  const installation = await installationOf(parts, token, checked, known);
  if (installation) return { name, found: { ...installation, renewal } };
  const trouble = checked.ok ? "unknown workspace" : slack.troubleOf(checked.failure, renewal);
  parts.log.warn(
    { room: "slack", kind: checked.ok ? "unknown" : checked.failure.kind },
    "Slack is left out until the next start",
  );
  return { name, trouble };
}

async function openFound(
  parts: AdapterParts,
  slack: SlackModule,
  found: readonly { readonly name: string; readonly found: SlackInstallation }[],
  request: OutgoingFetch,
): Promise<readonly OpenedAdapter[]> {
  if (found.length === 0) return [];
  const { config, secrets, store, tokens, metrics } = parts;
  for (const { found: one } of found) {
    await giveFirstRoles(store, "slack", one.installation, rolesIn(one.teamId, config.staff));
  }
  const { adapters, app } = slack.createSlack({
    installations: found.map((one) => one.found),
    signingSecret: secrets.slackSigningSecret,
    appToken: secrets.slackAppToken,
    apiUrl: config.slack.apiUrl,
    fetch: request,
    dispatcher: await outgoingDispatcher({
      httpsProxy: secrets.httpsProxy,
      noProxy: config.noProxy,
    }),
    publicUrl: config.publicUrl,
    tokenOf: tokens.encode,
    commands: new Set(parts.commands.flatMap(({ words }) => words)),
    onNothing: () => metrics.event("slack", "unknown", "ignored"),
    log: parts.log.child({ room: "slack" }),
  });
  const mount: Mount | undefined = app && { path: "/", app };
  return adapters.map((adapter, index) => ({
    name: found[index]?.name ?? "slack",
    adapter,
    // One address serves them all.
    mount: index === 0 ? mount : undefined,
  }));
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
  known: Candidate["known"],
): Promise<SlackInstallation | undefined> {
  if (checked.ok) {
    const { teamId, botUser } = checked.bot;
    const installation = await store.installations.ensure("slack", teamId);
    return { installation, teamId, botUser, token };
  }
  if (checked.failure.kind === "badToken" || checked.failure.kind === "missingScope") {
    return undefined;
  }
  const before = known ?? (await theOneBefore(store));
  return before && { ...before, token };
}

/** The only workspace that was ever served with the environment's token, if it was only one. */
async function theOneBefore(store: Store): Promise<Candidate["known"]> {
  const added = await store.installations.withTokens("slack");
  const before = (await store.installations.list("slack")).filter(
    ({ id }) => !added.some(({ installation }) => installation === id),
  );
  const [only] = before;
  return only && before.length === 1
    ? { installation: only.id, teamId: only.platformId }
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
