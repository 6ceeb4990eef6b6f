import type { AccountName } from "../domain/account-names.ts";
import type { Transaction } from "../engine/terms.ts";
import { ensureInstallation, installationsOn } from "../store/installations.ts";
import { ensureAccount } from "../store/people.ts";
import type { CliSettings } from "./command.ts";

/** The person behind an account, made when new; undefined when its bot is not known yet. */
export async function personOfName(
  transaction: Transaction,
  { secrets }: CliSettings,
  { platform, team, account }: AccountName,
): Promise<string | undefined> {
  const bot = team ?? (platform === "web" ? "playground" : secrets.telegramBotToken?.split(":")[0]);
  if (bot !== undefined) {
    const installation = await ensureInstallation(transaction, platform, bot);
    return ensureAccount(transaction, installation, account);
  }
  const [only, ...others] = await installationsOn(transaction, platform);
  return only && others.length === 0 ? ensureAccount(transaction, only.id, account) : undefined;
}
