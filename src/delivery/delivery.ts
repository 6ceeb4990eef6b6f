import { refreshCards } from "../domain/events/live-cards.ts";
import type { Adapter, Receive } from "../engine/adapter.ts";
import type { Engine } from "../engine/engine.ts";
import type { Locale } from "../i18n/locale.ts";
import type { AlarmClock } from "../queue/alarm-clock.ts";
import type { Store } from "../store/store.ts";
import { performEffect } from "../store/turns/effects.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { createAlerts } from "./alerts.ts";
import { dueWork } from "./due-work.ts";
import { createFailureStore } from "./failure-store.ts";
import { createLanes } from "./lanes.ts";
import { createOwnership, type Ownership, type OwnershipParts } from "./ownership.ts";
import { type Clock, PROCESS_CLOCK } from "./pacing/gate.ts";
import type { SendRates } from "./pacing/limits.ts";
import type { AtCheckpoint, DeliveryLog } from "./ports.ts";
import { createReceiver } from "./receive.ts";
import { createReminderWatch } from "./reminder-watch.ts";
import { type Retried, retryFailure } from "./retry.ts";
import { createSender, type Sender } from "./sending/sender.ts";
import { createSweep } from "./sweep.ts";
import { createTimerWatch } from "./timer-watch.ts";
import type { Tokens } from "./tokens.ts";

export interface DeliveryParts {
  readonly store: Store;
  readonly engine: Engine;
  readonly tokens: Tokens;
  readonly adapters: readonly Adapter[];
  readonly log: DeliveryLog;
  readonly metrics: Pick<Metrics, "turn" | "send">;
  readonly defaultLocale: Locale;
  /** Wakes whoever works when a timer is due; without one the sweep alone does. */
  readonly alarms?: AlarmClock | undefined;
  /** Whether this process fires timers and sweeps; every process sends with the tokens it owns. */
  readonly works?: boolean | undefined;
  readonly rates?: SendRates | undefined;
  readonly clock?: Clock | undefined;
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
  /** Takes the tokens, answers the alarms and sweeps by itself from now on. */
  start(): Promise<void>;
  /** Finishes the turns under way and sends what they committed, as far as the pace allows it at once. */
  stop(): Promise<void>;
}

const SWEEP_MS = 30_000;
/** How long stopping goes on sending what is ready. */
const SEND_ON_MS = 3_000;

export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, engine, log, metrics, alarms, works = true } = parts;
  const { checkpoint = () => undefined, clock = PROCESS_CLOCK } = parts;
  const lanes = createLanes();
  const ownership = ownershipOf(parts, (...taken) => sender.taken(...taken));
  const sender = senderOf(parts, ownership);
  const timers = createTimerWatch({
    timers: store.timers,
    timerDue: (timer) => receiver.timerDue(timer),
    alarms,
    log,
  });
  const onSaid = () => sender.wake();
  const reminders = createReminderWatch({ work: dueWork(store), alarms, log, onSaid });
  const fireAll = () => timers.fire().then(reminders.fire);
  const announces = () => !ownership.ownsAll();
  const turns = { ...store.turns, performEffect, loadTimer: store.timers.load };
  const onAlerts = createAlerts(store, log, parts.defaultLocale);
  const receiver = createReceiver({
    engine,
    turns,
    failures: createFailureStore(store, log),
    lanes,
    tokens: parts.tokens,
    defaultLocale: parts.defaultLocale,
    log,
    checkpoint,
    announces,
    onOutbound: onSaid,
    onTimer: timers.expect,
    onAlerts,
    moveSpace: moveSpaceOf(parts),
    onTurn: metrics.turn,
  });
  const sweep = createSweep(SWEEP_MS, () => fireAll().then(onSaid), log);
  const keepCards = () => refreshAllCards(store, onSaid);
  const cards = createSweep(CARDS_MS, keepCards, log);
  let stopListening: () => void = () => undefined;

  return {
    receive: receiver.receive,
    retry: (failure) =>
      retryFailure(
        { ...parts, turns, checkpoint, announces: () => true, onAlerts, failures: store.failures },
        failure,
      ),
    async beat() {
      await ownership.start();
      await fireAll();
      await keepCards();
      await sender.drain();
    },
    async start() {
      await ownership.start();
      stopListening = store.onAnnounced(() => sender.wake());
      if (!works) return;
      sweep.start();
      cards.start();
      await alarms?.answer((alarm) => (alarm === "timers" ? timers.fire() : reminders.fire()));
    },
    async stop() {
      stopListening();
      await Promise.all([sweep.stop(), cards.stop()]);
      await lanes.idle();
      await Promise.race([sender.drain().catch(() => undefined), after(clock, SEND_ON_MS)]);
      await sender.stop();
      await ownership.stop();
    },
  };
}

/** How often cards are looked at that no longer show what is so, ms: a change is seen well within 10 s. */
const CARDS_MS = 1_500;
const CARDS_AT_ONCE = 20;

async function refreshAllCards(store: Store, onSaid: () => void): Promise<void> {
  const count = await store.inTransaction((transaction) =>
    refreshCards(transaction, CARDS_AT_ONCE),
  );
  if (count > 0) onSaid();
}

function moveSpaceOf({ store: { spaces } }: DeliveryParts) {
  return async (installation: string, from: string, to: string): Promise<void> => {
    const space = await spaces.ofPlatform(installation, from);
    if (space !== undefined) await spaces.move(space, to);
  };
}

function ownershipOf(
  { store, adapters, log }: DeliveryParts,
  onTaken: OwnershipParts["onTaken"],
): Ownership {
  return createOwnership({
    store: {
      lock: store.lock,
      waitForLock: store.waitForLock,
      markInterrupted: store.outbound.markInterrupted,
      recentlySent: store.outbound.recentlySent,
    },
    installations: adapters.map(({ installation }) => installation),
    log,
    onTaken,
  });
}

function senderOf(parts: DeliveryParts, { owned }: Ownership): Sender {
  const { store, adapters, log, metrics, clock = PROCESS_CLOCK, rates = new Map() } = parts;
  return createSender({
    outbound: store.outbound,
    adapters,
    owned,
    moveSpace: store.spaces.move,
    rates,
    clock,
    log,
    checkpoint: parts.checkpoint ?? (() => undefined),
    onSent: metrics.send,
  });
}

function after(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
