import { Redis } from "ioredis";
import { z } from "zod";
import { QueueRefused, QueueUnavailable } from "./alarm-clock.ts";

/** What is asked of a Redis or Valkey server. */
const OLDEST = [6, 2] as const;
const ANSWER_WITHIN_MS = 5_000;

const infoSchema = z.object({
  redis_version: z.string(),
  maxmemory_policy: z.string().optional(),
});

/** What a server says of itself. */
export interface RedisServer {
  readonly version: string;
}

/**
 * Looks whether a server may keep alarms: Redis 6.2 or newer that evicts nothing when its memory is full.
 * Rejects with `QueueUnavailable` or `QueueRefused`. Source: BullMQ, "Going to production".
 */
export async function inspectRedis(url: string): Promise<RedisServer> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // Without a listener an unreachable server would end the process; connect() rejects with the same cause.
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    return checkServer(await redis.info());
  } catch (error) {
    if (error instanceof QueueRefused) throw error;
    throw new QueueUnavailable("REDIS_URL cannot be reached; check the address and that it runs", {
      cause: error,
    });
  } finally {
    redis.disconnect();
  }
}

function checkServer(info: string): RedisServer {
  const { redis_version: version, maxmemory_policy: policy } = infoSchema.parse(fieldsOf(info));
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    throw new QueueRefused(`REDIS_URL is Redis ${version}; use 6.2 or newer`);
  }
  if (policy !== undefined && policy !== "noeviction") {
    throw new QueueRefused(
      `REDIS_URL evicts keys when its memory is full (maxmemory-policy ${policy}); set it to noeviction`,
    );
  }
  return { version };
}

function fieldsOf(info: string): Record<string, string> {
  const lines = info.split(/\r?\n/).filter((line) => line.includes(":"));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1)]),
  );
}
