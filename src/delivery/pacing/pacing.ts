import type { LaterScope, Platform } from "../../engine/adapter.ts";
import type { SpaceKind } from "../../engine/terms.ts";
import { createClosing, waitFor } from "./closing.ts";
import { type Clock, createGate, type Gate, LONGEST_HELD_MS, type Passed } from "./gate.ts";
import type { Limits } from "./limits.ts";
import { createTokenPacer, type TokenPacer } from "./token-pacer.ts";
import { createUnderWay, endOf, type UnderWay } from "./under-way.ts";
import { createWindowPacer, type WindowPacer } from "./window-pacer.ts";

/** A call that wants to go. */
export interface Call {
  readonly chat: string;
  readonly kind: SpaceKind;
  /** The account whose direct chat it is, or may go to instead. */
  readonly direct?: string | undefined;
  readonly priority: number;
}

/** The pace of one token: of all its calls, and of those to each chat. */
export interface Pacing {
  /**
   * Resolves when the call may go now; `later` when it would have to wait too long to be held for it. Until what
   * went has its answer nothing else goes to its chats.
   */
  pass(call: Call): Promise<Passed>;
  /** The call has its answer; the chat's budget counts from when the platform has a message, not from when it left. */
  answered(call: Omit<Call, "priority">): void;
  /** Calls the token's last owner made, the oldest first: the platform counts them too. */
  remember(calls: readonly (Omit<Call, "priority"> & { readonly agoMs: number })[]): void;
  /** A call to that chat must come later: the platform said so, or the message itself asks for a rest. */
  slowDown(chat: string, kind: SpaceKind, afterMs: number, scope: LaterScope): void;
  /** ms for which nothing of this token goes. */
  pausedForMs(): number;
  /** Nothing passes any more; who waits is told to come later. */
  close(): void;
}

export interface PacingParts {
  readonly platform: Platform;
  readonly limits: Limits;
  readonly clock: Clock;
}

/** A second chat that is told to slow down within this time means that the token is, not the chats. */
const SAME_CAUSE_MS = 2_000;
/** Chats whose pace is remembered; those that no longer need it are forgotten beyond. */
const REMEMBERED = 5_000;

/**
 * A "slow down" costs only its chat, for as long as the platform says, unless a second chat is told the
 * same within two seconds: then it was the token's budget, and the token waits.
 */
export function createPacing({ limits, clock }: PacingParts): Pacing {
  const token = limits.token ? createTokenPacer(limits.token) : unlimited();
  const gate: Gate = createGate(token, clock);
  const { chatPacer, pacersOf } = createChatPacers(limits, clock);
  const closing = createClosing();
  const underWay = new Map<WindowPacer, UnderWay>();
  let slowed: { readonly chat: string; readonly at: number } | undefined;

  return {
    pausedForMs: gate.pausedForMs,
    answered(call) {
      const now = clock.now();
      for (const [index, pacer] of pacersOf(call).entries()) {
        pacer.answered(now);
        const ended = underWay.get(pacer);
        underWay.delete(pacer);
        ended?.end();
        if (ended && index === 0) token.answered(ended.at, now);
      }
    },
    remember(calls) {
      const now = clock.now();
      for (const { agoMs, ...call } of calls) {
        token.remember(now - agoMs);
        for (const pacer of pacersOf(call)) pacer.took(now - agoMs);
      }
    },
    async pass({ priority, ...call }) {
      const pacers = pacersOf(call);
      const waitMs = () => {
        const now = clock.now();
        let ms = 0;
        for (const pacer of pacers) ms = Math.max(ms, pacer.nextAt(now) - now);
        return ms;
      };
      const isBusy = () => pacers.some((pacer) => underWay.has(pacer));
      for (;;) {
        while (isBusy() && !closing.isClosed()) await endOf(pacers, underWay);
        const ms = waitMs();
        if (ms > LONGEST_HELD_MS) return { kind: "later", afterMs: ms };
        if (ms > 0) await waitFor(clock, ms, closing);
        const passed = await gate.pass(priority);
        if (passed.kind === "later") return passed;
        // Another call may have taken the chat's turn meanwhile: a hint for a member whose direct chat is busy.
        if (isBusy() || waitMs() > 0) continue;
        for (const pacer of pacers) {
          pacer.took(clock.now());
          underWay.set(pacer, createUnderWay(passed.at));
        }
        return passed;
      }
    },
    slowDown(chat, kind, afterMs, scope) {
      const now = clock.now();
      chatPacer(chat, kind).pauseUntil(now + afterMs);
      if (scope === "message") return;
      const isTokens =
        scope === "token" ||
        (slowed !== undefined && slowed.chat !== chat && now - slowed.at <= SAME_CAUSE_MS);
      slowed = { chat, at: now };
      if (isTokens) gate.pause(afterMs);
    },
    close() {
      closing.close();
      for (const { end } of underWay.values()) end();
      gate.close();
    },
  };
}

/** The pacers of the chats, each made when first needed. */
function createChatPacers(limits: Limits, clock: Clock) {
  const chats = new Map<string, WindowPacer>();

  function chatPacer(chat: string, kind: SpaceKind): WindowPacer {
    const known = chats.get(chat);
    if (known) return known;
    if (chats.size >= REMEMBERED) forgetIdle(chats, clock.now());
    const made = createWindowPacer(limits.chat[kind]);
    chats.set(chat, made);
    return made;
  }

  return {
    chatPacer,
    pacersOf: ({ chat, kind, direct }: Omit<Call, "priority">) =>
      direct === undefined || direct === chat
        ? [chatPacer(chat, kind)]
        : [chatPacer(chat, kind), chatPacer(direct, "direct")],
  };
}

function unlimited(): TokenPacer {
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return {
    nextAt: (now) => Math.max(now, pausedUntil),
    took: () => undefined,
    answered: () => undefined,
    remember: () => undefined,
    pauseUntil(time) {
      pausedUntil = Math.max(pausedUntil, time);
    },
  };
}

function forgetIdle(chats: Map<string, WindowPacer>, now: number): void {
  for (const [chat, pacer] of chats) if (pacer.isIdle(now)) chats.delete(chat);
}
