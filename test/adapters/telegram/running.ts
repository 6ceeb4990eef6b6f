import { afterEach, beforeEach, expect } from "vitest";
import type { TelegramAdapterOptions } from "../../../adapters/telegram/index.ts";
import { createTelegramAdapter, type TelegramAdapter } from "../../../adapters/telegram/index.ts";
import { directPost } from "../../../src/direct-post.ts";
import type { OutgoingMessage, Receipt } from "../../../src/engine/adapter.ts";
import type { Event } from "../../../src/engine/event.ts";
import type { Action, Intent } from "../../../src/engine/intent.ts";
import {
  type StandInOptions,
  startTelegram,
  type TelegramStandIn,
} from "../../stand-ins/telegram/server.ts";

/** Tokens one can tell apart, in the characters real ones have. */
const tokenOf = (action: Action) => {
  if (action.kind === "link") return undefined;
  return action.kind === "answer"
    ? `a_${action.option.replace("!", "_")}`
    : `o_${action.command}_${action.args}`;
};

/** An adapter on a platform of its own, whose events a test takes. */
export interface Running {
  readonly telegram: TelegramStandIn;
  readonly adapter: TelegramAdapter;
  readonly events: readonly Event[];
  /** Decides about each event; committed by default. */
  decide: (event: Event) => Promise<Receipt> | Receipt;
  send(
    message: Partial<OutgoingMessage> & Pick<OutgoingMessage, "space">,
  ): ReturnType<TelegramAdapter["send"]>;
}

export interface RunningOptions extends StandInOptions {
  readonly adapter?: Partial<TelegramAdapterOptions>;
}

/** A lock that is always free. */
const freeLock: TelegramAdapterOptions["pollerLock"] = async (signal) =>
  signal.aborted
    ? undefined
    : { lost: new Promise<void>(() => undefined), release: async () => undefined };

const SILENT = { info: () => undefined, warn: () => undefined };

export async function startRunning(options: RunningOptions = {}): Promise<Running> {
  const telegram = await startTelegram({ rates: "off", ...options });
  const events: Event[] = [];
  const adapter = createTelegramAdapter({
    installation: "inst0",
    token: telegram.token,
    apiRoot: telegram.apiRoot,
    webhookSecret: undefined,
    publicUrl: undefined,
    fetch,
    openPost: directPost,
    tokenOf,
    commands: new Set(["ask", "desk", "cancel", "help", "language"]),
    pollerLock: freeLock,
    chatEveryMs: 0,
    polling: { holdSeconds: 1, firstMs: 20, longestMs: 100 },
    log: SILENT,
    ...options.adapter,
  });
  let ordinal = 0;
  const running: Running = {
    telegram,
    adapter,
    events,
    decide: () => ({ kind: "committed" }),
    send(message) {
      ordinal += 1;
      const intent: Intent = { kind: "say", text: "好" };
      return adapter.send({ outbound: `out${ordinal}`, intent, locale: "zh-CN", ...message });
    },
  };
  await adapter.start(async (event) => {
    const receipt = await running.decide(event);
    events.push(event);
    return receipt;
  });
  return running;
}

/** A running adapter for each test of a file; `options` may say how. */
export function useRunning(options: RunningOptions = {}): () => Running {
  let running: Running | undefined;
  beforeEach(async () => {
    running = await startRunning(options);
  });
  afterEach(async () => {
    await running?.adapter.stop();
    await running?.telegram.stop();
  });
  return () => {
    if (!running) throw new Error("Nothing runs outside of a test");
    return running;
  };
}

/** A group the bot is in, and a member of it. */
export function groupWith({ telegram: { people } }: Running, kind?: "group" | "supergroup") {
  const lin = people.user("林小满");
  const group = people.group("V聚场创作者群", [lin], kind);
  people.adds(lin, group);
  return { lin, group };
}

export const SOON = { timeout: 20_000 };

/** The same, once the platform has told who the bot is. */
export async function whenReady(running: Running): Promise<Running> {
  await expect.poll(() => running.adapter.trouble?.(), SOON).toBeUndefined();
  return running;
}

export const inGroup = (group: number) => ({ platformId: String(group), kind: "group" as const });
export const direct = (user: number) => ({ platformId: String(user), kind: "direct" as const });
