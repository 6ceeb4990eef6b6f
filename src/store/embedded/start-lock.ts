import { randomUUID } from "node:crypto";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { codeOf } from "./embedded-error.ts";
import { isAlive, startTicks } from "./process-facts.ts";

const holderSchema = z.object({
  pid: z.int().positive(),
  startTicks: z.string().optional(),
  token: z.string(),
});

type Holder = z.infer<typeof holderSchema>;

const POLL_MS = 20;

/** A lock file that says nothing is being written, or, when older than this (ms), was cut off. */
const WRITING_MS = 2_000;

/**
 * Longest wait for another starter, ms. The lock only saves work: two servers cannot run in one
 * folder and a cluster gets its name by one rename, so going on without it is wasteful, not wrong.
 */
const PATIENCE_MS = 90_000;

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return holderSchema.safeParse(JSON.parse(await readFile(file, "utf8"))).data;
  } catch (error) {
    if (codeOf(error) === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function ageMs(file: string): Promise<number> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
}

/** Whether the process that took the lock still runs; its start time tells it from a later namesake. */
async function isHeld(file: string): Promise<boolean> {
  const holder = await readHolder(file);
  if (holder === undefined) return (await ageMs(file)) < WRITING_MS;
  return (await isAlive(holder.pid)) && (await startTicks(holder.pid)) === holder.startTicks;
}

async function tryTake(file: string, holder: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(holder), { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

async function take(file: string): Promise<string> {
  const token = randomUUID();
  const holder: Holder = { pid: process.pid, startTicks: await startTicks(process.pid), token };
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await tryTake(file, holder))) {
    if ((await isHeld(file)) && performance.now() < giveUpAt) await delay(POLL_MS);
    else await rm(file, { force: true });
  }
  return token;
}

async function release(file: string, token: string): Promise<void> {
  if ((await readHolder(file))?.token === token) await rm(file, { force: true });
}

/** Runs `work` as the only starter on this data folder; a lock left by a killed starter is taken over. */
export async function withStartLock<Result>(
  dataDir: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const file = join(dataDir, "start.lock");
  const token = await take(file);
  try {
    return await work();
  } finally {
    await release(file, token);
  }
}
