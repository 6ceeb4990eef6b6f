import type { Client } from "./client.ts";
import type { AdapterLog } from "./log.ts";
import { updateMenus } from "./menu.ts";
import { type Polling, pause } from "./polling.ts";
import { registerWay, type Way } from "./registration.ts";
import { codesOf, type Standing } from "./standing.ts";

/** What opening needs. */
export interface OpeningServices {
  readonly client: Client;
  readonly standing: Standing;
  readonly way: Way;
  readonly polling: Polling;
  readonly commands: ReadonlySet<string>;
  readonly backOff: { readonly firstMs: number; readonly longestMs: number };
  readonly log: AdapterLog;
}

/** Gets the bot going. */
export interface Opening {
  /** Begins, and goes on by itself until it worked: nobody waits for a platform that is away. */
  start(): void;
  stop(): Promise<void>;
}

export function createOpening(services: OpeningServices): Opening {
  const { polling, backOff } = services;
  const stopping = new AbortController();
  let trying: Promise<void> = Promise.resolve();
  let isPolling = false;

  function goOn(): void {
    if (services.way.kind !== "polling" || stopping.signal.aborted) return;
    isPolling = true;
    polling.start();
  }

  async function keepTrying(): Promise<void> {
    let waitMs = backOff.firstMs;
    while (!stopping.signal.aborted) {
      if (await open(services)) return goOn();
      await pause(waitMs, stopping.signal);
      waitMs = Math.min(waitMs * 2, backOff.longestMs);
    }
  }

  return {
    start() {
      trying = keepTrying();
    },
    async stop() {
      stopping.abort();
      await trying;
      if (isPolling) await polling.stop();
    },
  };
}

/** Learns who the bot is, says how updates come in, and shows the menus. False when the platform is away. */
async function open({ client, standing, way, commands, log }: OpeningServices): Promise<boolean> {
  const bot = await standing.ask();
  if (!bot) {
    log.warn({ ...standing.failed() }, "Telegram does not work yet; /readyz says what to do");
    return false;
  }
  const registered = await registerWay(client, way);
  if (!registered.ok) {
    standing.hindered(standing.troubleOf(registered.failure));
    log.warn({ ...codesOf(registered.failure) }, "Telegram was not told how updates come in");
    return false;
  }
  standing.hindered(undefined);
  if (!bot.readsAll) {
    log.info({}, "privacy mode is on: in groups only commands, replies and taps reach the bot");
  }
  // A menu is no reason to keep anybody waiting.
  void updateMenus(client, commands);
  return true;
}
