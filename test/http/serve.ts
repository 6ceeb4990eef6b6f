import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createServer, type HttpServer, type ServerOptions } from "../../src/http/server.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";
import { keptLog } from "../telemetry/written.ts";

/** What a test's service says was found at start. */
export const FACTS = {
  version: "0.1.0",
  role: "all",
  database: "packaged PostgreSQL 18.4",
  queue: "PostgreSQL",
  channels: ["playground"],
} as const;

/** A server on a free port of loopback that does not listen yet, and its log. */
export function makeServer(options: Partial<ServerOptions> = {}) {
  const kept = keptLog();
  const server = createServer({
    host: "127.0.0.1",
    port: 0,
    mounts: [],
    facts: FACTS,
    checks: {},
    metrics: createMetrics(),
    log: kept.log,
    ...options,
  });
  return { ...kept, server };
}

/** Listens until the test is over. */
export async function listening(server: HttpServer): Promise<string> {
  const { url } = await server.listen();
  onTestFinished(() => server.close(0));
  return url;
}

/** A connection on which a test writes and reads what it likes. */
export interface Wire {
  readonly socket: Socket;
  readonly received: () => string;
  /** Resolves once what was received matches. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves once the other side has ended the connection. */
  ended(): Promise<string>;
}

/** Opens a connection to a server. */
export async function openWire(url: string): Promise<Wire> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    text += chunk;
  });
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  await once(socket, "connect");
  // A connection that is cut may end in a reset: an end like any other.
  socket.on("error", () => undefined);
  return {
    socket,
    received: () => text,
    async until(pattern) {
      while (!pattern.test(text)) await once(socket, "data");
      return text;
    },
    async ended() {
      await closed;
      return text;
    },
  };
}
