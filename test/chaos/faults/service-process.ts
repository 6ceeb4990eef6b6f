import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Entry } from "./built-service.ts";

/** One process of the service, on a port that stays its own over restarts. */
export interface ServiceProcess {
  readonly port: number;
  /** Starts it; resolves once it says that it is ready. */
  start(): Promise<void>;
  /** kill -9; resolves once it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with how long it took to end, ms, and its exit code. */
  stop(): Promise<{ readonly ms: number; readonly code: number | null }>;
  /** What it wrote since it was made: its warnings and errors. */
  written(): string;
}

/** Generous: how fast a start is, other programs measure; a busy machine must not end a hundred deaths halfway. */
const READY_WITHIN_MS = 120_000;
const ANSWERS_WITHIN_MS = 5_000;

export function serviceProcess(
  entry: Entry,
  port: number,
  environment: Readonly<Record<string, string>>,
): ServiceProcess {
  let written = "";
  let running: { readonly end: (signal: NodeJS.Signals) => Promise<number | null> } | undefined;

  function launch(): Promise<unknown> {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, entry, {
      env: { PATH, HOME, LOG_LEVEL: "warn", ...environment, PORT: String(port) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = once(child, "exit");
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (part: Buffer) => {
        written += part.toString("utf8");
      });
    }
    running = {
      async end(signal) {
        running = undefined;
        child.kill(signal);
        await ended;
        return child.exitCode;
      },
    };
    return ended;
  }

  return {
    port,
    written: () => written,
    async start() {
      const ended = launch();
      const isReady = readyWithin(port, READY_WITHIN_MS);
      const first = await Promise.race([isReady, ended.then(() => "it ended")]);
      if (first !== true) throw new Error(`The service did not get ready (${first}): ${written}`);
    },
    async kill() {
      await running?.end("SIGKILL");
    },
    async stop() {
      const started = performance.now();
      const code = (await running?.end("SIGTERM")) ?? null;
      return { ms: performance.now() - started, code };
    },
  };
}

/** True once it is ready; otherwise the last it answered. */
async function readyWithin(port: number, ms: number): Promise<true | string> {
  const until = performance.now() + ms;
  let last = "nothing";
  while (performance.now() < until) {
    try {
      const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
      const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal });
      if (response.status === 200) return true;
      last = await response.text();
    } catch (error) {
      last = String(error);
    }
    await delay(20);
  }
  return last;
}
