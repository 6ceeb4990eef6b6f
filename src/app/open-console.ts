import type { Site } from "../announce-services.ts";
import type { Config } from "../config.ts";
import { type Console, createConsole } from "../console/console.ts";
import { consoleLinkUrl } from "../console-address.ts";
import type { Tokens } from "../delivery/tokens.ts";
import { createConsoleSecrets, makeLink } from "../domain/console-access.ts";
import { operatorAsStaff } from "../domain/staff-roles.ts";
import type { ProgrammeBook } from "../knowledge/programmes/load.ts";
import { createPreview } from "../previews.ts";
import { ratesOf } from "../send-rates.ts";
import type { Store } from "../store/store.ts";
import type { Logger } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import type { LateHealth } from "./late-health.ts";

/** The console, and the link with which the first person gets in. */
export interface OpenedConsole extends Console {
  /** On an embedded database that nobody has signed in to yet: a link for whoever started the service. */
  firstLink(address: string): Promise<string | undefined>;
}

interface ConsoleParts {
  readonly config: Config;
  readonly site: Site;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly book: ProgrammeBook;
  readonly health: Pick<LateHealth, "look">;
  readonly metrics: Pick<Metrics, "staffRefusal">;
  readonly log: Logger;
}

export function openConsole({
  config,
  site,
  store,
  tokens,
  book,
  health,
  metrics,
  log,
}: ConsoleParts): OpenedConsole {
  const secrets = createConsoleSecrets(store.keyedHash("console"));
  const opened = createConsole({
    store,
    secrets,
    isPlayground: site.isPlayground,
    preview: createPreview(tokens.encode),
    rateOf: ratesOf(config.sendRates),
    programmes: book,
    zone: config.timezone,
    health: health.look,
    secure: config.publicUrl?.startsWith("https:") ?? false,
    onRefused: metrics.staffRefusal,
    log: log.child({ room: "console" }),
  });
  return {
    ...opened,
    async firstLink(address) {
      if (config.database !== "embedded" || (await store.console.hasAnySession())) return undefined;
      const link = await store.inTransaction(async (transaction) =>
        makeLink(transaction, secrets, await operatorAsStaff(transaction)),
      );
      return link && consoleLinkUrl(address, link);
    },
  };
}

/** What is said of the console at start: nothing once somebody has signed in. */
export async function consoleLine(
  { firstLink }: OpenedConsole,
  address: string,
): Promise<readonly string[]> {
  const link = await firstLink(address);
  return link === undefined ? [] : [`console (once, within 5 minutes): ${link}`];
}
