import { type Context, Hono } from "hono";
import type { Metrics } from "../telemetry/metrics.ts";
import type { Readiness } from "./readiness.ts";

/** What was found at start; shown to whoever can reach the service, so without addresses and passwords. */
export interface StartFacts {
  readonly version: string;
  readonly role: string;
  readonly database: string;
  readonly queue: string;
  readonly channels: readonly string[];
}

/** What the pages for operators and probes tell. */
export interface HealthServices {
  readonly facts: StartFacts;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Pick<Metrics, "render">;
}

/** The pages for operators and probes: is it up, can it work, and its figures. */
export function createHealth({ facts, readiness, metrics }: HealthServices): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ status: "up", ...facts }, 200, NOT_STORED));
  app.get("/readyz", async (c) => {
    const found = await readiness();
    return c.json(found, found.status === "ready" ? 200 : 503, NOT_STORED);
  });
  app.get("/metrics", async (c: Context) => {
    const { contentType, body } = await metrics.render();
    return c.body(body, 200, { ...NOT_STORED, "content-type": contentType });
  });
  return app;
}

const NOT_STORED = { "cache-control": "no-store" } as const;
