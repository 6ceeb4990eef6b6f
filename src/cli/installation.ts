import { parseArgs } from "node:util";
import { nameOfInstalled } from "../installed-bots.ts";
import { OPERATOR } from "../store/audit.ts";
import type { ListedInstallation } from "../store/installations.ts";
import type { Store } from "../store/store.ts";
import { ADDABLE, type AddablePlatform, isToken, ownerOfToken } from "./bot-token.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";

export const installationCommand: CliCommand = {
  name: "installation",
  usage: `installation list [--json] | installation add ${ADDABLE.join("|")} [--token-env NAME] | installation remove ID`,
  does: "bots beside the environment's: add one (its token from the variable NAME or standard input), take one away",
  async run(words, settings) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        "token-env": { type: "string" },
      },
    });
    const [verb, name = "", ...rest] = positionals;
    if (rest.length > 0) return wrongUsage(installationCommand);
    if (verb === "list" && name === "") {
      return withStore(settings, (store) => list(store, settings, values.json));
    }
    if (verb === "remove" && name !== "") {
      return withStore(settings, (store) => remove(store, name));
    }
    const platform = ADDABLE.find((known) => known === name);
    if (verb !== "add" || !platform) return wrongUsage(installationCommand);
    return add(settings, platform, values["token-env"]);
  },
};

/** Where the token of an installation comes from. */
function sourceOf(
  { hasToken, platform, platformId }: ListedInstallation,
  { secrets }: CliSettings,
): "environment" | "added" | "none" {
  const isEnvironments =
    platform === "telegram" && secrets.telegramBotToken?.startsWith(`${platformId}:`) === true;
  if (isEnvironments) return "environment";
  return hasToken ? "added" : "none";
}

async function list(store: Store, settings: CliSettings, json: boolean): Promise<number> {
  for (const installation of await store.installations.all()) {
    const { id, platform, platformId, createdAt } = installation;
    const source = sourceOf(installation, settings);
    const row = { id, platform, platformId, token: source, createdAt };
    const line = [id, nameOfInstalled(platform, platformId), TOLD[source]];
    process.stdout.write(`${json ? JSON.stringify(row) : line.join("  ")}\n`);
  }
  return 0;
}

const TOLD = {
  environment: "token from the environment",
  added: "token added",
  none: "no token kept here",
} as const;

async function add(
  settings: CliSettings,
  platform: AddablePlatform,
  variable: string | undefined,
): Promise<number> {
  const token = (await readToken(variable)).trim();
  if (!isToken(platform, token)) {
    return fail(
      variable === undefined
        ? `Standard input holds no ${platform} bot token`
        : `The variable given by --token-env holds no ${platform} bot token`,
    );
  }
  const owner = await ownerOfToken(settings, platform, token);
  if (!owner.ok) return fail(owner.trouble);
  return withStore(settings, async (store) => {
    const installation = await store.installations.ensure(platform, owner.platformId);
    await store.installations.setToken(installation, token);
    const details = { platform };
    await store.audit.add({
      who: OPERATOR,
      what: "installation.added",
      onWhat: installation,
      details,
    });
    process.stdout.write(
      `${nameOfInstalled(platform, owner.platformId)} is added as ${installation}; restart the service to open it\n`,
    );
    return 0;
  });
}

/** A token on the command line would stay in the shell's history and show in the list of processes. */
async function readToken(variable: string | undefined): Promise<string> {
  if (variable !== undefined) return process.env[variable] ?? "";
  if (process.stdin.isTTY) return "";
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** Its chats and people stay; only its token goes. It is named by our id, or by `platform:id` as the list shows it. */
async function remove(store: Store, name: string): Promise<number> {
  const found = (await store.installations.all()).find(
    ({ id, platform, platformId }) => id === name || nameOfInstalled(platform, platformId) === name,
  );
  if (!found?.hasToken) {
    return fail("No added installation has that name; “installation list” shows all of them");
  }
  await store.installations.setToken(found.id, undefined);
  await store.audit.add({ who: OPERATOR, what: "installation.removed", onWhat: found.id });
  process.stdout.write(
    `The token of ${nameOfInstalled(found.platform, found.platformId)} is gone; restart the service to close it\n`,
  );
  return 0;
}

function fail(line: string): number {
  process.stderr.write(`${line}\n`);
  return 1;
}
