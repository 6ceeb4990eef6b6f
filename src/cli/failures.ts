import { siteOf } from "../app/site.ts";
import { conversation } from "../conversation.ts";
import { conversationParts } from "../conversation-parts.ts";
import { createDelivery, type Delivery } from "../delivery/delivery.ts";
import type { Retried } from "../delivery/retry.ts";
import { createTokens } from "../delivery/tokens.ts";
import { createEngine } from "../engine/engine.ts";
import { unreachable } from "../engine/terms.ts";
import { openKnowledge } from "../open-knowledge.ts";
import { ratesOf } from "../send-rates.ts";
import { OPERATOR } from "../store/audit.ts";
import type { Store } from "../store/store.ts";
import { createLogger } from "../telemetry/log.ts";
import { createMetrics } from "../telemetry/metrics.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { withStore } from "./store.ts";
import { listUncertain, MAY_ARRIVE_TWICE, settlementNamed, settleUncertain } from "./uncertain.ts";

const MOST = 1000;

export const failuresCommand: CliCommand = {
  name: "failures",
  usage: `failures list|uncertain [--json] | failures retry ID|--all | failures drop ID | failures arrived|leave ID | failures again ID ${MAY_ARRIVE_TWICE}`,
  does: "events whose turn hit a bug: see them, run them again, let one be; messages that may have arrived: see them, say that one did, send it again, let it be",
  run: (given, settings) => {
    const words = given.filter((word) => word !== MAY_ARRIVE_TWICE);
    const isWarned = words.length < given.length;
    const [verb, id = "", ...rest] = words;
    const isPlain = ["", "--json"].includes(id) && rest.length === 0;
    if (verb === "list" && isPlain) {
      return withStore(settings, (store) => list(store, id === "--json"));
    }
    if (verb === "uncertain" && isPlain) {
      return withStore(settings, (store) => listUncertain(store, id === "--json"));
    }
    const as = settlementNamed(verb);
    const isWrong = rest.length > 0 || id === "" || (isWarned && as !== "again");
    if (isWrong) return Promise.resolve(wrongUsage(failuresCommand));
    if (as) return withStore(settings, (store) => settleUncertain(store, as, id, isWarned));
    if (verb === "retry") return retry(settings, id);
    if (verb === "drop") return withStore(settings, (store) => drop(store, id));
    return Promise.resolve(wrongUsage(failuresCommand));
  },
};

async function list(store: Store, json: boolean): Promise<number> {
  for (const { id, lane, cause, at } of await store.failures.open(MOST)) {
    const row = { id, lane, cause, at: new Date(at).toISOString() };
    process.stdout.write(`${json ? JSON.stringify(row) : Object.values(row).join("  ")}\n`);
  }
  return 0;
}

async function drop(store: Store, id: string): Promise<number> {
  const isSettled = await store.failures.settle(id);
  if (!isSettled) return notThere(id);
  await store.audit.add({ who: OPERATOR, what: "failure.dropped", onWhat: id });
  process.stdout.write(`${id} is let be\n`);
  return 0;
}

/** Oldest first, so that what a person said is applied in its order. */
function retry(settings: CliSettings, which: string): Promise<number> {
  return withStore(settings, async (store, { masterKeys }) => {
    const all = which === "--all" ? await store.failures.open(MOST) : [{ id: which }];
    const delivery = await deliveryOn(store, masterKeys, settings);
    let code = 0;
    for (const { id } of all) {
      const retried = await delivery.retry(id);
      if (!retried) return notThere(id);
      await store.audit.add({
        who: OPERATOR,
        what: "failure.retried",
        onWhat: id,
        details: { result: retried.kind },
      });
      process.stdout.write(`${id} ${sayingOf(retried)}\n`);
      if (retried.kind === "failed") code = 1;
    }
    return code;
  });
}

function sayingOf(retried: Retried): string {
  switch (retried.kind) {
    case "done":
      return "is done; the service sends the answer";
    case "moved_on":
      return "was not run: the conversation has moved on; it is settled";
    case "nothing":
      return "holds nothing that can be run; it is settled";
    case "failed":
      return `failed again with ${retried.error.name}; it stays open`;
    default:
      return unreachable(retried, "result of a retry");
  }
}

/** Applies turns and sends nothing: what it commits is the running service's to send. */
async function deliveryOn(
  store: Store,
  masterKeys: readonly Uint8Array[],
  { config }: CliSettings,
): Promise<Delivery> {
  const known = await openKnowledge();
  const metrics = createMetrics();
  return createDelivery({
    store,
    engine: createEngine(
      conversation(
        conversationParts({
          ...known,
          store,
          site: siteOf(config),
          rateOf: ratesOf(config.sendRates),
          metrics,
          retention: config.retention,
        }),
      ),
    ),
    tokens: createTokens(masterKeys),
    adapters: [],
    log: createLogger({ level: config.logLevel, to: "stderr" }),
    metrics,
    defaultLocale: config.locale,
  });
}

function notThere(id: string): number {
  process.stderr.write(`There is no open failure ${id}; “failures list” shows all of them\n`);
  return 1;
}
