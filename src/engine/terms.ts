/**
 * The glossary. One thing, one name, in code, tables, documents and screens.
 *
 * - person: a human, with one or more accounts (installation + platform user id)
 * - installation: one bot token on one platform
 * - staff: a person with a role
 * - space: a chat: group, channel or direct; thread: a topic or thread in it
 * - surface: public or private
 * - event: what came in; delivery key: the platform's name for one delivery of it
 * - lane: the order in which events are applied: one per person, or one per space for events without a person
 * - turn: one event applied to its lane: state, answer and effects in one commit
 * - flow: a named, versioned set of named steps; run: one person's passage through a flow
 * - step, answer: a named place in a flow; what the person said there
 * - command: what a step wants of the outside: send, effect, timer, record
 * - effect: a change in the world with a key, done once, with a stored result
 * - intent: what the bot means to say, free of any platform's form
 * - outbound: a message to send; delivery: its fate
 * - clause: one citable unit of policy; desk: a service window; ticket: a question handed to a desk
 * - calculation: a sum worked out in the open from a clause's own rates, shown with inputs, working and conditions
 * - repair verb: cancel, back, skip, change, repeat, help, a person, later, continue
 */

/** A value that survives JSON unchanged. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Whether others can read what is shown: a group or channel is public, a direct chat private. */
export type Surface = "public" | "private";

/** A chat as the platform has it. */
export type SpaceKind = "direct" | "group" | "channel";

/** A place to talk: our id of a space, and the thread in it. */
export interface Address {
  readonly space: string;
  readonly thread?: string | undefined;
}

/** What an answer to a policy question came to. */
export const OUTCOMES = [
  "answer",
  "ask_back",
  "not_stated",
  "unknown",
  "ignored",
  "declined",
  "routed",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The service windows a question can be handed to. */
export const DESKS = ["cyberspace", "justice", "tax", "investment", "general"] as const;
export type Desk = (typeof DESKS)[number];

/** What a person may do for the service; a specialist belongs to desks. */
export const ROLES = ["viewer", "specialist", "operator", "admin"] as const;
export type Role = (typeof ROLES)[number];

declare const transactionBrand: unique symbol;

/** A database transaction as everyone but the store sees it: something to hand on, never to look into. */
export interface Transaction {
  readonly [transactionBrand]: true;
}

/** An exhaustive switch ends here; reaching it at run time is a bug. */
export function unreachable(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
