import type { Destination } from "../engine/command.ts";
import type { Event } from "../engine/event.ts";
import { EMPTY_STATE, type LaneState, laneStateSchema, openQuestionOf } from "../engine/state.ts";
import type { Transaction } from "../engine/terms.ts";
import type { Turn } from "../engine/turn.ts";
import { replyLocale } from "../engine/work.ts";
import type { Locale } from "../i18n/locale.ts";
import { fill, text } from "../i18n/messages.ts";
import { type Failure, keepFailure } from "../store/failed-events.ts";
import { newId } from "../store/new-id.ts";
import { addMessages } from "../store/outbound/add.ts";
import { introduce } from "../store/turns/commit-with-effects.ts";
import { NOBODY_NEW } from "../store/turns/identities.ts";
import type { LoadedLane } from "../store/turns/loaded.ts";
import type { OutboundDraft } from "../store/turns/turn-commit.ts";
import { alertStaff } from "./alert-staff.ts";
import { alertMessages } from "./messages.ts";

/** A turn that hit a bug, as it was about to be applied. */
export interface FailedTurn extends Omit<Failure, "openQuestion"> {
  readonly turn: Turn;
  /** The language of the staff group. */
  readonly groupLocale: Locale;
}

/**
 * Keeps a failed turn's event with its cause, tells the person in one sentence and staff without anybody's
 * words, all in the given transaction. Returns the messages to send; none when the event was taken meanwhile.
 */
export async function keepFailedTurn(
  transaction: Transaction,
  failed: FailedTurn,
): Promise<readonly string[]> {
  const state = knownState(failed.loaded);
  const openQuestion = openQuestionOf(state);
  const { loaded } = failed;
  const known = { ...loaded, introduces: NOBODY_NEW };
  const id = await keepFailure(transaction, { ...failed, loaded: known, openQuestion });
  if (id === undefined) return [];
  // Whoever is new can be told only once they are written.
  await introduce(transaction, [loaded]);
  const told = await addMessages(transaction, `failed:${id}`, apology(failed, state));
  const cause = classOf(failed.error);
  const alerted = await alertStaff(transaction, {
    about: "failures",
    loaded,
    groupLocale: failed.groupLocale,
    content: (locale) => ({
      title: text(alertMessages.failedTitle, locale),
      text: fill(alertMessages.failedText, locale, { id, cause }),
    }),
  });
  return [...told, ...alerted];
}

/** The lane's state; an empty one when it is the state itself that cannot be read. */
function knownState({ state }: LoadedLane): LaneState {
  return laneStateSchema.safeParse(state ?? EMPTY_STATE).data ?? EMPTY_STATE;
}

/** Nobody waits for a timer, so its failure is no news to the person. */
function apology({ cause, loaded, turn }: FailedTurn, state: LaneState): readonly OutboundDraft[] {
  const waits = openQuestionOf(state) !== undefined;
  const to = "event" in cause ? whereToApologize(cause.event, loaded, waits) : undefined;
  if (!to) return [];
  const locale = replyLocale(state, turn);
  const intent = { kind: "notice", text: text(alertMessages.sorry, locale) } as const;
  return [{ id: newId(), to, intent, locale, purpose: "reply", announce: true }];
}

/**
 * Where the event came from: as a reply to what was said to the bot, and for their eyes only after a tap or
 * a message that was perhaps an answer. Group talk that nobody meant for the bot gets nothing.
 */
function whereToApologize(
  { body, thread }: Event,
  { person, space }: LoadedLane,
  waits: boolean,
): Destination | undefined {
  if (!person || !space) return undefined;
  const at = { space: space.id, ...(thread === undefined ? {} : { thread }) };
  const isDirect = space.kind === "direct";
  const privately: Destination = isDirect
    ? { kind: "space", at }
    : { kind: "onlyYou", at, person: person.id };
  switch (body.kind) {
    case "text":
    case "file":
      if (body.addressed && !isDirect) return { kind: "space", at, replyTo: body.messageId };
      return isDirect || waits ? privately : undefined;
    case "command":
      return isDirect ? privately : { kind: "space", at, replyTo: body.messageId };
    case "tap":
      return privately;
    case "moved":
    case "edit":
    case "delete":
    case "join":
    case "leave":
      return undefined;
  }
}

/** The error's class: never its message, which may quote somebody. */
function classOf({ name }: Error): string {
  return /^[A-Za-z]{1,60}$/.test(name) ? name : "Error";
}
