import type { BrowserContextOptions, Page } from "playwright-core";
import postgres from "postgres";
import { consoleLinkUrl } from "../../src/console-address.ts";
import { seedEvents } from "../../src/demo-events.ts";
import { createConsoleSecrets, makeLink } from "../../src/domain/console-access.ts";
import type { Role } from "../../src/engine/terms.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { startTelegramService } from "../journeys/telegram-service.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import type { TestBrowser } from "../support/browser.ts";
import { testDatabase } from "../support/postgres.ts";

const ZONE = "Asia/Shanghai";

/** The service on the strict Telegram stand-in, slow enough that an announcement can be watched on its way. */
export interface ConsoleStage {
  readonly address: string;
  readonly store: Store;
  readonly telegram: TelegramStandIn;
  /** A new one-time link for somebody with this role. */
  link(role: Role): Promise<string>;
  stop(): Promise<void>;
}

export interface StageOptions {
  /** How many people have written to the bot. */
  readonly people: number;
  readonly perSecond: number;
}

export async function openStage({ people, perSecond }: StageOptions): Promise<ConsoleStage> {
  const database = await testDatabase();
  const telegram = await startTelegram({ rates: "off" });
  const service = await startTelegramService({
    databaseUrl: database.url,
    way: "polling",
    telegram,
    more: { SEND_RATE: `telegram=${perSecond}/s,telegram.chat=1/s` },
  });
  const masterKeys = parseMasterKeys(service.environment["ENCRYPTION_KEY"] ?? "");
  const store = await openStore({ url: database.url, masterKeys });
  const secrets = createConsoleSecrets(store.keyedHash("console"));
  await seedEvents(store, ZONE);
  const bot = String(telegram.world.bot.id);
  const installation = await store.installations.ensure("telegram", bot);
  for (let left = people; left > 0; left -= 1) {
    const id = telegram.people.user("创作者");
    telegram.people.hasStarted(id);
    await store.people.ensureAccount(installation, String(id));
  }
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  await sql`insert into spaces (id, installation, platform_id, kind)
    select 'direct-' || id, installation, platform_id, 'direct' from accounts`;
  await sql`update accounts set direct_space = 'direct-' || id`;
  await sql.end();
  let staff = 0;
  return {
    address: service.address,
    store,
    telegram,
    async link(role) {
      staff += 1;
      const person = await store.people.ensureAccount(installation, `77700${staff}`);
      const desks = role === "specialist" ? (["tax"] as const) : [];
      await store.staff.setPosition(person, { role, desks });
      const link = await store.inTransaction((tx) => makeLink(tx, secrets, person));
      return consoleLinkUrl(service.address, link ?? "none");
    },
    async stop() {
      await store.close();
      await service.stop();
      await telegram.stop();
      await database.drop();
    },
  };
}

/** A page of the console in a browser, and everything it complained about. */
export interface ConsolePage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Opens a browser that nobody has signed in with. */
export async function visitConsole(
  browser: TestBrowser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const context = await browser.visit({
    viewport: { width: 1280, height: 800 },
    locale: "zh-CN",
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (said) => {
    // The browser reports every refusal itself; the tests ask for some of them.
    const isRefusal = said.text().startsWith("Failed to load resource");
    if (said.type() === "error" && !isRefusal) complaints.push(said.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) complaints.push(`asked for ${request.url()}`);
  });
  return { page, complaints };
}

/** The same for somebody with a role, signed in. */
export async function signedInPage(
  browser: TestBrowser,
  stage: ConsoleStage,
  role: Role,
  options: BrowserContextOptions = {},
): Promise<ConsolePage> {
  const opened = await visitConsole(browser, stage.address, options);
  await opened.page.goto(await stage.link(role));
  await opened.page.locator("main button").click();
  await opened.page.waitForURL(/\/console$/);
  return opened;
}
