import type { Content } from "../../src/engine/intent.ts";
import { type Locale, localize } from "../../src/i18n/locale.ts";
import { fill, text } from "../../src/i18n/messages.ts";
import { rightsMessages as messages } from "./rights-messages.ts";
import type { ExportedKind } from "./services.ts";

/** Characters in one message, and messages in one export: what a chat can bear. */
const PART_CHARACTERS = 3_000;
const MOST_PARTS = 12;

/** An export as messages: one line of JSON for each record, below the name of its kind. */
export function exportMessages(kinds: readonly ExportedKind[], locale: Locale): readonly Content[] {
  const lines = kinds.flatMap(({ title, records }) => [
    `【${localize(title, locale)}】`,
    ...records.map((record) => JSON.stringify(record)),
  ]);
  if (lines.length === 0) return [{ text: text(messages.exportNothing, locale) }];
  const parts = partsOf(lines.flatMap(pieces));
  const shown = parts.slice(0, MOST_PARTS);
  const left = parts.slice(MOST_PARTS).reduce((sum, part) => sum + part.length, 0);
  return shown.map((part, index) => ({
    title: text(messages.exportTitle, locale),
    text: part.join("\n"),
    footnote: footnoteOf(index + 1, shown.length, left, locale),
  }));
}

function footnoteOf(part: number, parts: number, left: number, locale: Locale): string {
  const place = fill(messages.exportPart, locale, { part, parts });
  if (part < parts) return place;
  const more = left > 0 ? fill(messages.exportCut, locale, { left }) : "";
  return [place, more, text(messages.exportFootnote, locale)].filter((one) => one !== "").join(" ");
}

/** A line that is longer than a message stands in several. */
function pieces(line: string): readonly string[] {
  const cut: string[] = [];
  for (let start = 0; start < line.length; start += PART_CHARACTERS) {
    cut.push(line.slice(start, start + PART_CHARACTERS));
  }
  return cut;
}

function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let room = 0;
  for (const line of lines) {
    if (line.length + 1 > room) {
      parts.push([]);
      room = PART_CHARACTERS + 1;
    }
    parts.at(-1)?.push(line);
    room -= line.length + 1;
  }
  return parts;
}
