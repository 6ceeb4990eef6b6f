import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** A message of the bot, as far as a virtual user looks at it. */
export interface BotMessage {
  readonly text: string;
  readonly buttons: readonly {
    readonly text: string;
    readonly callback_data?: string | undefined;
  }[];
}

/** A Bot API that takes everything at once and without any limit: it only hands the messages on. */
export interface BotApi {
  readonly address: string;
  /** Calls back once, with the next message to that chat. */
  next(chat: number, listener: (message: BotMessage) => void): void;
  close(): Promise<void>;
}

const sent = z.object({
  chat_id: z.coerce.number(),
  text: z.string(),
  reply_markup: z
    .object({
      inline_keyboard: z.array(
        z.array(z.object({ text: z.string(), callback_data: z.string().optional() })),
      ),
    })
    .partial()
    .optional(),
});

/** Who the bot is. */
export const BOT = {
  id: 4242,
  is_bot: true,
  first_name: "Bench",
  username: "bench_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
} as const;

export async function startBotApi(): Promise<BotApi> {
  const listeners = new Map<number, (message: BotMessage) => void>();
  let lastMessage = 1_000_000;

  function take(body: string): unknown {
    const { chat_id, text, reply_markup } = sent.parse(JSON.parse(body));
    const listener = listeners.get(chat_id);
    listeners.delete(chat_id);
    listener?.({ text, buttons: reply_markup?.inline_keyboard?.flat() ?? [] });
    lastMessage += 1;
    return { message_id: lastMessage, date: 1, chat: { id: chat_id, type: "private" }, text };
  }

  function resultOf(method: string, body: string): unknown {
    if (method === "sendMessage") return take(body);
    if (method === "getMe") return BOT;
    if (method === "getMyCommands") return [];
    if (method === "getWebhookInfo") return { url: "" };
    return true;
  }

  const server = createServer((request, response) => {
    collect(request, (body) => {
      const method = request.url?.slice(request.url.lastIndexOf("/") + 1) ?? "";
      answer(response, { ok: true, result: resultOf(method, body) });
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${portOf(server.address())}`,
    next: (chat, listener) => void listeners.set(chat, listener),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function collect(request: IncomingMessage, done: (body: string) => void): void {
  let body = "";
  request.setEncoding("utf8");
  request.on("data", (part: string) => {
    body += part;
  });
  request.on("end", () => done(body));
}

function answer(response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("No port to listen on");
  return address.port;
}
