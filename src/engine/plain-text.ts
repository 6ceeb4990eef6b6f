import type { Locale } from "../i18n/locale.ts";
import { fill } from "../i18n/messages.ts";
import type { Button, Intent } from "./intent.ts";
import { engineMessages } from "./messages.ts";

/**
 * The plain-text form every intent has: what a reader without buttons, cards or pictures gets,
 * and answers by number or word. Total: nothing an intent says is lost.
 */
export function plainText(intent: Intent, locale: Locale): string {
  const choices = intent.kind === "choose" ? intent.options.map((option) => option.label) : [];
  const buttons = (intent.buttons ?? []).map(plainButton);
  return [
    intent.title,
    intent.text,
    intent.rows?.map((row) => joinRow(row.label, row.value, locale)).join("\n"),
    choices.map((label, index) => `${index + 1}. ${label}`).join("\n"),
    choices.length > 0
      ? fill(engineMessages.answerByNumber, locale, { count: choices.length })
      : "",
    intent.kind === "ask" ? intent.hint : undefined,
    buttons.length > 0 ? buttons.join("  ") : undefined,
    intent.footnote,
  ]
    .filter((part): part is string => part !== undefined && part !== "")
    .join("\n\n");
}

function joinRow(label: string, value: string, locale: Locale): string {
  return locale === "en" ? `${label}: ${value}` : `${label}：${value}`;
}

function plainButton(button: Button): string {
  return button.action.kind === "link"
    ? `[${button.label}] ${button.action.url}`
    : `[${button.label}]`;
}
