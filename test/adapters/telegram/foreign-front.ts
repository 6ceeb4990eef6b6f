import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What telegram-test-api 4.2.1 lacks of the methods the adapter calls: it answers every unknown method with
 * status 500 and no Bot API error.
 */
const LACKING: Readonly<Record<string, unknown>> = {
  getWebhookInfo: { url: "", has_custom_certificate: false, pending_update_count: 0 },
  getMyCommands: [],
  setMyCommands: true,
};

/** It answers getUpdates at once, also when there is nothing; a real server holds the call open. ms. */
const HELD_MS = 100;

/** The foreign server with what it lacks in front; everything else is passed on as it comes. */
export interface ForeignFront {
  readonly apiRoot: string;
  /** Methods the foreign server answered, and with which status. */
  readonly passed: readonly (readonly [method: string, status: number])[];
  stop(): Promise<void>;
}

export async function startForeignFront(behind: string): Promise<ForeignFront> {
  const passed: [string, number][] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.url?.split("/").at(-1) ?? "";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (Object.hasOwn(LACKING, method)) {
      return write(response, 200, JSON.stringify({ ok: true, result: LACKING[method] }));
    }
    const body = Buffer.concat(chunks);
    const answered = await fetch(`${behind}${request.url}`, {
      method: "POST",
      body: body.length === 0 ? "{}" : new Uint8Array(body),
      headers: { "content-type": "application/json" },
    });
    passed.push([method, answered.status]);
    const text = await answered.text();
    if (method === "getUpdates" && text.includes('"result":[]')) {
      await new Promise((resolve) => setTimeout(resolve, HELD_MS));
    }
    write(response, answered.status, text);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    passed,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function write(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body);
}
