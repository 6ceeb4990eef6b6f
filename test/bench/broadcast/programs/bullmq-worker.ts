import { autoRetry } from "@grammyjs/auto-retry";
import { Queue, Worker } from "bullmq";
import { Api } from "grammy";
import { API, CHATS, PER_SECOND, TEXT } from "./crowd.ts";

/** A job a chat, worked off with BullMQ's limiter at the platform's rate; refused calls again after the time asked for. */
const { hostname: host, port } = new URL(process.env["REDIS_URL"] ?? "");
const connection = { host, port: Number(port), maxRetriesPerRequest: null };
const api = new Api(API.token, { apiRoot: API.root });
api.config.use(autoRetry());
const queue = new Queue<{ readonly chat: number }>("announcement", { connection });
process.send?.("begins");
await queue.addBulk(CHATS.map((chat) => ({ name: "copy", data: { chat } })));
let left = CHATS.length;
const worker = new Worker<{ readonly chat: number }>(
  "announcement",
  async ({ data }) => {
    await api.sendMessage(data.chat, TEXT);
  },
  { connection, concurrency: 50, limiter: { max: PER_SECOND, duration: 1_000 } },
);
worker.on("completed", () => {
  left -= 1;
  if (left === 0) void worker.close().then(() => process.exit(0));
});
