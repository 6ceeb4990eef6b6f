import type { SpaceKind } from "./terms.ts";

/** The space an event came from, in the platform's words. */
export interface EventSpace {
  readonly platformId: string;
  readonly kind: SpaceKind;
  readonly title?: string | undefined;
}

/** Who caused an event, in the platform's words. */
export interface EventAccount {
  readonly platformId: string;
  /** The display name: untrusted, personal, shown as text only. */
  readonly name?: string | undefined;
  /** The platform's language tag, such as "zh-hans". */
  readonly localeTag?: string | undefined;
}

/** A file or photo that came in, as its platform tells of it: nothing of it was looked at yet, and it may be wrong. */
export interface IncomingFile {
  /** What its platform fetches it by (`Adapter.fetchFile`); means nothing to anybody else. */
  readonly reference: string;
  /** The name its sender gave it: untrusted, personal, never a path. */
  readonly name?: string | undefined;
  /** Bytes. */
  readonly size?: number | undefined;
  /** Media type. */
  readonly type?: string | undefined;
}

/** What happened. `addressed` means: mentions the bot, replies to it, or was sent to it directly. */
export type EventBody =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly messageId: string;
      readonly addressed: boolean;
      /** The message this one replies to, when it is the bot's own. */
      readonly repliesToBot?: string | undefined;
      /** The token of the question it answers, when it was typed on that question's own page. */
      readonly answers?: string | undefined;
      /** What came along with the words, if anything did; empty for what no file can be fetched of. */
      readonly files?: readonly IncomingFile[] | undefined;
    }
  | { readonly kind: "command"; readonly text: string; readonly messageId?: string | undefined }
  | { readonly kind: "tap"; readonly token: string; readonly messageId?: string | undefined }
  | {
      readonly kind: "file";
      readonly messageId: string;
      readonly addressed: boolean;
      /** Empty for what no file can be fetched of, such as a place or a sticker. */
      readonly files: readonly IncomingFile[];
    }
  | { readonly kind: "edit"; readonly messageId: string }
  | { readonly kind: "delete"; readonly messageId: string }
  /** The space goes on under another id (a group was upgraded): the event's space has the new one. */
  | { readonly kind: "moved"; readonly fromPlatformId: string }
  /** The bot came into the space; in a direct chat the person no longer blocks it, and greets it in their own words. */
  | { readonly kind: "join" }
  /** The bot was removed from the space; in a direct chat the person blocks it. */
  | { readonly kind: "leave" };

/** One thing that happened on a platform, verified and decoded. */
export interface Event {
  /** Our id of the installation it arrived at. */
  readonly installation: string;
  /** Unique per installation for one delivery; a repeat has no second effect. */
  readonly deliveryKey: string;
  /** The same for the same content arriving by another way. */
  readonly contentKey?: string | undefined;
  readonly space: EventSpace;
  readonly thread?: string | undefined;
  /** Absent for events without a person, such as the bot joining a group. */
  readonly account?: EventAccount | undefined;
  /** The platform's time of it, ms UTC. */
  readonly at: number;
  readonly body: EventBody;
}
