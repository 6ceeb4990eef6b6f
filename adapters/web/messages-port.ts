import type { Intent } from "../../src/engine/intent.ts";
import type { Locale } from "../../src/i18n/locale.ts";

/** What a browser says of a file; nothing of it is believed. */
export interface FileFacts {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** What a playground message holds: a member's words, or what the bot means to say. */
export type PlaygroundBody =
  | { readonly kind: "text"; readonly text: string }
  | ({ readonly kind: "file"; readonly file: string } & FileFacts)
  | { readonly kind: "intent"; readonly intent: Intent; readonly locale: Locale };

/** One message of the playground, which is its own chat platform and keeps its own history. */
export interface PlaygroundMessage {
  /** Decimal digits, rising with time. */
  readonly id: string;
  /** `group`, `staff`, or `direct:<member>`. */
  readonly space: string;
  readonly thread?: string | undefined;
  /** A member's id, or `bot`. */
  readonly author: string;
  /** The only member of the group who may see it. */
  readonly onlyFor?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly body: PlaygroundBody;
  /** ms UTC. */
  readonly at: number;
  readonly editedAt?: number | undefined;
}

export interface NewPlaygroundMessage {
  /** Unique: a browser's own key for what it sends, or the outbound's id. A repeat adds nothing. */
  readonly key: string;
  readonly space: string;
  readonly thread?: string | undefined;
  readonly author: string;
  readonly onlyFor?: string | undefined;
  readonly replyTo?: string | undefined;
  readonly body: PlaygroundBody;
}

/** Where the playground's messages live; every process sees every change. */
export interface PlaygroundMessages {
  add(message: NewPlaygroundMessage): Promise<{ message: PlaygroundMessage; repeated: boolean }>;
  /** Keeps a file until the service has fetched it, a few days at most; returns its id. */
  keepFile(author: string, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** A kept file's bytes; undefined once it is gone. */
  fileBytes(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  edit(id: string, body: PlaygroundBody): Promise<void>;
  /** The newest messages of a space this member may see, oldest first; `before` pages back. */
  history(
    space: string,
    member: string,
    page: { readonly before?: string | undefined; readonly limit: number },
  ): Promise<readonly PlaygroundMessage[]>;
  find(id: string): Promise<PlaygroundMessage | undefined>;
  /** Members' messages whose event was never acknowledged, oldest first: the platform's redelivery. */
  unacknowledged(): Promise<readonly (PlaygroundMessage & { readonly key: string })[]>;
  acknowledge(id: string): Promise<void>;
  /** The last message each space was read up to, by space. */
  readMarks(member: string): Promise<Readonly<Record<string, string>>>;
  markRead(member: string, space: string, id: string): Promise<void>;
  /** Calls back for every message added or edited, in this or any other process; returns how to stop. */
  subscribe(listener: (message: PlaygroundMessage) => void): () => void;
}
