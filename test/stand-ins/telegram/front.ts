import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TelegramStandIn } from "./server.ts";

/** One address for several bots, as Telegram has: a call goes to the stand-in whose token it carries. */
export interface Front {
  readonly apiRoot: string;
  stop(): Promise<void>;
}

export async function startFront(bots: readonly TelegramStandIn[]): Promise<Front> {
  const server = createServer((request, response) => {
    forward(bots, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(
  bots: readonly TelegramStandIn[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bot = bots.find(({ token }) => request.url?.startsWith(`/bot${token}/`));
  if (!bot) {
    response.writeHead(401, { "content-type": "application/json" });
    response.end(JSON.stringify({ ok: false, error_code: 401, description: "Unauthorized" }));
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const answer = await fetch(`${bot.apiRoot}${request.url}`, {
    method: "POST",
    body: new Uint8Array(Buffer.concat(chunks)),
    headers: { "content-type": "application/json" },
  });
  response.writeHead(answer.status, { "content-type": "application/json" });
  response.end(await answer.text());
}
