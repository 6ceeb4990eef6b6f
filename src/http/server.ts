import { createServer as createNodeServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import type { Hono } from "hono";
import type { Logger } from "../telemetry/log.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { createApp, type Mount } from "./app.ts";
import { drainable } from "./drain.ts";
import type { StartFacts } from "./health.ts";
import { ListenError } from "./listen-error.ts";
import { createReadiness, type Readiness, type ReadinessCheck } from "./readiness.ts";
import { type StraightRoute, straightListener } from "./straight.ts";

/** What the HTTP server is made of. */
export interface ServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Tried in their order, after the pages of the service itself. */
  readonly mounts: readonly Mount[];
  /** Tried before them all. */
  readonly straight?: readonly StraightRoute[] | undefined;
  readonly facts: StartFacts;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
  readonly metrics: Pick<Metrics, "render">;
  readonly log: Logger;
}

/** Where a server listens. */
export interface Listening {
  readonly port: number;
  /** The address to open on this machine. */
  readonly url: string;
}

/** The service's HTTP side: pages for operators, playground, webhooks. */
export interface HttpServer {
  readonly app: Hono;
  /** What `/readyz` says. */
  readonly readiness: () => Promise<Readiness>;
  /** Rejects with a ListenError. */
  listen(): Promise<Listening>;
  /** Stops accepting and lets requests finish; what is left after `withinMs` is cut. */
  close(withinMs: number): Promise<void>;
}

/** ms. A connection is kept longer than proxies keep theirs (60 s), so that none is closed under a request. */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };

/** A server that does not listen yet. Nothing a proxy says of the client is believed or used. */
export function createServer(options: ServerOptions): HttpServer {
  const { host, port, checks, log } = options;
  const readiness = createReadiness(checks, log);
  const app = createApp({ ...options, readiness });
  const listener = getRequestListener(app.fetch, {
    errorHandler: (error) => answerOutside(error, log),
  });
  const straight = straightListener(options.straight ?? [], log);
  const server = createNodeServer(LIMITS, (incoming, outgoing) => {
    if (!straight(incoming, outgoing)) void listener(incoming, outgoing);
  });
  return {
    app,
    readiness,
    listen: () => listen(server, host, port, log),
    close: drainable(server),
  };
}

/** Answers what failed outside of every route: a request that cannot be read, or a thrown non-error. */
function answerOutside(error: unknown, log: Logger): Response {
  const isTheirs = error instanceof RequestError;
  if (!isTheirs) log.error({ err: error }, "a request failed outside of its route");
  const headers = { "x-content-type-options": "nosniff" };
  return isTheirs
    ? Response.json({ error: "bad-request" }, { status: 400, headers })
    : Response.json({ error: "failed" }, { status: 500, headers });
}

function listen(server: Server, host: string, port: number, log: Logger): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(new ListenError(host, port, error));
    server.once("error", refuse);
    server.listen({ host, port, exclusive: true }, () => {
      server.off("error", refuse);
      server.on("error", (err) => log.error({ err }, "the HTTP server reported an error"));
      const chosen = portOf(server.address());
      resolve({ port: chosen, url: `http://${hostToOpen(host)}:${chosen}` });
    });
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("the system named no port");
  return address.port;
}

/** A host that stands for all addresses is opened on this machine as localhost. */
function hostToOpen(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
