import type { Capabilities, OutgoingMessage, TokenOf } from "../../src/engine/adapter.ts";
import type { Button, Intent, Row } from "../../src/engine/intent.ts";
import { engineMessages } from "../../src/engine/messages.ts";
import type { Locale } from "../../src/i18n/locale.ts";
import { fill, text as words } from "../../src/i18n/messages.ts";
import {
  type ButtonServices,
  type Keyboard,
  type KeyboardButton,
  keyboardButton,
  numberRowsOf,
  offerOf,
  rowsOf,
} from "./buttons.ts";
import { deepLink } from "./identity.ts";
import { inert } from "./inert.ts";
import { telegramMessages } from "./messages.ts";
import { splitStyled } from "./split.ts";
import { joinStyled, type Mark, type Styled, styled } from "./styled.ts";

/** What encoding depends on besides the message. */
export interface EncodeServices {
  readonly tokenOf: TokenOf;
  readonly bot: { readonly username: string; readonly readsAll: boolean };
  /** Commands that may stand as links in a text: the bot's own. */
  readonly commands: ReadonlySet<string>;
  readonly publicUrl: string | undefined;
}

/** What is to be said, and where. */
export interface Encodable {
  readonly intent: Intent;
  readonly locale: Locale;
  readonly space: Pick<OutgoingMessage["space"], "kind">;
  readonly capabilities: Capabilities;
  /** Whether the message answers one of the reader's, whom a prompt can then be meant for. */
  readonly isReply?: boolean;
  /** Buttons lead to the direct chat instead of working here. */
  readonly leadsOut?: boolean;
}

interface InlineMarkup {
  readonly inline_keyboard: Keyboard;
}

interface ForceMarkup {
  readonly force_reply: true;
  readonly input_field_placeholder: string;
  /** Prompts only whoever is replied to. */
  readonly selective: boolean;
}

/** One message of the Bot API, without its address. */
export interface EncodedPart {
  readonly text: string;
  readonly entities: readonly { type: Mark["style"]; offset: number; length: number }[];
  readonly reply_markup?: InlineMarkup | ForceMarkup;
}

/**
 * An intent in Telegram's best form: one message or, beyond its length, several with the buttons under the
 * last. Pure. Throws when a button does not fit.
 */
export function encodeMessage(
  message: Encodable,
  services: EncodeServices,
): readonly EncodedPart[] {
  const { intent, capabilities } = message;
  const form = formOf(message, services);
  const whole = joinStyled(
    [
      styledPart(intent.title, services, "bold"),
      styledPart(intent.text, services),
      rowsPart(intent.rows ?? [], message.locale, services),
      styledPart(form.lines, services),
      styledPart(intent.kind === "ask" ? intent.hint : undefined, services),
      styledPart(form.spoken, services),
      styledPart(intent.footnote, services, "blockquote"),
    ],
    "\n\n",
  );
  const parts = splitStyled(whole.text === "" ? styled("…") : whole, capabilities.maxTextChars);
  return parts.map((part, index) => ({
    text: part.text,
    entities: part.marks.map(({ style, from, to }) => ({
      type: style,
      offset: from,
      length: to - from,
    })),
    ...(index === parts.length - 1 && form.markup ? { reply_markup: form.markup } : {}),
  }));
}

function styledPart(raw: string | undefined, { commands }: EncodeServices, style?: Mark["style"]) {
  return styled(inert(raw ?? "", commands), style);
}

function rowsPart(rows: readonly Row[], locale: Locale, services: EncodeServices): Styled {
  const colon = locale === "en" ? ": " : "：";
  const lines = rows.map(({ label, value }) => {
    const shown = styledPart(value, services);
    return joinStyled([styledPart(`${label}${colon}`, services, "bold"), shown], colon.slice(1));
  });
  return joinStyled(lines, "\n");
}

/** What a message offers besides its words: under it, or as words where it can't be under it. */
interface Form {
  readonly lines?: string;
  readonly spoken?: string;
  readonly markup?: InlineMarkup | ForceMarkup;
}

function formOf(message: Encodable, services: EncodeServices): Form {
  const { intent } = message;
  if (intent.kind === "ask" && wantsPrompt(message, services)) {
    return promptOf(message, intent.buttons ?? []);
  }
  const buttons = buttonServices(message, services);
  const below = keyboardOf(intent.buttons ?? [], buttons);
  if (intent.kind !== "choose") return { ...spokenOf(below.left), ...markupOf(below.rows) };
  return chooseForm(message, intent, buttons, below);
}

function buttonServices(
  { capabilities, leadsOut = false }: Encodable,
  { tokenOf, publicUrl, bot }: EncodeServices,
): ButtonServices {
  const linkOf = leadsOut ? (token: string) => deepLink(bot, token) : undefined;
  return { tokenOf, publicUrl, limits: capabilities.buttons, linkOf };
}

interface Below {
  readonly rows: Keyboard;
  /** Labels of buttons that found no room. */
  readonly left: readonly string[];
}

function keyboardOf(buttons: readonly Button[], services: ButtonServices): Below {
  const { max, perRow } = services.limits;
  const made = buttons.flatMap((button) => keyboardButton(button, services) ?? []);
  return {
    rows: rowsOf(made.slice(0, max), perRow),
    left: made.slice(max).map(({ text }) => text),
  };
}

function chooseForm(
  { locale, capabilities }: Encodable,
  { options }: Extract<Intent, { kind: "choose" }>,
  services: ButtonServices,
  below: Below,
): Form {
  const offer = offerOf(options, capabilities.buttons);
  const numbered = options.map(({ label }, index) => `${index + 1}. ${label}`).join("\n");
  if (offer === "list") {
    const how = fill(engineMessages.answerByNumber, locale, { count: options.length });
    return {
      lines: `${numbered}\n\n${how}`,
      ...spokenOf(below.left),
      ...markupOf(below.rows),
    };
  }
  const made = options.map((option, index) => {
    const label = offer === "labels" ? option.label : String(index + 1);
    return optionButton({ label, action: option.action }, services);
  });
  const rows = offer === "labels" ? rowsOf(made, capabilities.buttons.perRow) : numberRowsOf(made);
  return {
    ...(offer === "numbers" ? { lines: numbered } : {}),
    ...spokenOf(below.left),
    ...markupOf([...rows, ...below.rows]),
  };
}

function optionButton(
  option: Pick<Button, "label" | "action">,
  services: ButtonServices,
): KeyboardButton {
  const made = option.action.kind === "link" ? undefined : keyboardButton(option, services);
  if (!made) throw new Error("An option must be something to answer, not a link");
  return made;
}

/**
 * In privacy mode a group's plain messages never arrive, replies to the bot do: a question to be answered in
 * words opens a reply. A message has either a prompt or buttons, so verbs are then said in words; a question
 * whose buttons do more keeps them.
 */
function wantsPrompt({ intent, space, leadsOut }: Encodable, { bot }: EncodeServices): boolean {
  if (space.kind === "direct" || bot.readsAll || leadsOut) return false;
  return (intent.buttons ?? []).every(
    ({ action }) => action.kind === "answer" && action.option.startsWith("!"),
  );
}

function promptOf({ locale, isReply = false }: Encodable, verbs: readonly Button[]): Form {
  const gap = locale === "en" ? ", " : "、";
  const said = verbs.map(({ label }) => label).join(gap);
  return {
    ...(said === "" ? {} : { spoken: fill(telegramMessages.alsoReply, locale, { words: said }) }),
    markup: {
      force_reply: true,
      input_field_placeholder: words(telegramMessages.placeholder, locale),
      selective: isReply,
    },
  };
}

function spokenOf(labels: readonly string[]): Pick<Form, "spoken"> {
  return labels.length === 0 ? {} : { spoken: labels.map((label) => `[${label}]`).join("  ") };
}

function markupOf(rows: Keyboard): Pick<Form, "markup"> {
  return rows.length === 0 ? {} : { markup: { inline_keyboard: rows } };
}
