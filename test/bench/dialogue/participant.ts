import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../support/free-port.ts";
import type { BotApi } from "./bot-api.ts";
import { firstAnswer, type Talk } from "./users.ts";
import { openWebhook } from "./webhook.ts";

/** A bot that takes part. */
export interface Participant {
  readonly name: string;
  /** What Node is started with. */
  readonly words: readonly string[];
  /** Beside PORT, TELEGRAM_API_ROOT and the PATH. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A participant's process that has answered once. */
export interface Running {
  readonly pid: number;
  readonly talk: Talk;
  /** ms from the start of the process to its first answer. */
  readonly coldMs: number;
  stop(): Promise<void>;
}

const TRY_EVERY_MS = 4;
const LONGEST_START_MS = 30_000;

/** Starts the process and delivers an update, as the platform does, until it is taken. */
export async function start(participant: Participant, api: BotApi): Promise<Running> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [...participant.words], {
    env: {
      PATH: process.env["PATH"],
      PORT: String(port),
      TELEGRAM_API_ROOT: api.address,
      ...participant.environment,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const webhook = openWebhook(port);
  const talk = { api, webhook };
  while (!(await firstAnswer(talk))) {
    const isGone = child.exitCode !== null || performance.now() - begun > LONGEST_START_MS;
    if (isGone) throw new Error(`${participant.name} does not start`);
    await delay(TRY_EVERY_MS);
  }
  const coldMs = performance.now() - begun;
  const stop = async () => {
    webhook.close();
    await end(child);
  };
  return { pid: child.pid ?? 0, talk, coldMs, stop };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}
