import type { Locale } from "../i18n/locale.ts";
import type { Event } from "./event.ts";
import type { Action, Intent } from "./intent.ts";
import type { SpaceKind } from "./terms.ts";

/** The platforms an installation can be on. */
export const PLATFORMS = ["web", "telegram", "slack"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What a platform can do in one kind of chat; data, not methods. */
export interface Capabilities {
  readonly buttons: { readonly max: number; readonly perRow: number; readonly labelChars: number };
  /** A form only one member of a group sees; never a durable place for a question. */
  readonly onlyYou: boolean;
  readonly edit: boolean;
  readonly reply: boolean;
  readonly threads: boolean;
  readonly maxTextChars: number;
}

/** A picture or file that goes along with a message. */
export interface OutgoingFile {
  readonly kind: "picture" | "document";
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What it is, in the reader's language. */
  readonly label: string;
}

/** The poster a message refers to. */
export interface OutgoingPoster {
  /** What it is, in the reader's language. */
  readonly label: string;
  /** The same for the same bytes only: a platform that has them already is told by its own id of them. */
  readonly version: string;
  /** Fetches the picture; undefined when it is shown no more. */
  load(): Promise<OutgoingFile | undefined>;
}

/** The picture that stands with a message on its platform. */
export interface ShownPicture {
  /** Which poster it is; null for none. */
  readonly version: string | null;
  /** The platform's id of it, to change it by; undefined when there is none to change. */
  readonly id?: string | undefined;
}

/** A message handed to an adapter; tokens are already made, texts already in the reader's language. */
export interface OutgoingMessage {
  /** Our id of the outbound; a platform that can deduplicate uses it as its key. */
  readonly outbound: string;
  readonly space: { readonly platformId: string; readonly kind: SpaceKind };
  readonly thread?: string | undefined;
  readonly replyTo?: string | undefined;
  /** Platform id of the only account that may see it, inside a group. */
  readonly onlyFor?: string | undefined;
  /** Platform id of the earlier message to edit in place. */
  readonly edits?: string | undefined;
  /** The picture that stands with that message; undefined when nobody knows. */
  readonly shown?: ShownPicture | undefined;
  readonly intent: Intent;
  /** The intent's attachments as files. A platform that cannot take them does without. */
  readonly files?: readonly OutgoingFile[] | undefined;
  readonly poster?: OutgoingPoster | undefined;
  readonly locale: Locale;
}

/** A message of the bot's to take back. */
export interface Retraction {
  readonly space: OutgoingMessage["space"];
  /** The platform's id of it. */
  readonly messageId: string;
}

/** Why a message cannot be taken back: the platform lets one do that only for so long. */
export const PAST_WINDOW = "past window" as const;

/** What must wait: this message alone, all of its chat's, or everything of the token. */
export type LaterScope = "message" | "chat" | "token";

/** What became of one send. */
export type SendResult =
  /** `shown`: the picture that stands with it, where a later edit must know. */
  | {
      readonly kind: "sent";
      readonly messageId: string;
      readonly shown?: ShownPicture | undefined;
    }
  | { readonly kind: "later"; readonly afterMs: number; readonly scope: LaterScope }
  | { readonly kind: "unreachable"; readonly reason: string }
  | { readonly kind: "moved"; readonly toPlatformId: string }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "uncertain"; readonly reason: string };

/** How much of an incoming file is fetched, and how long it may take. */
export interface FetchLimits {
  readonly maxBytes: number;
  readonly withinMs: number;
}

/** What fetching an incoming file came to. */
export type FetchedFile =
  | { readonly kind: "fetched"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "too_large" }
  /** The platform has it no more, or does not hand it out. */
  | { readonly kind: "gone" }
  /** Not now, or not in time: it may be tried again. */
  | { readonly kind: "unavailable" };

/** What became of one event: a repeat is acknowledged without effect. */
export type Receipt = { readonly kind: "committed" | "duplicate" | "ignored" | "failed" };

/** Takes a verified event; resolves once it is safe to acknowledge, rejects when it must be redelivered. */
export type Receive = (event: Event) => Promise<Receipt>;

/** Turns a button's action into its token, at most 64 bytes of `[A-Za-z0-9_-]`; undefined for links. */
export type TokenOf = (action: Action) => string | undefined;

/** The platform does not open a direct chat, for a reason that says nothing of the account. Reasons are codes. */
export class DirectSpaceRefused extends Error {
  override readonly name = "DirectSpaceRefused";
  readonly reason: string;
  constructor(reason: string) {
    super(`A direct chat was refused: ${reason}`);
    this.reason = reason;
  }
}

/** A chat platform as the service sees it. */
export interface Adapter {
  readonly platform: Platform;
  /** Our id of the installation it serves. */
  readonly installation: string;
  capabilities(space: { readonly kind: SpaceKind }): Capabilities;
  /**
   * Platform id of the direct chat with an account; undefined when none can be opened with it. Rejects with
   * `DirectSpaceRefused` when the platform refuses for another reason.
   */
  directSpace(accountPlatformId: string): Promise<string | undefined>;
  start(receive: Receive): Promise<void>;
  send(message: OutgoingMessage): Promise<SendResult>;
  /** Takes a message back: `sent` when it is gone, whoever removed it. May be repeated without harm. */
  retract(retraction: Retraction): Promise<SendResult>;
  /**
   * Fetches a file that came in, by the reference its event told. No more than `maxBytes` is ever held, whatever
   * the platform said of its size. Never rejects. Platforms without files have no such way.
   */
  fetchFile?(reference: string, limits: FetchLimits): Promise<FetchedFile>;
  /** Why the platform cannot be used now, a sentence for the operator; undefined when it can. */
  trouble?(): string | undefined;
  /** Stops taking events and waits for those under way. */
  stop(): Promise<void>;
}
