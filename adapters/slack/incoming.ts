import type { Event } from "../../src/engine/event.ts";

/** One workspace that the bot is installed in. */
export interface Team {
  /** Our id of the installation. */
  readonly installation: string;
  /** Slack's id of the workspace, or of the organisation for an installation on all of it. */
  readonly teamId: string;
  /** The bot's own user; undefined until Slack has told. */
  readonly botUser: () => string | undefined;
}

/** The workspaces by any of the ids that may name one. */
export type FindTeam = (ids: readonly (string | null | undefined)[]) => Team | undefined;

/** One delivery, as it arrives over HTTP or a socket. */
export interface Delivery {
  readonly type: "events_api" | "interactive" | "slash_commands";
  readonly body: unknown;
}

/** What a delivery comes to. */
export type Incoming =
  /** Something happened that the service takes as an event. */
  | {
      readonly kind: "event";
      readonly team: Team;
      readonly event: Event;
      /** Where an answer may go when the bot is not in the channel: a slash command's own way back. */
      readonly responseUrl?: string | undefined;
      /** A tap's leave to open a modal, for three seconds. */
      readonly triggerId?: string | undefined;
      /** Said where the bot cannot be: it belongs into the person's direct chat with the bot. */
      readonly toDirect?: true;
    }
  /** A modal was handed in. */
  | {
      readonly kind: "submission";
      readonly team: Team;
      readonly event: Event;
      readonly answer: ModalAnswer;
    }
  /** Somebody opened the bot's home page. */
  | { readonly kind: "home"; readonly team: Team; readonly user: string }
  /** The workspace took the token back. */
  | { readonly kind: "revoked"; readonly team: Team }
  /** Slack asks whether the address is ours. */
  | { readonly kind: "challenge"; readonly challenge: string }
  /** Genuine, and of no concern: acknowledged and counted. */
  | { readonly kind: "nothing"; readonly why: string };

/** What a modal asked and what was written. */
export interface ModalAnswer {
  readonly text: string;
  readonly locale: "zh-CN" | "en";
  /** The direct chat and the message in it that the modal repeats. */
  readonly channel: string;
  readonly questionTs: string;
}

/** The delivery is not of a form this version knows. */
export class UnreadableDelivery extends Error {
  override readonly name = "UnreadableDelivery";
}
