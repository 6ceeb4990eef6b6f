import { buildService } from "../../chaos/faults/built-service.ts";
import { type DatabaseServer, startDatabaseServer } from "../../chaos/faults/database-server.ts";
import { startRedis } from "../../queue/redis-server.ts";
import { type Bench, printTable } from "../bench.ts";
import type { Outcome } from "./outcome.ts";
import { measurePeer } from "./peers.ts";
import { measureService, type ServiceOutcome } from "./service.ts";

/** How many chats, at which rate: ten times the true one, and the true one. */
const SIZES = [
  { chats: 2_000, perSecond: 300 },
  { chats: 300, perSecond: 30 },
] as const;
type Size = (typeof SIZES)[number];

const HEAD = [
  "sent by",
  "chats",
  "rate",
  "× N/rate",
  "first copy",
  "429",
  "twice",
  "a reply waits",
];

/** How near to the platform's rate an announcement comes, and what it costs the others. */
export const broadcastBench: Bench = {
  name: "broadcast",
  usage: "broadcast [REDIS]",
  does: "announcements on the strict Telegram stand-in, beside a grammY loop and BullMQ's limiter (REDIS: redis-server's path)",
  async run([redis = "redis-server"]) {
    const entry = buildService();
    const server = await startDatabaseServer();
    const queue = await startRedis(redis);
    const rows: string[][] = [HEAD];
    try {
      for (const size of SIZES) {
        rows.push(await serviceRow(entry, server, size));
        rows.push(row("grammY loop, auto-retry", size, await measurePeer("grammy-loop", size, "")));
        rows.push(row("BullMQ limiter", size, await measurePeer("bullmq-worker", size, queue.url)));
      }
      const held = await measureService({ entry, server, ...SIZES[1], slowChat: true });
      rows.push(row("this service, one chat held 20 min", SIZES[1], held, replies(held)));
    } finally {
      await queue.stop();
      await server.remove();
    }
    printTable(rows);
    console.log(
      "From the wish to send until the platform had the last copy; limits 1.05, 0 and 1.5 s.",
    );
  },
};

async function serviceRow(
  entry: readonly string[],
  server: DatabaseServer,
  size: Size,
): Promise<string[]> {
  const outcome = await measureService({ entry, server, ...size });
  return row("this service", size, outcome, replies(outcome));
}

function replies({ replyMs }: ServiceOutcome): string {
  const most = Math.max(...replyMs) / 1_000;
  return `${most.toFixed(2)} s at most of ${replyMs.length}`;
}

function row(name: string, { perSecond }: Size, outcome: Outcome, waits = ""): string[] {
  const { copies, firstMs, lastMs, refused, doubled } = outcome;
  const share = lastMs / ((copies / perSecond) * 1_000);
  return [
    ...[name, String(copies), `${perSecond}/s`, share.toFixed(3)],
    ...[`${(firstMs / 1_000).toFixed(2)} s`, String(refused), String(doubled), waits],
  ];
}
