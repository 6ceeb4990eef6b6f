import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";

/** How an envelope ended: acknowledged, with what was answered. */
export interface SocketAnswer {
  readonly payload: unknown;
}

/** The platform's side of Socket Mode. */
export interface SocketServer {
  /** How many connections have said hello so far. */
  readonly opened: () => number;
  readonly open: () => number;
  /** Sends an envelope over one connection; resolves when it is acknowledged, undefined when it is not in time. */
  deliver(
    type: string,
    payload: object,
    retry: number,
    withinMs: number,
  ): Promise<SocketAnswer | undefined>;
  /** Recycles every connection, as Slack does every few hours. */
  recycle(): void;
  /** No more pings, on connections that stay open. */
  fallSilent(): void;
  /** Cuts every connection without a word. */
  cut(): void;
  close(): Promise<void>;
}

const PING_MS = 200;
const MOST = 10;

export function createSocketServer(server: Server): SocketServer {
  const sockets = new WebSocketServer({ server, path: "/link" });
  const silent = new WeakSet<WebSocket>();
  const waiting = new Map<string, (answer: SocketAnswer) => void>();
  let opened = 0;
  const pings = setInterval(() => {
    for (const socket of sockets.clients) if (!silent.has(socket)) socket.ping();
  }, PING_MS);

  sockets.on("connection", (socket) => {
    if (sockets.clients.size > MOST) return socket.close(1008, "too_many_websockets");
    opened += 1;
    const count = sockets.clients.size;
    socket.send(
      JSON.stringify({ type: "hello", num_connections: count, connection_info: { app_id: "A1" } }),
    );
    socket.on("message", (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      waiting.get(envelope_id)?.({ payload });
      waiting.delete(envelope_id);
    });
    socket.on("error", () => undefined);
  });

  return {
    opened: () => opened,
    open: () => sockets.clients.size,
    async deliver(type, payload, retry, withinMs) {
      const usable = [...sockets.clients].filter((one) => one.readyState === one.OPEN);
      const socket = usable.find((one) => !silent.has(one));
      if (!socket) return undefined;
      const envelope_id = randomUUID();
      const answered = new Promise<SocketAnswer | undefined>((resolve) => {
        const timer = setTimeout(resolve, withinMs, undefined);
        waiting.set(envelope_id, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
      });
      socket.send(
        JSON.stringify({
          envelope_id,
          type,
          payload,
          accepts_response_payload: type !== "events_api",
          ...(retry > 0 ? { retry_attempt: retry, retry_reason: "timeout" } : {}),
        }),
      );
      return answered;
    },
    recycle() {
      for (const socket of sockets.clients) {
        socket.send(
          JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: {} }),
        );
      }
    },
    fallSilent() {
      for (const socket of sockets.clients) silent.add(socket);
    },
    cut() {
      for (const socket of sockets.clients) socket.terminate();
    },
    async close() {
      clearInterval(pings);
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}
