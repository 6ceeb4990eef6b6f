import { createCaseUpkeep, createCodeUpkeep, createFileUpkeep } from "../case-upkeep.ts";
import type { Config, Secrets } from "../config.ts";
import { createEventUpkeep } from "../delivery/event-upkeep.ts";
import { incomingFiles } from "../delivery/incoming-files.ts";
import { createRetentionSweep } from "../delivery/retention.ts";
import { createTicketUpkeep } from "../delivery/ticket-upkeep.ts";
import type { CodeSender } from "../domain/cases/send-codes.ts";
import type { Adapter } from "../engine/adapter.ts";
import type { ProgrammeBook } from "../knowledge/programmes/load.ts";
import { outgoingFetch } from "../outgoing-fetch.ts";
import { smsWebhook } from "../sms-webhook.ts";
import type { Store } from "../store/store.ts";
import type { Logger } from "../telemetry/log.ts";

const RETENTION_EVERY_MS = 60 * 60_000;

interface SweepParts {
  readonly book: ProgrammeBook;
  readonly config: Config;
  readonly secrets: Secrets;
  readonly adapters: readonly Adapter[];
  readonly store: Store;
  readonly log: Logger;
}

/** Starts everything that is done again and again; a process for the web alone does none of it. */
export async function startSweeps({
  book,
  config,
  secrets,
  adapters,
  store,
  log,
}: SweepParts): Promise<{ close(): Promise<void> }> {
  if (config.role === "web") return { close: async () => undefined };
  const retention = createRetentionSweep({
    sweep: (goOn) => store.sweepRetention(config.retention, goOn),
    everyMs: RETENTION_EVERY_MS,
    log,
  });
  const sender = await codeSender(secrets, config);
  const sweeps = [
    retention,
    createEventUpkeep(store, log),
    createCaseUpkeep(store, book, log),
    createFileUpkeep(store, { book, zone: config.timezone }, incomingFiles(adapters), log),
    createTicketUpkeep(store, config.timezone, log),
    ...(sender ? [createCodeUpkeep(store, sender, log)] : []),
  ];
  for (const sweep of sweeps) sweep.start();
  return {
    async close() {
      for (const sweep of sweeps) await sweep.stop();
    },
  };
}

/** What one-time codes go through; undefined when no webhook is set. */
async function codeSender(secrets: Secrets, config: Config): Promise<CodeSender | undefined> {
  const { smsWebhookUrl: address, smsWebhookSecret: secret, httpsProxy } = secrets;
  if (address === undefined || secret === undefined) return undefined;
  return smsWebhook(
    { address, secret },
    await outgoingFetch({ httpsProxy, noProxy: config.noProxy }),
  );
}
