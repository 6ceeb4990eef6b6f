import { createOwnership } from "../../src/delivery/ownership.ts";
import { type Clock, PROCESS_CLOCK } from "../../src/delivery/pacing/gate.ts";
import type { SendRates } from "../../src/delivery/pacing/limits.ts";
import type { AtCheckpoint, DeliveryLog } from "../../src/delivery/ports.ts";
import { createSender, type Sender } from "../../src/delivery/sending/sender.ts";
import type { Adapter } from "../../src/engine/adapter.ts";
import type { Store } from "../../src/store/store.ts";

const SILENT: DeliveryLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The sending side of one process. */
export interface SendingProcess {
  readonly sender: Sender;
  owned(): readonly string[];
  /** Ends it in order; its tokens are free at once. */
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly checkpoint?: AtCheckpoint;
  readonly rates?: SendRates;
  /** What the pace is kept by; the process clock when not given. */
  readonly clock?: Clock;
}

/** Starts the sending side on a store of its own, as one of several processes. */
export async function startSending(
  store: Store,
  adapters: readonly Adapter[],
  { checkpoint = () => undefined, rates = new Map(), clock = PROCESS_CLOCK }: ProcessOptions = {},
): Promise<SendingProcess> {
  const ownership = createOwnership({
    store: {
      lock: store.lock,
      waitForLock: store.waitForLock,
      markInterrupted: store.outbound.markInterrupted,
      recentlySent: store.outbound.recentlySent,
    },
    installations: adapters.map(({ installation }) => installation),
    log: SILENT,
    onTaken: (...taken) => sender.taken(...taken),
  });
  const sender = createSender({
    outbound: store.outbound,
    adapters,
    owned: ownership.owned,
    moveSpace: store.spaces.move,
    setReachable: store.spaces.setReachable,
    setAccountReachable: store.people.setReachable,
    rates,
    clock,
    log: SILENT,
    checkpoint,
    onSent: () => undefined,
  });
  const stopListening = store.onAnnounced(() => sender.wake());
  await ownership.start();
  return {
    sender,
    owned: ownership.owned,
    async stop() {
      stopListening();
      await sender.stop();
      await ownership.stop();
    },
  };
}
