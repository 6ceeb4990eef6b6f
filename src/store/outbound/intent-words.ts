import type { Intent } from "../../engine/intent.ts";

/** Everything an intent says, as one text to search in. */
export function intentWords(intent: Intent): string {
  const rows = (intent.rows ?? []).map(({ label, value }) => `${label}: ${value}`);
  const options = intent.kind === "choose" ? intent.options.map(({ label }) => label) : [];
  const buttons = (intent.buttons ?? []).map(({ label }) => `[${label}]`);
  const hint = intent.kind === "ask" ? intent.hint : undefined;
  return [intent.title, intent.text, ...rows, ...options, hint, ...buttons, intent.footnote]
    .filter((part) => part !== undefined && part !== "")
    .join("\n");
}
