import { handOut } from "../domain/cases/own-files.ts";
import { shownPoster } from "../domain/events/shown-poster.ts";
import type { Adapter, Receive } from "../engine/adapter.ts";
import type { Engine } from "../engine/engine.ts";
import type { Locale } from "../i18n/locale.ts";
import type { AlarmClock } from "../queue/alarm-clock.ts";
import type { Store } from "../store/store.ts";
import { performEffect } from "../store/turns/effects.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { createAlerts } from "./alerts.ts";
import { commitTogether, shareTransactions } from "./commit-together.ts";
import { dueWork } from "./due-work.ts";
import { createFailureStore } from "./failure-store.ts";
import { createLanes } from "./lanes.ts";
import { loadTogether } from "./load-together.ts";
import { createOwnership, type Ownership, type OwnershipParts } from "./ownership.ts";
import { type Clock, PROCESS_CLOCK } from "./pacing/gate.ts";
import type { SendRates } from "./pacing/limits.ts";
import type { AtCheckpoint, DeliveryLog, TurnStore } from "./ports.ts";
import { createReceiver, type ReceiveParts } from "./receive.ts";
import { createReminderWatch } from "./reminder-watch.ts";
import { type Retried, retryFailure } from "./retry.ts";
import { createRounds } from "./rounds.ts";
import type { FileLinkOf } from "./sending/own-files.ts";
import type { PageOf } from "./sending/own-page.ts";
import { createSender, type Sender } from "./sending/sender.ts";
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
  /** The address of a question's own page; none while personal questions are asked in the chat. */
  readonly pageOf?: PageOf | undefined;
  /** The address of a file its reader handed in; it goes with the message where there is none. */
  readonly fileLinkOf?: FileLinkOf | undefined;
  readonly clock?: Clock | undefined;
  /** Somebody was erased just now. */
  readonly onErased?: (() => Promise<void>) | undefined;
  /** The time (ms UTC) by which announcements are due, or held; the database's clock unless told otherwise. */
  readonly announcementsNow?: (() => Promise<number>) | undefined;
  /** Tests only: where a crash may be put. */
  readonly checkpoint?: AtCheckpoint;
}

/** Events in, messages out: everything between an adapter and the engine. */
export interface Delivery {
  readonly receive: Receive;
  /** Fires due timers, sends what is due and erases who is due to be, once. */
  beat(): Promise<void>;
  /** Runs a kept event again; undefined when there is no such failure. */
  retry(failure: string): Promise<Retried | undefined>;
  /** Takes the tokens, answers the alarms and sweeps by itself from now on. */
  start(): Promise<void>;
  /** Finishes the turns under way and sends what they committed, as far as the pace allows it at once. */
  stop(): Promise<void>;
}

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
    now: clock.now,
    log,
  });
  const onSaid = () => sender.wake();
  const reminders = createReminderWatch({ work: dueWork(store), alarms, log, onSaid });
  const fireAll = () => timers.fire().then(reminders.fire);
  const announces = () => !ownership.ownsAll();
  const turns = turnStoreOf(store);
  const { failures } = store;
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
    ...straightThrough(ownership, sender),
    onTimer: timers.expect,
    onAlerts,
    moveSpace: moveSpaceOf(parts),
    onTurn: metrics.turn,
  });
  const rounds = createRounds({ ...parts, fireAll, onSaid, drain: () => sender.drain() });
  let stopListening: () => void = () => undefined;

  return {
    receive: receiver.receive,
    retry: (failure) =>
      retryFailure({ ...parts, ...FROM_ELSEWHERE, turns, checkpoint, onAlerts, failures }, failure),
    async beat() {
      await ownership.start();
      await rounds.once();
    },
    async start() {
      await ownership.start();
      stopListening = store.onAnnounced(() => sender.wake());
      if (!works) return;
      rounds.start();
      await alarms?.answer((alarm) => (alarm === "timers" ? timers.fire() : reminders.fire()));
    },
    async stop() {
      stopListening();
      await rounds.stop();
      await lanes.idle();
      await Promise.race([sender.drain().catch(() => undefined), after(clock, SEND_ON_MS)]);
      await sender.stop();
      await ownership.stop();
    },
  };
}

/** What a turn says that is run for an operator: another process sends it. */
const FROM_ELSEWHERE = { announces: () => true, straight: undefined };

function turnStoreOf({ turns, timers, people: { runAfterMerge } }: Store): TurnStore {
  const commit = commitTogether(turns.commit);
  const load = loadTogether(turns.loadAll);
  const commitSharing = shareTransactions(turns.commitSharing);
  const own = { load, commit, commitSharing, performEffect };
  return { ...turns, ...own, loadTimer: timers.load, runAfterMerge };
}

/** What is committed here goes out from here where it can, and is claimed where it cannot. */
function straightThrough(
  ownership: Ownership,
  sender: Sender,
): Pick<ReceiveParts, "straight" | "onOutbound"> {
  return {
    straight: {
      owns: (installation) => ownership.owned().includes(installation),
      inFlightIn: (chat) => sender.inFlightIn(chat),
    },
    onOutbound(ids, fresh) {
      sender.sendFresh(fresh);
      if (fresh.length < ids.length) sender.wake();
    },
  };
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
    setReachable: store.spaces.setReachable,
    setAccountReachable: store.people.setReachable,
    rates,
    pageOf: parts.pageOf,
    fileLinkOf: parts.fileLinkOf,
    posterOf: (version) => store.read((transaction) => shownPoster(transaction, version)),
    handedInOf: (claim) => store.read((transaction) => handOut(transaction, claim)),
    clock,
    log,
    checkpoint: parts.checkpoint ?? (() => undefined),
    onSent: metrics.send,
  });
}

function after(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve));
}
