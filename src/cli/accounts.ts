import type { AccountName } from "../domain/account-names.ts";
import type { Store } from "../store/store.ts";
import type { CliSettings } from "./command.ts";

/** The person behind an account, made when new; undefined when its bot is not known yet. */
export async function personOfName(
  store: Store,
  { secrets }: CliSettings,
  { platform, team, account }: AccountName,
): Promise<string | undefined> {
  const bot = team ?? (platform === "web" ? "playground" : secrets.telegramBotToken?.split(":")[0]);
  if (bot !== undefined) {
    const installation = await store.installations.ensure(platform, bot);
    return store.people.ensureAccount(installation, account);
  }
  const [only, ...others] = await store.installations.list(platform);
  return only && others.length === 0 ? store.people.ensureAccount(only.id, account) : undefined;
}
