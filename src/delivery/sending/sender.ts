import type { ClaimedMessage } from "../../store/outbound/claim.ts";
import type { RecentSend } from "../../store/outbound/recent.ts";
import type { Clock } from "../pacing/gate.ts";
import { createChatQueues } from "./chat-queue.ts";
import { noting } from "./put-off.ts";
import { createMessageSender, type SendParts } from "./send.ts";

/** Sends what is committed: at once when told, and whatever is due later when it is. */
export interface Sender {
  /** Something was committed, or a token was taken; what is due goes out. */
  wake(): void;
  /**
   * Sends what was committed with a lease; it needs no claiming. Once stopped it sends nothing more: whoever takes
   * the token finds it due.
   */
  sendFresh(messages: readonly ClaimedMessage[]): void;
  /** What is being sent in that chat. */
  inFlightIn(chat: string): readonly string[];
  /** Resolves once nothing more can be sent now; rejects when the database is away. */
  drain(): Promise<void>;
  /** A token was taken: what is due goes out, at a pace for which what its last owner sent counts. */
  taken(installation: string, sent: readonly RecentSend[]): void;
  /** Claims nothing more and puts back what waits for its pace; resolves once what is under way is settled. */
  stop(): Promise<void>;
}

/** Messages held at once: enough to keep a token busy, few enough that a reply is never far behind. */
const HELD = 48;
const LONGEST_SLEEP_MS = 30_000;

export function createSender(parts: SendParts): Sender {
  const messages = createMessageSender(parts);
  const work = noting(messages, () => {
    owed = true;
  });
  const queues = createChatQueues(work);
  const underWay = new Set<Promise<void>>();
  const alarm = createAlarm(parts.clock, () => wake());
  let filling: Promise<number> | undefined;
  let again = false;
  /** Something may be due, now or later, that is not under way: the database must be asked. */
  let owed = true;
  let stopped = false;

  /** Claims until nothing more is due or enough is held; returns how many were claimed. */
  async function fill(): Promise<number> {
    let count = 0;
    do {
      again = false;
      const installations = messages.ready();
      const pausedMs = messages.pausedForMs();
      if (pausedMs !== undefined) alarm.set(pausedMs);
      const limit = HELD - underWay.size;
      if (stopped || installations.length === 0 || limit <= 0) return count;
      const except = queues.inFlight();
      const claimed = await parts.outbound.claim({ installations, limit, except });
      for (const message of claimed) track(queues.add(message));
      count += claimed.length;
      if (claimed.length > 0) again = true;
      else if (underWay.size === 0) {
        owed = false;
        const ms = await parts.outbound.msToNext(installations);
        if (ms !== undefined) alarm.set(Math.min(ms, messages.pausedForMs() ?? LONGEST_SLEEP_MS));
      }
    } while (again);
    return count;
  }

  function track(sending: Promise<void>): void {
    const settled = reported(parts, sending).finally(() => {
      underWay.delete(settled);
      if (owed && underWay.size <= HELD / 2) wake();
    });
    underWay.add(settled);
  }

  function refill(): Promise<number> {
    again = true;
    filling ??= fill().finally(() => {
      filling = undefined;
    });
    return filling;
  }

  function wake(): void {
    if (stopped) return;
    owed = true;
    refill().catch((err: unknown) => {
      parts.log.warn({ err }, "Sending stopped; the next sweep goes on with it");
    });
  }

  return {
    wake,
    inFlightIn: queues.inFlightIn,
    sendFresh(fresh) {
      for (const message of stopped ? [] : fresh) {
        track(work.isPutOffBefore(message) ? work.hold(message, 0) : queues.add(message));
      }
    },
    taken(installation, sent) {
      messages.remember(installation, sent);
      wake();
    },
    drain: () => drainAll(underWay, () => filling === undefined, refill),
    async stop() {
      stopped = true;
      alarm.clear();
      messages.close();
      await filling?.catch(() => undefined);
      await Promise.all(underWay);
    },
  };
}

/** Never rejects. */
function reported({ log }: SendParts, sending: Promise<void>): Promise<void> {
  return sending.catch((error: unknown) =>
    log.error({ err: error }, "A message was not settled; it is due again in a minute"),
  );
}

/** Only a look that began with nothing under way and found nothing has seen everything. */
async function drainAll(
  underWay: ReadonlySet<Promise<void>>,
  isIdle: () => boolean,
  refill: () => Promise<number>,
): Promise<void> {
  for (let isDone = false; !isDone; ) {
    const wasIdle = underWay.size === 0 && isIdle();
    const claimed = await refill();
    isDone = wasIdle && claimed === 0;
    await Promise.all(underWay);
  }
}

/** One wake-up at a time, the latest asked for. */
function createAlarm(clock: Clock, ring: () => void) {
  let callOff: () => void = () => undefined;
  return {
    set(ms: number) {
      callOff();
      callOff = clock.after(Math.max(1, ms), ring);
    },
    clear: () => callOff(),
  };
}
