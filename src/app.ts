import { fileLinks, handedInFiles } from "./app/handed-in.ts";
import { lateHealth } from "./app/late-health.ts";
import { openAlarms } from "./app/open-alarms.ts";
import { consoleLine, type OpenedConsole, openConsole } from "./app/open-console.ts";
import { pageAddress, questionPages } from "./app/question-pages.ts";
import { siteOf } from "./app/site.ts";
import { startSweeps } from "./app/sweeps.ts";
import type { Config, Secrets } from "./config.ts";
import { conversation } from "./conversation.ts";
import { conversationParts } from "./conversation-parts.ts";
import { createDelivery, type Delivery } from "./delivery/delivery.ts";
import { createTokens, type Tokens } from "./delivery/tokens.ts";
import { shownPoster } from "./domain/events/shown-poster.ts";
import { embeddedKey } from "./embedded-key.ts";
import type { Adapter } from "./engine/adapter.ts";
import { createEngine } from "./engine/engine.ts";
import { keepErasures, NOT_NOTED } from "./erasure-ledger.ts";
import type { Mount } from "./http/app.ts";
import { createCasesApi } from "./http/cases/cases-api.ts";
import { createLook, LOOK_PATH } from "./http/look/look.ts";
import { createPosters, POSTERS_PATH } from "./http/posters/posters.ts";
import { createServer, type HttpServer } from "./http/server.ts";
import type { ProgrammeBook } from "./knowledge/programmes/load.ts";
import { type OpenedAdapters, openAdapters } from "./open-adapters.ts";
import { editFeed, type Knowledge, openKnowledge } from "./open-knowledge.ts";
import { publicChatLine } from "./open-public-chat.ts";
import type { OpenAlarmClock } from "./queue/open-alarm-clock.ts";
import { ratesOf } from "./send-rates.ts";
import { StartError } from "./start-error.ts";
import { openEmbedded } from "./store/embedded/open-embedded.ts";
import { migrate } from "./store/migrate.ts";
import { parseMasterKeys } from "./store/sealing/master-keys.ts";
import { openStore, type Store } from "./store/store.ts";
import type { Logger } from "./telemetry/log.ts";
import { createMetrics, type Metrics } from "./telemetry/metrics.ts";
import { VERSION } from "./version.ts";

/** What a service is started with. */
export interface AppOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly log: Logger;
}

/** A running service. */
export interface App {
  readonly address: string;
  /** What was found at start, one line each. */
  readonly found: readonly string[];
  /** Takes no more events, finishes what was accepted, sends what is ready. */
  stop(): Promise<void>;
}

interface Closable {
  close(): Promise<void>;
}

/** Starts the service; whatever was opened is closed again when a later part fails. */
export async function startApp(options: AppOptions): Promise<App> {
  const opened: Closable[] = [];
  const closeAll = async () => {
    for (const part of opened.reverse()) await part.close();
  };
  try {
    const app = await start(options, opened);
    return { ...app, stop: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function start(
  { config, secrets, log }: AppOptions,
  opened: Closable[],
): Promise<Omit<App, "stop">> {
  const knowledge = openKnowledgeAhead();
  const database = await openDatabase(config, secrets, opened);
  await migrate(database.url);
  const masterKeys = parseMasterKeys(secrets.encryptionKey ?? (await embeddedKey(config.dataDir)));
  const store = await openStore({ url: database.url, masterKeys, log });
  opened.push(store);
  await takeServiceLock(config, store, opened);
  const openingAlarms = meanwhile(openAlarms(secrets, database.url, log), opened);
  await noteErasures(config, store, log);
  const metrics = createMetrics();
  const tokens = createTokens(masterKeys);
  const known = await knowledge;
  const { live, programmes: book } = known;
  opened.push(await live.follow(editFeed(store), log));
  const site = siteOf(config);
  const spoken = { ...known, ...settingsOf(config, secrets), store, site, metrics };
  const definition = conversation(conversationParts(spoken));
  const health = lateHealth();
  const staffConsole = openConsole({ config, site, store, tokens, book, health, metrics, log });
  const platforms = await openAdapters({
    config,
    secrets,
    store,
    tokens,
    masterKeys,
    commands: definition.commands,
    forStaffOnly: staffConsole.forStaffOnly,
    metrics,
    log,
  });
  const adapters = platforms.channels.map(({ adapter }) => adapter);
  site.speaksOn(platforms.channels.map(({ name }) => name));
  const engine = createEngine(definition);
  const alarms = await openingAlarms;
  const delivery = createDelivery({
    store,
    engine,
    tokens,
    adapters,
    log,
    metrics,
    defaultLocale: config.locale,
    alarms,
    works: config.role !== "web",
    rates: config.sendRates,
    ...ownAddresses(config, tokens, store),
    onErased: () => noteErasures(config, store, log),
  });
  for (const adapter of adapters) await adapter.start(delivery.receive);
  const pages = questionPages(config, { engine, tokens, store, receive: delivery.receive, log });
  const seen = { staffConsole, pages, metrics, log };
  const parts = { ...seen, book, config, database, alarms, store, platforms };
  const server = serverFor(parts);
  health.is(server.readiness);
  opened.push(stopOrder(adapters, delivery, server));
  const { url } = await server.listen();
  site.listensAt(url);
  await delivery.start();
  opened.push(await startSweeps({ book, config, secrets, adapters, store, log }));
  setTimeout(live.getReady, ANSWERS_READY_AFTER_MS).unref();
  watchQueue(metrics, store);
  return { address: url, found: await found(parts, live, site.address(), url) };
}

/** Who wrote while the service was away is answered first: most of them need no clauses. */
const ANSWERS_READY_AFTER_MS = 250;

/** What the conversation takes from the configuration. */
function settingsOf({ sendRates, retention, timezone }: Config, { smsWebhookUrl }: Secrets) {
  const sendsCodes = smsWebhookUrl !== undefined;
  return { rateOf: ratesOf(sendRates), retention, zone: timezone, sendsCodes };
}

/** What messages lead to on pages of our own. */
function ownAddresses(config: Config, tokens: Tokens, store: Store) {
  return { pageOf: pageAddress(config, tokens), fileLinkOf: fileLinks(config, store) };
}

/** What is said at start, a line each. */
async function found(
  { config, database, alarms, platforms, staffConsole }: ServerParts,
  live: Knowledge["live"],
  address: string,
  url: string,
): Promise<readonly string[]> {
  return [
    database.describe,
    alarms.describe,
    `knowledge: ${live.current().base.clauses.length} clauses`,
    `channels: ${platforms.channels.map(({ name }) => name).join(", ") || "none"}`,
    ...[publicChatLine(config, url) ?? []].flat(),
    ...(await consoleLine(staffConsole, address)),
    `open: ${url}`,
  ];
}

/** At the start before anything comes in: an older backup may have been put in the database's place. */
async function noteErasures({ dataDir }: Config, store: Store, log: Logger): Promise<void> {
  const count = await keepErasures(store, dataDir, (err) => log.warn({ err }, NOT_NOTED));
  if (count > 0) log.warn({ count }, "People an older backup brought back were erased again");
}

/** Reads the content while the database starts; a mistake in it is met when it is awaited, not before. */
function openKnowledgeAhead(): ReturnType<typeof openKnowledge> {
  const knowledge = openKnowledge();
  knowledge.catch(() => undefined);
  return knowledge;
}

/** A part that opens while others do; it is closed in its turn even if a failure elsewhere comes first. */
function meanwhile<Part extends Closable>(opening: Promise<Part>, opened: Closable[]) {
  const settled = opening.catch(() => undefined);
  opened.push({ close: async () => void (await (await settled)?.close()) });
  return opening;
}

interface ServerParts {
  readonly book: ProgrammeBook;
  readonly config: Config;
  readonly database: { readonly describe: string };
  readonly alarms: OpenAlarmClock;
  readonly store: Store;
  readonly platforms: OpenedAdapters;
  readonly staffConsole: OpenedConsole;
  readonly pages: Mount | undefined;
  readonly metrics: Metrics;
  readonly log: Logger;
}

function serverFor(parts: ServerParts): HttpServer {
  const { book, config, database, alarms, store, platforms, staffConsole, metrics, log } = parts;
  const { channels, checks } = platforms;
  return createServer({
    host: config.host,
    port: config.port,
    mounts: [
      { path: LOOK_PATH, app: createLook() },
      { path: POSTERS_PATH, app: createPosters(posterIn(store)) },
      { path: "/console", app: staffConsole.app },
      { path: "/api", app: createCasesApi({ store, book, version: VERSION, log }) },
      ...[parts.pages ?? []].flat(),
      handedInFiles(config, store, log),
      ...channels.flatMap(({ mount }) => mount ?? []),
    ],
    straight: channels.flatMap(({ straight }) => straight ?? []),
    facts: {
      version: VERSION,
      role: config.role,
      database: database.describe,
      queue: alarms.describe,
      channels: channels.map(({ adapter }) => adapter.platform),
    },
    checks: {
      database: async () => void (await store.ping()),
      queue: async () => void (await alarms.ping()),
      ...checks,
    },
    metrics,
    log,
  });
}

function posterIn(store: Store) {
  return (version: string) => store.read((tx) => shownPoster(tx, version));
}

/** Requests under way get this long to be answered: on a busy machine a turn may take seconds. */
const ANSWERED_WITHIN_MS = 5_000;

/** First nothing more comes in, then what was accepted is finished and sent, then the connections are cut. */
function stopOrder(adapters: readonly Adapter[], delivery: Delivery, server: HttpServer): Closable {
  return {
    async close() {
      const closing = server.close(ANSWERED_WITHIN_MS);
      await Promise.all(adapters.map((adapter) => adapter.stop()));
      await delivery.stop();
      await closing;
    },
  };
}

async function openDatabase(config: Config, secrets: Secrets, opened: Closable[]) {
  if (secrets.databaseUrl !== undefined) {
    return { url: secrets.databaseUrl, describe: "database: PostgreSQL at DATABASE_URL" };
  }
  const embedded = await openEmbedded({ dataDir: config.dataDir });
  opened.push({ close: () => embedded.stop() });
  return { url: embedded.url, describe: embedded.describe };
}

/** Two services on one embedded database would both be its playground. */
async function takeServiceLock(config: Config, store: Store, opened: Closable[]): Promise<void> {
  if (config.database !== "embedded") return;
  const lock = await store.serviceLock();
  if (!lock) {
    throw new StartError(
      "Another service already runs on this data folder; stop it first, or set DATA_DIR to another folder",
    );
  }
  opened.push({ close: () => lock.release() });
}

function watchQueue(metrics: Metrics, store: Store): void {
  metrics.watch({
    outboundQueued: async () => {
      const { outboundQueued, outboundLater } = await store.counts();
      return outboundQueued + outboundLater;
    },
  });
}
