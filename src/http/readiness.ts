import type { Logger } from "../telemetry/log.ts";
import { createProbe, ProbeTimeout } from "../telemetry/probe.ts";
import { systemCodeOf } from "./listen-error.ts";

/**
 * Whether something the service needs can be used now: resolves with nothing when it can, or with the
 * reason in words written in the code. What it rejects with is told by its code only.
 */
export type ReadinessCheck = () => Promise<string | undefined>;

/** What all checks said; a check that is fine says `ok`. */
export interface Readiness {
  readonly status: "ready" | "not-ready";
  readonly checks: Readonly<Record<string, string>>;
}

const LONGEST_CHECK_MS = 2000;

/** Runs the checks side by side; a change between ready and not ready is logged. */
export function createReadiness(
  checks: Readonly<Record<string, ReadinessCheck>>,
  log: Logger,
): () => Promise<Readiness> {
  const probes = Object.entries(checks).map(
    ([name, check]) => [name, createProbe(check, LONGEST_CHECK_MS)] as const,
  );
  let failing: readonly string[] = [];
  return async () => {
    const results = await Promise.all(
      probes.map(async ([name, probe]) => [name, await resultOf(probe)] as const),
    );
    const failed = results.filter(([, { reason }]) => reason !== undefined);
    const names = failed.map(([name]) => name);
    if (names.join() !== failing.join()) {
      failing = names;
      if (names.length === 0) log.info({}, "ready again");
      for (const [name, { err }] of failed) log.warn({ checks: name, err }, "not ready");
    }
    return {
      status: names.length === 0 ? "ready" : "not-ready",
      checks: Object.fromEntries(results.map(([name, { reason }]) => [name, reason ?? "ok"])),
    };
  };
}

interface Result {
  readonly reason: string | undefined;
  readonly err?: unknown;
}

async function resultOf(probe: () => Promise<string | undefined>): Promise<Result> {
  try {
    return { reason: await probe() };
  } catch (err) {
    return { reason: reasonOf(err), err };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ProbeTimeout) return error.message;
  const code = systemCodeOf(error);
  return code === undefined ? "failed" : `failed (${code})`;
}
