/**
 * What a button does. `answer` answers the open question of one run and is its owner's alone;
 * `open` starts a run for whoever taps; `link` leads out.
 */
export type Action =
  | {
      readonly kind: "answer";
      readonly lane: string;
      readonly run: number;
      readonly question: number;
      /** Id of an option, or a repair verb written as "!verb" or "!change-<step>". */
      readonly option: string;
    }
  | { readonly kind: "open"; readonly command: string; readonly args: string }
  | { readonly kind: "link"; readonly url: string };

/** A button: what it says, what it does, and how much weight it asks for. */
export interface Button {
  readonly label: string;
  readonly action: Action;
  readonly style?: "primary" | "danger" | undefined;
}

/** One line of a card or review: what it is, what it says. */
export interface Row {
  readonly label: string;
  readonly value: string;
}

/**
 * Something to look at or to keep beside the words. A platform that cannot show it leaves it out, so the words
 * must do without it.
 */
export type Attachment =
  /** A picture for scanning, which holds a short text. */
  | { readonly kind: "qr"; readonly label: string; readonly text: string }
  /** An iCalendar file (RFC 5545). */
  | {
      readonly kind: "calendar";
      readonly label: string;
      readonly name: string;
      readonly text: string;
    }
  /** An event's poster, kept in the store: a message refers to it and does not carry it. */
  | {
      readonly kind: "poster";
      /** What it shows, for those who cannot see it. */
      readonly label: string;
      readonly version: string;
    }
  /** A file its reader once handed in, kept in the store: a message refers to it and does not carry it. */
  | {
      readonly kind: "handedIn";
      /** What it is for. */
      readonly label: string;
      readonly name: string;
      readonly file: string;
      readonly person: string;
    };

/** The parts any message may have, in the reader's language, as plain text: no markup is ever interpreted. */
export interface Content {
  readonly title?: string | undefined;
  /** Paragraphs, separated by a blank line. */
  readonly text: string;
  readonly rows?: readonly Row[] | undefined;
  /** Small print: the source line, how to go on. */
  readonly footnote?: string | undefined;
  readonly buttons?: readonly Button[] | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
}

/** A numbered way to answer a question. */
export interface ChoiceOption {
  /** `[a-z0-9-]`, at most 16 characters, stable across versions. */
  readonly id: string;
  readonly label: string;
  readonly action: Action;
}

/**
 * What the bot means to say. Adapters turn it into their platform's best form;
 * every intent has a plain-text form as well (`plainText`).
 */
export type Intent =
  | ({ readonly kind: "say" } & Content)
  | ({
      readonly kind: "ask";
      readonly hint?: string | undefined;
      /** It asks for something personal: its answer may be taken on a page of our own instead of in the chat. */
      readonly page?: Action | undefined;
    } & Content)
  | ({ readonly kind: "choose"; readonly options: readonly ChoiceOption[] } & Content)
  | ({ readonly kind: "review" } & Content)
  | ({
      readonly kind: "card";
      /** Cards with the same key in one space are one message, edited in place. */
      readonly key?: string | undefined;
    } & Content)
  | ({
      readonly kind: "notice";
      /**
       * It only says that something waits in the direct chat, and its first button leads there. It tells
       * nothing of anybody, so a platform without a private form may show it to all.
       */
      readonly leadsTo?: "direct" | undefined;
    } & Content);
