import { Agent, request } from "node:http";

/** What is posted along with every update. */
export const SECRET = "b".repeat(32);

/** Posts updates to a bot over connections that stay open. */
export interface Webhook {
  /** Resolves with the status; rejects when nobody listens. */
  post(update: object): Promise<number>;
  close(): void;
}

export function openWebhook(port: number): Webhook {
  const agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: "fifo" });
  return {
    close: () => agent.destroy(),
    post(update) {
      const body = JSON.stringify(update);
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "x-telegram-bot-api-secret-token": SECRET,
      };
      return new Promise((resolve, reject) => {
        const call = request(
          { host: "127.0.0.1", port, path: "/telegram", method: "POST", agent, headers },
          (response) => {
            response.resume();
            response.on("end", () => resolve(response.statusCode ?? 0));
            response.on("error", reject);
          },
        );
        call.on("error", reject);
        call.end(body);
      });
    },
  };
}
