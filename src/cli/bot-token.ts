import { BOT_TOKENS } from "../config-variables.ts";
import { outgoingFetch } from "../outgoing-fetch.ts";
import type { CliSettings } from "./command.ts";

/** The platforms on which bots can be added beside the environment's. */
export const ADDABLE = ["telegram", "slack"] as const;
export type AddablePlatform = (typeof ADDABLE)[number];

/** Whether a text is of the form in which the platform gives its tokens. */
export function isToken(platform: AddablePlatform, text: string): boolean {
  return BOT_TOKENS[platform].test(text);
}

/** Whose token it is: the bot's or workspace's id; or what to do, in a sentence without the token. */
type Owner =
  | { readonly ok: true; readonly platformId: string }
  | { readonly ok: false; readonly trouble: string };

/** Asks the platform whose token it is. */
export async function ownerOfToken(
  { config, secrets }: CliSettings,
  platform: AddablePlatform,
  token: string,
): Promise<Owner> {
  const { httpsProxy } = secrets;
  const request = await outgoingFetch({ httpsProxy, noProxy: config.noProxy });
  switch (platform) {
    case "telegram": {
      const { identify } = await import("../../adapters/telegram/index.ts");
      const { apiRoot } = config.telegram;
      const asked = await identify({ token, apiRoot, fetch: request });
      return asked.ok ? { ok: true, platformId: String(asked.bot.id) } : asked;
    }
    case "slack": {
      const { identify, troubleOf } = await import("../../adapters/slack/index.ts");
      const checked = await identify({ apiUrl: config.slack.apiUrl, fetch: request }, token);
      return checked.ok
        ? { ok: true, platformId: checked.bot.teamId }
        : { ok: false, trouble: troubleOf(checked.failure, "give that token") };
    }
  }
}
