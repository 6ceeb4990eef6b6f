import { setTimeout as delay } from "node:timers/promises";
import { codeOf, EmbeddedError } from "./embedded-error.ts";
import type { Server } from "./launch.ts";
import { postmasterState } from "./postmaster.ts";
import { isAlive } from "./process-facts.ts";

const POLL_MS = 5;

/** How long each way of asking may take, ms: in order, then at once (the next start recovers). */
const ASKING = [
  { signal: "SIGINT", patienceMs: 6_000 },
  { signal: "SIGQUIT", patienceMs: 2_000 },
] as const;

async function isRunning({ cluster, pid }: Server): Promise<boolean> {
  const state = await postmasterState(cluster.folder);
  return state.kind === "running" && state.pid === pid;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

/**
 * Stops the server and waits until its process is gone: first with a checkpoint, clients cut off;
 * a server that does not end in time is told to end at once.
 * @throws EmbeddedError `did-not-stop`
 */
export async function shutDown(server: Server): Promise<void> {
  if (!(await isRunning(server))) return;
  for (const { signal, patienceMs } of ASKING) {
    send(server.pid, signal);
    const giveUpAt = performance.now() + patienceMs;
    while (performance.now() < giveUpAt) {
      if (!(await isAlive(server.pid))) return;
      await delay(POLL_MS);
    }
  }
  throw new EmbeddedError(
    "did-not-stop",
    `PostgreSQL in ${server.cluster.folder} does not end: end the process ${server.pid}`,
  );
}
