import type { TokenOf } from "../../src/engine/adapter.ts";
import type { Attachment, Button, Intent, Row } from "../../src/engine/intent.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { type CodeView, codeOf } from "./code.ts";
import type { PlaygroundMessage } from "./messages-port.ts";

type ButtonStyle = "plain" | "primary" | "danger";

/** A button as the page draws it: sends a token, or leads out. */
export type ButtonView =
  | {
      readonly kind: "tap";
      readonly label: string;
      readonly style: ButtonStyle;
      readonly token: string;
    }
  | {
      readonly kind: "link";
      readonly label: string;
      readonly style: ButtonStyle;
      readonly url: string;
    };

/** An option as the page draws it. */
export interface OptionView {
  readonly number: number;
  readonly label: string;
  readonly token: string;
}

/** Something beside the words: a picture to look at or to scan, or a file to keep. */
export type AttachmentView =
  | ({ readonly kind: "qr"; readonly label: string } & CodeView)
  | {
      readonly kind: "calendar";
      readonly label: string;
      readonly name: string;
      readonly text: string;
    }
  | { readonly kind: "poster"; readonly label: string; readonly src: string };

/** What the bot says, as the page draws it: plain text throughout, nothing to interpret. */
export interface IntentView {
  readonly kind: Intent["kind"];
  readonly locale: Locale;
  readonly title?: string | undefined;
  readonly text: string;
  readonly rows: readonly Row[];
  readonly options: readonly OptionView[];
  readonly hint?: string | undefined;
  readonly buttons: readonly ButtonView[];
  readonly footnote?: string | undefined;
  readonly attachments: readonly AttachmentView[];
}

/** A file a member sent: its name and size; nobody gets it back from the page. */
export interface FileView {
  readonly kind: "file";
  readonly text: string;
  /** Bytes. */
  readonly size: number;
}

/** One message as a browser gets it. */
export interface MessageView {
  readonly id: string;
  readonly space: string;
  readonly author: string;
  readonly replyTo?: string | undefined;
  /** Only the reader of this very view sees the message. */
  readonly onlyYou: boolean;
  readonly at: number;
  readonly editedAt?: number | undefined;
  readonly body: { readonly kind: "text"; readonly text: string } | FileView | IntentView;
}

/** What a connection is told: that it is live, and every message added or edited from then on. */
export type LiveEvent =
  | { readonly type: "ready"; readonly member: string }
  | { readonly type: "message"; readonly message: MessageView };

/** A message as those who may see it get it. */
export function encodeMessage(message: PlaygroundMessage, tokenOf: TokenOf): MessageView {
  const { id, space, author, replyTo, at, editedAt, body } = message;
  return {
    id,
    space,
    author,
    replyTo,
    onlyYou: message.onlyFor !== undefined,
    at,
    editedAt,
    body: encodeBody(body, tokenOf),
  };
}

function encodeBody(body: PlaygroundMessage["body"], tokenOf: TokenOf): MessageView["body"] {
  switch (body.kind) {
    case "text":
      return body;
    case "file":
      return { kind: "file", text: body.name, size: body.size };
    case "intent":
      return encodeIntent(body.intent, body.locale, tokenOf);
  }
}

/** What the bot says, as the page draws it. Throws when an action does not fit a token. */
export function encodeIntent(intent: Intent, locale: Locale, tokenOf: TokenOf): IntentView {
  return {
    kind: intent.kind,
    locale,
    title: intent.title,
    text: intent.text,
    rows: intent.rows ?? [],
    options: intent.kind === "choose" ? encodeOptions(intent, tokenOf) : [],
    hint: intent.kind === "ask" ? intent.hint : undefined,
    buttons: (intent.buttons ?? []).flatMap((button) => encodeButton(button, tokenOf) ?? []),
    footnote: intent.footnote,
    attachments: (intent.attachments ?? []).flatMap((one) => encodeAttachment(one) ?? []),
  };
}

/** A file its reader handed in comes as a link: the service puts it there. */
function encodeAttachment(attachment: Attachment): AttachmentView | undefined {
  if (attachment.kind === "handedIn") return undefined;
  if (attachment.kind === "calendar") return attachment;
  if (attachment.kind === "poster") {
    const { kind, label, version } = attachment;
    return { kind, label, src: `/posters/${version}` };
  }
  return { kind: "qr", label: attachment.label, ...codeOf(attachment.text) };
}

function encodeOptions(
  intent: Extract<Intent, { kind: "choose" }>,
  tokenOf: TokenOf,
): readonly OptionView[] {
  return intent.options.map(({ label, action }, index) => {
    const token = tokenOf(action);
    if (token === undefined) throw new Error("An option must be something to answer, not a link");
    return { number: index + 1, label, token };
  });
}

/** A link that is not safe to follow has no button. */
function encodeButton(button: Button, tokenOf: TokenOf): ButtonView | undefined {
  const { label, action, style = "plain" } = button;
  if (action.kind === "link") {
    const url = safeUrl(action.url);
    return url === undefined ? undefined : { kind: "link", label, style, url };
  }
  const token = tokenOf(action);
  return token === undefined ? undefined : { kind: "tap", label, style, token };
}

const OWN = "https://own.invalid";

/** The address when a link may lead there: another site over https, or a path of our own. */
export function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url, OWN)) return undefined;
  const parsed = new URL(url, OWN);
  if (parsed.username !== "" || parsed.password !== "" || parsed.protocol !== "https:")
    return undefined;
  if (parsed.origin !== OWN) return parsed.href;
  return url.startsWith("/") ? `${parsed.pathname}${parsed.search}${parsed.hash}` : undefined;
}
