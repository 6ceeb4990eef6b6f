import { html, type Markup } from "./html.ts";

/** What a state means at a glance; its word is always said as well. */
export type Tone = "quiet" | "good" | "info" | "live" | "waits" | "bad";

/** A state as a coloured word. */
export function badge(tone: Tone, word: string): Markup {
  return html`<span class="badge ${tone}">${word}</span>`;
}
