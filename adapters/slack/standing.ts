import { z } from "zod";
import type { Client } from "./client.ts";
import type { Failure } from "./failure.ts";

/** What auth.test tells of the bot behind a token. */
export interface BotIdentity {
  readonly teamId: string;
  readonly botUser: string;
}

const authTest = z.object({
  team_id: z.string(),
  user_id: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

/** What Slack says of a token. */
export type Checked =
  | { readonly ok: true; readonly bot: BotIdentity; readonly scopes: readonly string[] | undefined }
  | { readonly ok: false; readonly failure: Failure };

/** Asks Slack whose token it is and what it may do (auth.test). */
export async function checkToken(client: Client): Promise<Checked> {
  const asked = await client.call("auth.test", {}, authTest);
  if (!asked.ok) return asked;
  const { team_id, user_id, response_metadata } = asked.result;
  return {
    ok: true,
    bot: { teamId: team_id, botUser: user_id },
    scopes: response_metadata?.scopes,
  };
}

/** Whether a workspace's token works. */
export interface Standing {
  /** Why the workspace cannot be used now, a sentence for the operator; undefined when it can. */
  trouble(): string | undefined;
  /** Slack no longer takes the token. */
  revoked(): void;
  /** A call went through: whatever was wrong is right again. */
  works(): void;
}

const BY_ENVIRONMENT = "set SLACK_BOT_TOKEN";

function revokedToken(renewal: string): string {
  return `Slack refuses the bot token: install the app in the workspace again, ${renewal} and restart`;
}

/** `renewal`: how the operator gives another token. */
export function createStanding(renewal = BY_ENVIRONMENT): Standing {
  let isRevoked = false;
  return {
    trouble: () => (isRevoked ? revokedToken(renewal) : undefined),
    revoked() {
      isRevoked = true;
    },
    works() {
      isRevoked = false;
    },
  };
}

/** What an operator should know of a failure to reach Slack; `renewal`: how they give another token. */
export function troubleOf(failure: Failure, renewal = BY_ENVIRONMENT): string {
  switch (failure.kind) {
    case "badToken":
      return revokedToken(renewal);
    case "missingScope":
      return `Slack misses a permission of the app: add ${failure.needed} and install it again`;
    case "notSent":
    case "unsure":
    case "away":
    case "refused":
      return `Slack cannot be reached (${failure.reason}); check the network, HTTPS_PROXY and SLACK_API_URL`;
    case "tooFast":
    case "unreachable":
    case "cannotEdit":
    case "noThread":
    case "badBlocks":
    case "badPicture":
      return `Slack does not answer as expected (${failure.kind})`;
  }
}
