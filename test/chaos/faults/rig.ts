import { randomBytes } from "node:crypto";
import { type Rates, TELEGRAM_RATES } from "../../stand-ins/telegram/rates.ts";
import { startTelegram, type TelegramStandIn } from "../../stand-ins/telegram/server.ts";
import { freePort } from "../../support/free-port.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { type Balancer, startBalancer } from "./balancer.ts";
import type { Entry } from "./built-service.ts";
import { type Creator, createCreator } from "./dialogue.ts";
import { type ServiceProcess, serviceProcess } from "./service-process.ts";

/** What a rig is made of. */
export interface RigOptions {
  readonly entry: Entry;
  readonly database: TestDatabase;
  readonly people: number;
  readonly isUnlimited?: boolean | undefined;
  /** What the platform takes of the bot in a second, and what the bot is told of it; 30 when not given. */
  readonly perSecond?: number | undefined;
  /** How long somebody goes on waiting for the bot, ms; 90 s when not given. */
  readonly givesUpAfterMs?: number | undefined;
  /** How many processes run the service; one when not given. */
  readonly processes?: number;
  readonly redisUrl?: string | undefined;
}

/** The platform, what stands before the service, the service's processes, and people with a question. */
export interface Rig {
  readonly databaseUrl: string;
  /** What the service's secrets are sealed with. */
  readonly masterKey: Uint8Array;
  readonly telegram: TelegramStandIn;
  readonly balancer: Balancer;
  readonly processes: readonly ServiceProcess[];
  /** The first of them, which sends with the token. */
  readonly first: ServiceProcess;
  readonly creators: readonly Creator[];
  /** Somebody who is not counted among the dialogues. */
  bystander(): Creator;
  /** What the processes wrote: warnings and errors. */
  written(): string;
  close(): Promise<void>;
}

const RETRIES = { retryMs: 40, longestRetryMs: 500, times: 1 } as const;

/** Starts everything; the first process is ready, and so owns the token, before the others start. */
export async function openRig(options: RigOptions): Promise<Rig> {
  const telegram = await startTelegram({ rates: platformRates(options) });
  telegram.updates.manner = RETRIES;
  const count = options.processes ?? 1;
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  const balancer = await startBalancer(ports);
  const processes = ports.map((port) =>
    serviceProcess(options.entry, port, environmentOf(options, telegram, balancer)),
  );
  const close = async () => {
    await Promise.all(processes.map((process) => process.stop()));
    await telegram.stop();
    await balancer.close();
  };
  const [first] = processes;
  if (!first) throw new Error("A rig needs a process");
  try {
    for (const process of processes) await process.start();
  } catch (error) {
    await close();
    throw error;
  }
  let people = 0;
  const { givesUpAfterMs = 90_000 } = options;
  const bystander = () => createCreator(telegram.people, ++people, givesUpAfterMs);
  return {
    databaseUrl: options.database.url,
    masterKey: KEY,
    telegram,
    balancer,
    processes,
    first,
    creators: Array.from({ length: options.people }, bystander),
    bystander,
    written: () => processes.map((process) => process.written()).join(""),
    close,
  };
}

function platformRates({ isUnlimited, perSecond }: RigOptions): Rates | "off" {
  if (isUnlimited) return "off";
  return { ...TELEGRAM_RATES, perSecond: perSecond ?? TELEGRAM_RATES.perSecond };
}

function environmentOf(
  { database, redisUrl, isUnlimited, perSecond }: RigOptions,
  telegram: TelegramStandIn,
  balancer: Balancer,
): Readonly<Record<string, string>> {
  return {
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: Buffer.from(KEY).toString("base64"),
    PUBLIC_URL: balancer.url,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    ...(isUnlimited ? { SEND_RATE: "telegram=500/s,telegram.chat=50/s" } : {}),
    ...(perSecond === undefined ? {} : { SEND_RATE: `telegram=${perSecond}/s` }),
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  };
}

const KEY = new Uint8Array(randomBytes(32));
const SECRET = "w".repeat(32);
