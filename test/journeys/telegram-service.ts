import { randomBytes } from "node:crypto";
import { type App, startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { freePort } from "../support/free-port.ts";
import { watchedLog } from "../support/leaks/watch.ts";
import { type Program, startProgram } from "../support/program.ts";

const KEY = randomBytes(32).toString("base64");
const SECRET = "w".repeat(32);

/** The whole service against a strict Bot API, on a database of its own. */
export interface TelegramService {
  readonly telegram: TelegramStandIn;
  readonly address: string;
  readonly secret: string;
  readonly app: App;
  /** What it is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops the service and starts it again, as a deploy does; starts it when it was killed. */
  restart(): Promise<void>;
  /** Stops the service and starts it again as a process of its own. */
  moveOut(): Promise<void>;
  /** kill -9 of that process: nothing is tidied up. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface TelegramServiceOptions {
  readonly databaseUrl: string;
  readonly way: "webhook" | "polling";
  readonly telegram: TelegramStandIn;
  /** The value of STAFF. */
  readonly staff?: string;
  /** Where several bots are reached; the stand-in itself when not given. */
  readonly apiRoot?: string;
  /** More of the environment. */
  readonly more?: Readonly<Record<string, string>>;
}

export async function startTelegramService({
  databaseUrl,
  way,
  telegram,
  staff,
  apiRoot = telegram.apiRoot,
  more = {},
}: TelegramServiceOptions): Promise<TelegramService> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const environment = {
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: KEY,
    PORT: String(port),
    PUBLIC_URL: address,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: apiRoot,
    LOG_LEVEL: "silent",
    ...(way === "webhook" ? { TELEGRAM_WEBHOOK_SECRET: SECRET } : {}),
    ...more,
    ...(staff === undefined ? {} : { STAFF: staff }),
  };
  const start = async () => {
    const read = readConfig(environment);
    if ("mistakes" in read) throw new Error(read.mistakes.join("\n"));
    return startApp({ ...read, log: watchedLog() });
  };
  let app = await start();
  let program: Program | undefined;
  const end = async () => {
    if (!program) return app.stop();
    program.kill("SIGKILL");
    await program.ended;
  };
  return {
    telegram,
    address,
    secret: SECRET,
    environment,
    get app() {
      return app;
    },
    async restart() {
      await end();
      program = undefined;
      app = await start();
    },
    async moveOut() {
      await app.stop();
      program = startProgram("src/main.ts", [], environment);
      await program.prints(/^open: \S+$/m);
    },
    kill: end,
    stop: end,
  };
}
