import type { Receipt, Receive } from "../engine/adapter.ts";
import type { TurnOutcome } from "../engine/command.ts";
import type { Event } from "../engine/event.ts";
import type { Turn } from "../engine/turn.ts";
import type { Locale } from "../i18n/locale.ts";
import { DatabaseUnavailable } from "../store/errors.ts";
import type { ClaimedMessage } from "../store/outbound/claim.ts";
import type { DueTimer } from "../store/timers.ts";
import { type Applied, type ApplyParts, applyTurn } from "./apply.ts";
import type { FailedTurn } from "./keep-failure.ts";
import type { Lanes } from "./lanes.ts";
import { withPlainNames } from "./plain-names.ts";
import { Crash } from "./ports.ts";
import type { Tokens } from "./tokens.ts";
import { turnOfEvent, turnOfTimer } from "./turn-of.ts";

/** What the receiver is made of. */
export interface ReceiveParts extends ApplyParts {
  readonly lanes: Lanes;
  readonly failures: FailureStore;
  readonly tokens: Tokens;
  readonly defaultLocale: Locale;
  /** Committed messages, ready to go, and those of them that need no claiming. */
  readonly onOutbound: (ids: readonly string[], fresh: readonly ClaimedMessage[]) => void;
  /** A committed turn set a timer that is due in so many ms. */
  readonly onTimer: (inMs: number) => void;
  /** An installation's space goes on under another platform id; nothing happens when it is not known. */
  readonly moveSpace: (installation: string, from: string, to: string) => Promise<void>;
  readonly onTurn: (outcome: TurnOutcome | "failed", ms: number) => void;
}

/** Where events are kept whose turn hit a bug. */
export interface FailureStore {
  /** Keeps it and what its person and staff are told; the messages to send, or stale as for a commit. */
  keep(failed: FailedTurn): Promise<readonly string[] | "stale">;
}

/** Takes events and due timers, applies each once, and says when it is safe to acknowledge. */
export interface Receiver {
  readonly receive: Receive;
  timerDue(timer: DueTimer): Promise<void>;
}

/** How often a turn is computed again because another process moved its lane. */
const STALE_TRIES = 20;

export function createReceiver(parts: ReceiveParts): Receiver {
  return {
    receive: (event) => receive(parts, event),
    timerDue: (timer) => parts.lanes.run(timer.lane, () => applyTimer(parts, timer)),
  };
}

/**
 * The lane an event belongs to is known only after loading; until then its account, or its space, stands
 * for it, which orders a person's events on one platform. The lane's revision orders the rest.
 */
function laneKey({ installation, account, space }: Event): string {
  return `${installation}/${account?.platformId ?? space.platformId}`;
}

async function receive(parts: ReceiveParts, given: Event): Promise<Receipt> {
  const started = performance.now();
  const event = withPlainNames(given);
  const { receipt, outcome } = await parts.lanes.run(laneKey(event), () =>
    applyEvent(parts, event),
  );
  if (outcome !== undefined) parts.onTurn(outcome, performance.now() - started);
  return receipt;
}

interface Received {
  readonly receipt: Receipt;
  /** Absent for a repeat, which is no turn. */
  readonly outcome?: TurnOutcome | "failed";
}

async function applyEvent(parts: ReceiveParts, event: Event): Promise<Received> {
  // Before the space is looked up: under its new id it would be taken for another one.
  if (event.body.kind === "moved") {
    const { installation, body, space } = event;
    await parts.moveSpace(installation, body.fromPlatformId, space.platformId);
  }
  for (let tries = 0; tries < STALE_TRIES; tries++) {
    const loaded = await parts.turns.load(event);
    if (loaded.seen) return duplicate();
    const turn = await withOwnRun(
      parts,
      turnOfEvent(loaded, event, parts.tokens, parts.defaultLocale),
    );
    const applied = await applyOrKeep(parts, { loaded, turn, cause: { event } }, () =>
      applyTurn(parts, loaded, turn, { kind: "event", event }),
    );
    if (applied === "failed") return { receipt: { kind: "failed" }, outcome: "failed" };
    if (applied === "stale") continue;
    if (applied.result === "duplicate") return duplicate();
    if (applied.result === "committed") return committed(parts, applied);
  }
  throw new Error("The lane kept moving: another process is busy with it; deliver the event again");
}

/** A button from before two accounts became one person is still its owner's: it goes to where its run went on. */
async function withOwnRun({ turns }: ReceiveParts, turn: Turn): Promise<Turn> {
  const { action, lane } = turn;
  if (!action || action === "forged" || action.kind !== "answer" || action.lane === lane) {
    return turn;
  }
  const run = await turns.runAfterMerge(action.lane, action.run, lane);
  return run === undefined ? turn : { ...turn, action: { ...action, lane, run } };
}

/**
 * A database outage is passed on, so that the platform delivers again. Anything else is a bug: the event is
 * kept with its cause and acknowledged, since delivering it again would only meet the bug again.
 */
async function applyOrKeep(
  { failures, log, defaultLocale, onOutbound }: ReceiveParts,
  failed: Pick<FailedTurn, "loaded" | "turn" | "cause">,
  apply: () => Promise<Applied>,
): Promise<Applied | "failed" | "stale"> {
  try {
    return await apply();
  } catch (thrown) {
    if (thrown instanceof DatabaseUnavailable || thrown instanceof Crash) throw thrown;
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    log.error(
      { err: error, lane: failed.loaded.lane },
      "A turn failed; its event is kept for another try",
    );
    const told = await failures.keep({ ...failed, error, groupLocale: defaultLocale });
    if (told === "stale") return "stale";
    if (told.length > 0) onOutbound(told, []);
    return "failed";
  }
}

function duplicate(): Received {
  return { receipt: { kind: "duplicate" } };
}

function committed(parts: ReceiveParts, applied: Applied): Received {
  const { outcome } = applied;
  follow(parts, applied);
  return { receipt: { kind: outcome === "ignored" ? "ignored" : "committed" }, outcome };
}

/** What a committed turn left to do outside of it. */
function follow(parts: ReceiveParts, { outbound, fresh, timerInMs }: Applied): void {
  if (outbound.length > 0) parts.onOutbound(outbound, fresh);
  if (timerInMs !== undefined) parts.onTimer(timerInMs);
}

async function applyTimer(parts: ReceiveParts, timer: DueTimer): Promise<void> {
  const started = performance.now();
  for (let tries = 0; tries < STALE_TRIES; tries++) {
    const loaded = await parts.turns.loadTimer(timer);
    if (!loaded) return;
    const { run, name } = timer;
    const turn = turnOfTimer(loaded, { kind: "timer", run, name }, parts.defaultLocale);
    const applied = await applyOrKeep(parts, { loaded, turn, cause: { timer } }, () =>
      applyTurn(parts, loaded, turn, { kind: "timer", timer: { run, name } }),
    );
    if (applied === "failed") return;
    if (applied === "stale" || applied.result !== "committed") continue;
    follow(parts, applied);
    parts.onTurn(applied.outcome, performance.now() - started);
    return;
  }
}
