import type { Adapter, Receive } from "../engine/adapter.ts";
import type { Engine } from "../engine/engine.ts";
import type { Locale } from "../i18n/locale.ts";
import { DatabaseUnavailable } from "../store/errors.ts";
import type { Store } from "../store/store.ts";
import { resultOf } from "../store/turns/commit-turns.ts";
import { performEffect } from "../store/turns/effects.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { keepFailedTurn } from "./keep-failure.ts";
import { createLanes } from "./lanes.ts";
import type { AtCheckpoint, DeliveryLog } from "./ports.ts";
import { createPulse } from "./pulse.ts";
import { createReceiver, type FailureStore } from "./receive.ts";
import { type Retried, retryFailure } from "./retry.ts";
import { createSender } from "./send.ts";
import type { Tokens } from "./tokens.ts";

export interface DeliveryParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly tokens: Tokens;
  readonly adapters: readonly Adapter[];
  readonly log: DeliveryLog;
  readonly metrics: Pick<Metrics, "turn" | "send">;
  readonly defaultLocale: Locale;
  /** Tests only: where a crash may be put. */
  readonly checkpoint?: AtCheckpoint;
}

/** Events in, messages out: everything between an adapter and the engine. */
export interface Delivery {
  readonly receive: Receive;
  /** Fires due timers and sends what is due, once. */
  beat(): Promise<void>;
  /** Runs a kept event again; undefined when there is no such failure. */
  retry(failure: string): Promise<Retried | undefined>;
  /** Beats by itself from now on. */
  start(): void;
  /** Finishes the turns under way and sends what they committed. */
  stop(): Promise<void>;
}

const BEAT_MS = 1_000;

export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, engine, adapters, log, metrics, checkpoint = () => undefined } = parts;
  const lanes = createLanes();
  const sender = createSender({
    outbound: store.outbound,
    adapters,
    log,
    checkpoint,
    onSent: metrics.send,
  });
  const turns = { ...store.turns, performEffect, loadTimer: store.timers.load };
  const receiver = createReceiver({
    engine,
    turns,
    failures: failureStore(store, log),
    lanes,
    tokens: parts.tokens,
    defaultLocale: parts.defaultLocale,
    log,
    checkpoint,
    onOutbound: () => sender.wake(),
    onTurn: metrics.turn,
  });
  const pulse = createPulse({
    timers: store.timers,
    timerDue: receiver.timerDue,
    sendDue: sender.drain,
    log,
    everyMs: BEAT_MS,
  });
  return {
    receive: receiver.receive,
    retry: (failure) =>
      retryFailure({ ...parts, turns, checkpoint, failures: store.failures }, failure),
    beat: pulse.beat,
    start: pulse.start,
    async stop() {
      await pulse.stop();
      await lanes.idle();
      await sender.drain();
    },
  };
}

/** Whatever else goes wrong, a failed event is kept: at the least without telling anybody. */
function failureStore(store: Store, log: DeliveryLog): FailureStore {
  return {
    async keep(failed) {
      try {
        return await store.inTransaction((transaction) => keepFailedTurn(transaction, failed));
      } catch (error) {
        if (error instanceof DatabaseUnavailable) throw error;
        if (isStale(error)) return "stale";
        log.error({ err: error }, "Nobody could be told of a failed turn; its event is kept");
        await store.failures.keep(failed);
        return [];
      }
    },
  };
}

/** Another process met the same new account or space meanwhile. */
function isStale(error: unknown): boolean {
  try {
    return resultOf(error) === "stale";
  } catch {
    return false;
  }
}
