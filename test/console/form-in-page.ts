const ENTITIES: Readonly<Record<string, string>> = {
  "&quot;": '"',
  "&#39;": "'",
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
};

const unescaped = (words: string) =>
  words.replaceAll(/&(?:quot|#39|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);

/** What a page's form holds in a field of this name; empty when there is none. */
export function typedIn(page: string, name: string): string {
  const area = new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^<]*)</textarea>`).exec(page)?.[1];
  if (area !== undefined) return unescaped(area);
  const select = new RegExp(`<select[^>]* name="${name}"[^>]*>([\\s\\S]*?)</select>`).exec(page);
  if (select) return /value="([^"]*)" selected/.exec(select[1] ?? "")?.[1] ?? "";
  const input = new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(page)?.[0] ?? "";
  if (input.includes('type="checkbox"')) return /\schecked/.test(input) ? "yes" : "";
  return unescaped(/ value="([^"]*)"/.exec(input)?.[1] ?? "");
}

/** What is said at a field, if its control points to it; empty when nothing is. */
export function noteAt(page: string, field: string): string {
  const id = `field-${field}-problem`;
  if (!page.includes(`aria-describedby="${id}"`)) return "";
  const note = new RegExp(`id="${id}">([\\s\\S]*?)</div>`).exec(page)?.[1] ?? "";
  return unescaped(note.replaceAll(/<[^>]*>/g, "").trim());
}
