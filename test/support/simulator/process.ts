import { createDelivery, type Delivery } from "../../../src/delivery/delivery.ts";
import type { Clock } from "../../../src/delivery/pacing/gate.ts";
import { Crash, type DeliveryLog } from "../../../src/delivery/ports.ts";
import type { Tokens } from "../../../src/delivery/tokens.ts";
import type { EngineDefinition } from "../../../src/engine/definition.ts";
import { createEngine, type Engine, type Stepped } from "../../../src/engine/engine.ts";
import { openStore, type Store } from "../../../src/store/store.ts";
import { createMetrics } from "../../../src/telemetry/metrics.ts";
import { watchedLog, watchOutput } from "../leaks/watch.ts";
import { AT_CHECKPOINT } from "./crash-point.ts";
import { type Link, openLink } from "./link.ts";
import type { Platform } from "./platform.ts";

/** One process of the service: the real store, engine and delivery, with nothing in memory but its own. */
export interface ServiceProcess {
  readonly delivery: Delivery;
  readonly store: Store;
  isAlive(): boolean;
  /** Dies at this moment: its connections are gone, and nothing it still does reaches anybody. */
  kill(): void;
  /** Ends in order, as on SIGTERM. */
  stop(): Promise<void>;
  /** Lets go of what a dead process left in this one's memory. */
  bury(): Promise<void>;
}

/** A build of the bot: every flow it has, over the services of one process. */
export type Build = (store: Store) => EngineDefinition;

/** Tests only: the store with a guard taken out. */
export type Sabotage = (store: Store) => Store;

export interface ProcessOptions {
  readonly databaseUrl: string;
  readonly masterKeys: readonly Uint8Array[];
  readonly tokens: Tokens;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly build: Build;
  readonly sabotage?: Sabotage | undefined;
  /** Whether a process that gets to this point dies there; asked once at each point. */
  readonly diesAt: (point: string) => boolean;
  /** Something was logged as an error by a living process. */
  readonly onError: (fields: unknown, message: string) => void;
}

/** What every process of the service logs and counts is looked through for what is personal. */
const LOG: DeliveryLog = watchedLog();
const METRICS = createMetrics();

/** Starts a process on a database that outlives it. */
export async function startProcess(options: ProcessOptions): Promise<ServiceProcess> {
  const link = await openLink(options.databaseUrl);
  let alive = true;
  const kill = () => {
    alive = false;
    link.cut();
  };
  const opened = await openStore({ url: link.url, masterKeys: options.masterKeys });
  const store = options.sabotage?.(opened) ?? opened;
  const dieIfAsked = crashing(options, link, kill, () => alive);
  const definition = options.build(store);
  const delivery = createDelivery({
    store,
    engine: withCrashInEffects(createEngine(definition), dieIfAsked),
    tokens: options.tokens,
    clock: options.clock,
    adapters: [options.platform.adapterFor(() => alive)],
    log: {
      ...LOG,
      error(fields, message) {
        LOG.error(fields, message);
        if (alive) options.onError(fields, message);
      },
    },
    metrics: METRICS,
    defaultLocale: "zh-CN",
    checkpoint: (point) => {
      for (const name of AT_CHECKPOINT[point]) dieIfAsked(name);
    },
  });
  await delivery.start();
  const end = async () => {
    watchOutput("metrics", (await METRICS.render()).body);
    await delivery.stop();
    await opened.close();
  };
  return {
    delivery: { ...delivery, receive: receiving(delivery, dieIfAsked, () => alive) },
    store,
    isAlive: () => alive,
    kill,
    async stop() {
      await end();
      kill();
    },
    bury: () => end().catch(() => undefined),
  };
}

type DieIfAsked = (point: string) => void;

function crashing(
  { diesAt }: ProcessOptions,
  link: Link,
  kill: () => void,
  isAlive: () => boolean,
): DieIfAsked {
  return (point) => {
    if (!isAlive()) throw new Crash("The process is dead");
    if (!diesAt(point)) return;
    if (point === "commit→answer") return link.cutAtNextAnswer(kill);
    kill();
    throw new Crash(`The process died at ${point}`);
  };
}

/** The receipt is the acknowledgement: a process may die right behind it. */
function receiving(
  delivery: Delivery,
  dieIfAsked: DieIfAsked,
  isAlive: () => boolean,
): Delivery["receive"] {
  return async (event) => {
    const receipt = await delivery.receive(event);
    if (!isAlive()) throw new Crash("The process died before it could acknowledge");
    try {
      dieIfAsked("ack→claim");
    } catch {
      // The platform has the acknowledgement already.
    }
    return receipt;
  };
}

function withCrashInEffects(engine: Engine, dieIfAsked: DieIfAsked): Engine {
  const wrapped = (stepped: Stepped): Stepped => {
    const { effect } = stepped;
    if (!effect) return stepped;
    const perform: typeof effect.perform = async (transaction) => {
      const result = await effect.perform(transaction);
      dieIfAsked("effect→commit");
      return result;
    };
    return { ...stepped, effect: { ...effect, perform } };
  };
  return {
    ...engine,
    step: (way, loaded) => wrapped(engine.step(way, loaded)),
    resume: (way, loaded, before, result) => wrapped(engine.resume(way, loaded, before, result)),
  };
}
