import { setTimeout as delay } from "node:timers/promises";
import type { Receipt, Receive } from "../../src/engine/adapter.ts";
import type { CallHistory } from "./call-history.ts";
import type { Client } from "./client.ts";
import { type Decoded, decodeUpdate } from "./decode.ts";
import type { AdapterLog } from "./log.ts";
import { notePrivacy } from "./privacy-note.ts";
import type { Standing } from "./standing.ts";
import type { HeldTaps } from "./taps.ts";
import type { Callback, User } from "./update.ts";

/** What taking updates needs. */
export interface IntakeServices {
  readonly installation: string;
  readonly client: Client;
  readonly standing: Standing;
  readonly taps: HeldTaps;
  readonly history: CallHistory;
  /** The clock, ms UTC. */
  readonly now: () => number;
  /** An update was no event; why, in a word. */
  readonly onNothing: (why: string) => void;
  readonly log: AdapterLog;
}

/** Where updates come in, by whichever way. */
export interface Intake {
  /** Resolves once the update is safe with the service; rejects when it must be delivered again. */
  take(update: unknown): Promise<void>;
  /** The same for who can answer a tap along with its acknowledgement: resolves with the tap to be answered. */
  takeDelivered(update: unknown): Promise<string | undefined>;
  open(receive: Receive): void;
  /** Takes nothing more, and waits for what is under way. */
  close(): Promise<void>;
}

/** The service cannot take updates now: it starts, or stops. */
export class IntakeClosed extends Error {
  override readonly name = "IntakeClosed";
}

/** How long a note to whoever added the bot may hold up the closing: its call, and the rest of its chat. ms. */
const NOTED_WITHIN_MS = 2_500;

export function createIntake(services: IntakeServices): Intake {
  const underWay = new Set<Promise<unknown>>();
  let receive: Receive | undefined;

  async function track<Result>(work: Promise<Result>): Promise<Result> {
    const settled = work.catch(() => undefined);
    underWay.add(settled);
    try {
      return await work;
    } finally {
      underWay.delete(settled);
    }
  }

  /** Closing waits for it, though not for a platform that does not answer. */
  function note(addedBy: User): void {
    const patience = delay(NOTED_WITHIN_MS, undefined, { ref: false });
    void track(Promise.race([notePrivacy(services, addedBy), patience]));
  }

  function takeDelivered(update: unknown): Promise<string | undefined> {
    const bot = services.standing.bot();
    // Without its own name the bot cannot tell what is meant for it.
    if (!receive || !bot) return Promise.reject(new IntakeClosed("Not open for updates"));
    const { installation, now } = services;
    return track(
      takeDecoded(services, receive, note, decodeUpdate(update, { installation, bot, now: now() })),
    );
  }

  return {
    takeDelivered,
    async take(update) {
      const tap = await takeDelivered(update);
      if (tap !== undefined) answerTap(services.client, tap);
    },
    open(openFor) {
      receive = openFor;
    },
    async close() {
      receive = undefined;
      await Promise.all(underWay);
    },
  };
}

/** Resolves with the tap to be answered now. */
async function takeDecoded(
  services: IntakeServices,
  receive: Receive,
  note: (addedBy: User) => void,
  decoded: Decoded,
): Promise<string | undefined> {
  if (decoded.kind === "nothing") {
    services.onNothing(decoded.why);
    return undefined;
  }
  const { event, callback, addedBy } = decoded;
  const tap = callback && openTap(services, callback, event.space.kind);
  let receipt: Receipt;
  try {
    receipt = await receive(event);
  } catch (error) {
    tap?.over(undefined);
    throw error;
  }
  if (addedBy && receipt.kind === "committed") note(addedBy);
  return tap?.over(receipt);
}

/** Too old a tap cannot be answered any more, which hurts nobody. */
function answerTap(client: Client, id: string): void {
  void client.call((api, signal) => api.answerCallbackQuery({ callback_query_id: id }, signal));
}

/** How long a tap in a group may wait for its hint: at most, and once the hint may be sent. ms. */
const LONGEST_HELD_MS = 2_500;
const HELD_MS = 600;

/** A tap under way. */
interface OpenTap {
  /** Its turn has ended; with nothing when it must be delivered again. Its id when it is to be answered now. */
  over(receipt: Receipt | undefined): string | undefined;
}

/**
 * Tells Telegram that a tap was seen, as soon as it is committed: a repeat was answered before, and Telegram
 * refuses a second answer; what was not taken comes again. In a group the answer is held for a moment, so
 * that a hint for the tapping person can go along with it.
 */
function openTap(
  { client, taps, history, now }: IntakeServices,
  { id, from, message }: Callback,
  kind: string,
): OpenTap {
  const isFirst = (receipt: Receipt | undefined) =>
    receipt !== undefined && receipt.kind !== "duplicate";
  if (kind === "direct") return { over: (receipt) => (isFirst(receipt) ? id : undefined) };
  const chat = String(message?.chat.id);
  const isHolder = taps.hold({ id, chat, account: String(from.id) });
  const letGo = () => {
    if (taps.release(id)) answerTap(client, id);
  };
  return {
    over(receipt) {
      if (!isHolder) return undefined;
      if (!isFirst(receipt)) taps.release(id);
      else setTimeout(letGo, Math.min(LONGEST_HELD_MS, history.restMs(chat, now()) + HELD_MS));
      return undefined;
    },
  };
}
