import { setTimeout as delay } from "node:timers/promises";
import { type Cluster, existingClusters } from "./cluster.ts";
import { EmbeddedError } from "./embedded-error.ts";
import type { Server } from "./launch.ts";
import { postmasterState } from "./postmaster.ts";

const POLL_MS = 10;

/** Longest wait for a server that is starting, recovering or stopping, ms. */
const PATIENCE_MS = 120_000;

/** Waits for a server that is on its way up or down; undefined when none runs in the end. */
async function settled(cluster: Cluster): Promise<Server | undefined> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (performance.now() < giveUpAt) {
    const state = await postmasterState(cluster.folder);
    if (state.kind !== "running") return undefined;
    if (state.status === "ready") return { cluster, pid: state.pid, port: state.port };
    await delay(POLL_MS);
  }
  throw new EmbeddedError(
    "did-not-start",
    `the PostgreSQL server in ${cluster.folder} neither answers nor ends: end it, or wait and start again`,
  );
}

/** The server already running from one of the data folder's clusters. */
export async function findRunning(dataDir: string): Promise<Server | undefined> {
  for (const cluster of await existingClusters(dataDir)) {
    const server = await settled(cluster);
    if (server !== undefined) return server;
  }
  return undefined;
}
