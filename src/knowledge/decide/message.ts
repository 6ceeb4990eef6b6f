import { type Locale, localeOfText } from "../../i18n/locale.ts";
import { cleanText, foldText, letterCount } from "../text/normalize.ts";

/** A person's message, cleaned and folded once for everything that judges it. */
export interface Message {
  /** Clean, with mentions of the bot taken out. */
  readonly text: string;
  /** `text` folded for comparison: simplified characters, lower case. */
  readonly folded: string;
  /** The language of the message, else the one given. */
  readonly locale: Locale;
  /** Names the bot somewhere. */
  readonly mentionsBot: boolean;
  /** Letters and digits in it. */
  readonly letters: number;
}

/** The bot's names as people write them after an @. */
const MENTION = /@\s?(?:小v|小V|聚场助手|聚场|juchang(?:_?bot)?)(?![a-z])/giu;

/** Reads a raw message; `locale` decides when the words do not. */
export function readMessage(raw: string, locale: Locale): Message {
  const clean = cleanText(raw);
  const text = clean.replace(MENTION, " ").trim();
  return {
    text,
    folded: foldText(text),
    locale: localeOfText(text) ?? locale,
    mentionsBot: text !== clean,
    letters: letterCount(text),
  };
}
