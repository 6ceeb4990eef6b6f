import { Counter, Gauge, type Registry } from "prom-client";
import { LABELS, type Label } from "./labels.ts";
import { createProbe } from "./probe.ts";

type ReadingName = Label<"reading">;

/** Figures asked for when a page is made: messages waiting to be sent, ms the oldest due timer waits. */
export type Readings = { readonly [Name in ReadingName]?: () => Promise<number> };

/** Gauges that are asked anew for every page. */
export interface Gauges {
  watch(readings: Readings): void;
  /** Asks all; one that fails or hangs leaves the page and is counted instead. */
  refresh(): Promise<void>;
}

const LONGEST_READING_MS = 2000;

/** Gauges without a value until they are watched. */
export function createGauges(registry: Registry): Gauges {
  const registers = [registry];
  const failures = new Counter({
    name: "juchang_reading_failures_total",
    help: "Figures that could not be read for this page",
    labelNames: ["reading"],
    registers,
  });
  const gauges = {
    outboundQueued: new Gauge({
      name: "juchang_outbound_queued",
      help: "Messages waiting to be sent",
      registers,
    }),
    timersOverdueMs: new Gauge({
      name: "juchang_timers_overdue_seconds",
      help: "How long the oldest due timer has been waiting",
      registers,
    }),
  };
  const perUnit: Readonly<Record<ReadingName, number>> = {
    outboundQueued: 1,
    timersOverdueMs: 1000,
  };
  const probes = new Map<ReadingName, () => Promise<number>>();

  async function refreshOne(name: ReadingName): Promise<void> {
    const probe = probes.get(name);
    gauges[name].remove();
    if (!probe) return;
    try {
      gauges[name].set((await probe()) / perUnit[name]);
    } catch {
      // Whoever answers for the reading logs its failure; the page must come all the same.
      failures.inc({ reading: name });
    }
  }

  return {
    watch(readings) {
      for (const name of LABELS.reading) {
        const read = readings[name];
        if (read) probes.set(name, createProbe(read, LONGEST_READING_MS));
      }
    },
    refresh: async () => {
      await Promise.all(LABELS.reading.map(refreshOne));
    },
  };
}
