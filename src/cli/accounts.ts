import type { AccountName } from "../domain/account-names.ts";
import type { Transaction } from "../engine/terms.ts";
import { ensureInstallation, installationsOn } from "../store/installations.ts";
import { ensureAccount, personNamed } from "../store/people.ts";
import type { CliSettings } from "./command.ts";

/** The person behind an account, made when new; undefined when its bot is not known yet. */
export async function personOfName(
  transaction: Transaction,
  settings: CliSettings,
  name: AccountName,
): Promise<string | undefined> {
  const { platform, account } = name;
  const bot = botOf(settings, name);
  if (bot !== undefined) {
    const installation = await ensureInstallation(transaction, platform, bot);
    return ensureAccount(transaction, installation, account);
  }
  const [only, ...others] = await installationsOn(transaction, platform);
  return only && others.length === 0 ? ensureAccount(transaction, only.id, account) : undefined;
}

/**
 * The person behind an account that is known already: nobody is made up here, since a mistyped name would become
 * somebody. Of several bots that know it the one of the service's own token counts.
 */
export async function knownPersonOfName(
  transaction: Transaction,
  settings: CliSettings,
  name: AccountName,
): Promise<string | undefined> {
  const { platform, team, account } = name;
  const bot = botOf(settings, name);
  const own = bot === undefined ? undefined : personNamed(transaction, platform, bot, account);
  return (await own) ?? personNamed(transaction, platform, team, account);
}

/** The platform's id of the bot that is meant when the name holds none. */
function botOf({ secrets }: CliSettings, { platform, team }: AccountName): string | undefined {
  return team ?? (platform === "web" ? "playground" : secrets.telegramBotToken?.split(":")[0]);
}
