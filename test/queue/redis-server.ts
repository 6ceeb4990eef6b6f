import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "../support/free-port.ts";

/** A private Redis server on loopback. */
export interface RedisServerForTests {
  readonly url: string;
  /** Forgets everything it holds. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server of the machine, or uses the one of `TEST_REDIS_URL`; resolves once it answers. */
export async function startRedis(
  found: string,
  options: { readonly policy?: string; readonly port?: number } = {},
): Promise<RedisServerForTests> {
  if (found.includes("://")) return remote(found);
  const folder = await mkdtemp(join(tmpdir(), "redis-"));
  const port = options.port ?? (await freePort());
  const { policy = "noeviction" } = options;
  const server = spawn(
    found,
    ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""].concat(
      "--maxmemory-policy",
      policy,
    ),
    { stdio: "ignore" },
  );
  const gone = once(server, "exit");
  const url = `redis://127.0.0.1:${port}`;
  await answered(url);
  return {
    ...remote(url),
    async stop() {
      server.kill("SIGKILL");
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answered(url: string): Promise<void> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on("error", () => undefined);
  await redis.ping();
  redis.disconnect();
}

function remote(url: string): RedisServerForTests {
  return {
    url,
    async flush() {
      const redis = new Redis(url);
      await redis.flushall();
      redis.disconnect();
    },
    stop: async () => undefined,
  };
}
