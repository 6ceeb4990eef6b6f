import type { Localized } from "../../i18n/locale.ts";
import type { Template } from "../../i18n/messages.ts";
import { type Fen, writeYuan } from "./fen.ts";

/** A text with its gaps filled, in both languages. */
export function both<Parameters>(entry: Template<Parameters>, parameters: Parameters): Localized {
  return { zh: entry.zh(parameters), en: entry.en(parameters) };
}

/** Money as each language writes it. */
export const money: Template<Fen> = {
  zh: (fen) => `${writeYuan(fen)}元`,
  en: (fen) => `CNY ${writeYuan(fen)}`,
};
