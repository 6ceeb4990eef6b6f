import type { AlertCommand, SendCommand, TurnOutcome } from "../engine/command.ts";
import type { Engine, Stepped } from "../engine/engine.ts";
import type { Event } from "../engine/event.ts";
import type { Route } from "../engine/route.ts";
import type { Transaction } from "../engine/terms.ts";
import { type TimerName, type Turn, turnReference } from "../engine/turn.ts";
import type { LoadedByRun } from "../engine/work.ts";
import { newId } from "../store/new-id.ts";
import type { ClaimedMessage } from "../store/outbound/claim.ts";
import type { LoadedLane } from "../store/turns/loaded.ts";
import type {
  CommitResult,
  OutboundDraft,
  TurnCommit,
  TurnWithEffects,
} from "../store/turns/turn-commit.ts";
import type { AtCheckpoint, DeliveryLog, TurnStore } from "./ports.ts";
import { type Straight, straightOf } from "./sending/straight.ts";
import { stateOf } from "./turn-of.ts";

/** What one turn is applied with. */
export interface ApplyParts {
  readonly engine: Engine;
  readonly turns: TurnStore;
  readonly log: DeliveryLog;
  readonly checkpoint: AtCheckpoint;
  /** Whether other processes must be told of messages, since this one does not send them all. */
  readonly announces: () => boolean;
  /** What this process may send right after the commit; undefined when it sends nothing. */
  readonly straight: Straight | undefined;
  /** A turn came upon something staff must look at; never rejects. */
  readonly onAlerts: (loaded: LoadedLane, alerts: readonly AlertCommand[]) => Promise<void>;
}

/** What caused a turn. */
export type Cause =
  | { readonly kind: "event"; readonly event: Event }
  | { readonly kind: "timer"; readonly timer: { readonly run: number; readonly name: TimerName } };

/** What applying came to, with the messages that were committed. */
export interface Applied {
  readonly result: CommitResult;
  readonly outcome: TurnOutcome;
  readonly outbound: readonly string[];
  /** Those of them that are this process's to send at once. */
  readonly fresh: readonly ClaimedMessage[];
  /** ms until the soonest timer that was set; undefined when none was. */
  readonly timerInMs?: number | undefined;
}

/** Routes, loads, steps and commits one turn once; a stale lane is the caller's to load again. */
export async function applyTurn(
  parts: ApplyParts,
  loaded: LoadedLane,
  turn: Turn,
  cause: Cause,
): Promise<Applied> {
  const way = parts.engine.route(stateOf(loaded), turn);
  const found = await runLoads(way);
  const stepped = parts.engine.step(way, found);
  const alerts = stepped.commands.filter((command) => command.kind === "alert");
  // Before the commit: a crash behind it would leave staff in the dark, and telling them twice does nothing.
  if (alerts.length > 0) await parts.onAlerts(loaded, alerts);
  if (!stepped.effect) {
    const prepared = commitOf(parts, loaded, turn, cause, stepped);
    parts.checkpoint("beforeCommit");
    const result = await parts.turns.commit(prepared.commit);
    return applied(parts, result, prepared);
  }
  return applyWithEffects(parts, loaded, turn, cause, { way, found, stepped });
}

interface Halfway {
  readonly way: Route;
  readonly found: LoadedByRun;
  readonly stepped: Stepped;
}

async function applyWithEffects(
  parts: ApplyParts,
  loaded: LoadedLane,
  turn: Turn,
  cause: Cause,
  { way, found, stepped }: Halfway,
): Promise<Applied> {
  let prepared = commitOf(parts, loaded, turn, cause, stepped);
  const work: TurnWithEffects["work"] = async (transaction, isShared) => {
    const halfway = { way, found, stepped };
    const done = await performAll(parts, loaded, transaction, isShared, halfway);
    prepared = commitOf(parts, loaded, turn, cause, done);
    return prepared.commit;
  };
  parts.checkpoint("beforeCommit");
  const result = await (stepped.effect?.onlyOwn
    ? parts.turns.commitSharing({ loaded, work })
    : parts.turns.commitWithEffects(loaded, work));
  return applied(parts, result, prepared);
}

async function performAll(
  parts: ApplyParts,
  loaded: LoadedLane,
  transaction: Transaction,
  isShared: boolean,
  { way, found, stepped }: Halfway,
): Promise<Stepped> {
  let current = stepped;
  while (current.effect) {
    const { key, onlyOwn, perform } = current.effect;
    // The turn is then committed by itself.
    if (isShared && !onlyOwn) throw new Error("This effect must not share its transaction");
    const result = await parts.turns.performEffect(transaction, loaded, key, perform);
    current = parts.engine.resume(way, found, current, result);
  }
  return current;
}

async function runLoads(way: Route): Promise<LoadedByRun> {
  const found = new Map<number, Record<string, unknown>>();
  const values = await Promise.all(way.loads.map(({ load }) => load()));
  way.loads.forEach(({ run, name }, index) => {
    found.set(run, { ...found.get(run), [name]: values[index] });
  });
  return found;
}

/** What a turn commits, and what of it this process may send at once when that succeeds. */
interface Prepared {
  readonly commit: TurnCommit;
  readonly fresh: readonly ClaimedMessage[];
}

function commitOf(
  { announces, straight }: ApplyParts,
  loaded: LoadedLane,
  turn: Turn,
  cause: Cause,
  { state, commands, summary }: Stepped,
): Prepared {
  const announce = announces();
  const fresh: ClaimedMessage[] = [];
  const drafts = commands.flatMap((command) =>
    command.kind === "send" ? [draftOf(command, announce)] : [],
  );
  const outbound = straight
    ? straightOf(straight, loaded, cause, drafts, (message) => fresh.push(message))
    : drafts;
  const commit = {
    loaded,
    ...(cause.kind === "event" ? { event: cause.event } : { timer: cause.timer }),
    reference: turnReference(turn),
    state,
    summary,
    outbound,
    timers: commands.filter(
      (command) => command.kind === "timer" || command.kind === "clearTimers",
    ),
    records: commands.flatMap((command) => (command.kind === "record" ? [command.record] : [])),
  };
  return { commit, fresh };
}

function draftOf({ to, intent, locale }: SendCommand, announce: boolean): OutboundDraft {
  return { id: newId(), to, intent, locale, purpose: "reply", announce };
}

function applied(parts: ApplyParts, result: CommitResult, { commit, fresh }: Prepared): Applied {
  const { outcome } = commit.summary;
  if (result !== "committed") return { result, outcome, outbound: [], fresh: [] };
  parts.checkpoint("afterCommit");
  return {
    result,
    outcome,
    outbound: commit.outbound.map(({ id }) => id),
    fresh,
    timerInMs: soonestTimer(commit),
  };
}

function soonestTimer({ timers }: TurnCommit): number | undefined {
  const due = timers.flatMap((command) => (command.kind === "timer" ? [command.afterMs] : []));
  return due.length === 0 ? undefined : Math.min(...due);
}
