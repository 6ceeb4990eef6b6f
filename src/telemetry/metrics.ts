import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { type Label, label } from "./labels.ts";
import { createGauges, type Readings } from "./readings.ts";

/** The service's figures for Prometheus. Labels are words of closed lists, never ids and never free text. */
export interface Metrics {
  /** One event or timer applied to its lane; `failed` when it was rolled back. */
  turn(outcome: Label<"outcome">, durationMs: number): void;
  /** One event taken from a platform, and what became of it. */
  event(platform: Label<"platform">, kind: Label<"kind">, receipt: Label<"receipt">): void;
  /** One message handed to a platform, and what it said. */
  send(platform: Label<"platform">, result: Label<"result">): void;
  /** One timer whose turn was committed `lagMs` after it was due. */
  timer(lagMs: number): void;
  /** One opinion on an answer. */
  rating(verdict: Label<"verdict">): void;
  /** Somebody who is not staff tried what only staff may do. */
  staffRefusal(): void;
  /** What is read anew for every page; replaces earlier readings of the same name. */
  watch(readings: Readings): void;
  /** The page Prometheus reads. */
  render(): Promise<MetricsPage>;
}

export interface MetricsPage {
  readonly contentType: string;
  readonly body: string;
}

const TURN_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const LAG_SECONDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];

/** Figures in a registry of their own, with those of the process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Counter({
    name: "juchang_turns_total",
    help: "Events and timers applied, by how the turn ended",
    labelNames: ["outcome"],
    registers,
  });
  const turnSeconds = new Histogram({
    name: "juchang_turn_duration_seconds",
    help: "Time from taking an event to its commit",
    buckets: TURN_SECONDS,
    registers,
  });
  const events = new Counter({
    name: "juchang_events_total",
    help: "Events taken from platforms, by what happened and what became of them",
    labelNames: ["platform", "kind", "receipt"],
    registers,
  });
  const sends = new Counter({
    name: "juchang_sends_total",
    help: "Messages handed to platforms, by result",
    labelNames: ["platform", "result"],
    registers,
  });
  const timerLag = new Histogram({
    name: "juchang_timer_lag_seconds",
    help: "Time from a timer being due to its commit",
    buckets: LAG_SECONDS,
    registers,
  });
  const ratings = new Counter({
    name: "juchang_answer_ratings_total",
    help: "Opinions on answers",
    labelNames: ["verdict"],
    registers,
  });
  const staffRefusals = new Counter({
    name: "juchang_staff_refusals_total",
    help: "Tries at what only staff may do",
    registers,
  });
  const gauges = createGauges(registry);
  return {
    turn(outcome, durationMs) {
      turns.inc({ outcome: label("outcome", outcome) });
      turnSeconds.observe(durationMs / 1000);
    },
    event(platform, kind, receipt) {
      events.inc({
        platform: label("platform", platform),
        kind: label("kind", kind),
        receipt: label("receipt", receipt),
      });
    },
    send(platform, result) {
      sends.inc({ platform: label("platform", platform), result: label("result", result) });
    },
    timer: (lagMs) => timerLag.observe(Math.max(0, lagMs) / 1000),
    rating: (verdict) => ratings.inc({ verdict: label("verdict", verdict) }),
    staffRefusal: () => staffRefusals.inc(),
    watch: gauges.watch,
    async render() {
      await gauges.refresh();
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}
