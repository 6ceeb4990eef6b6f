import { cleanText, foldLabel } from "../../../engine/normalize.ts";

/** Words that take something away. */
const NONE = new Set(
  "无 没有 不用 不要 不设 不限 不重复 马上 none no nothing off now never".split(" "),
);

/** Whether what was typed says that there shall be none. */
export function saysNone(said: string): boolean {
  return NONE.has(foldLabel(said));
}

/** The lines of a list, each with its parts: separated by commas or semicolons of either width. */
export function linesOf(said: string): readonly (readonly string[])[] {
  return cleanText(said)
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*•]\s+|\d{1,2}[.)、]\s*)/u, ""))
    .map((line) => line.split(/[,，;；、]/u).map((part) => part.trim()))
    .map((parts) => parts.filter((part) => part !== ""))
    .filter((parts) => parts.length > 0);
}

/** A whole number standing alone, perhaps with its unit: 20, 20人, 20 places. */
export function countIn(part: string): number | undefined {
  const found = /^(\d{1,6})\s*(?:人|个|组|席|名|位|places?|seats?|people)?$/iu.exec(
    part.normalize("NFKC").trim(),
  );
  return found ? Number(found[1]) : undefined;
}

/** An id that is not taken yet, made of what Latin letters a name has. */
function idFor(name: string, kind: string, taken: ReadonlySet<string>): string {
  const letters = name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 20);
  const base = letters === "" ? kind : letters;
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** Makes things one after the other, each with an id of its own. */
export function withIds<Item extends { readonly name: string; readonly known: string | undefined }>(
  items: readonly Item[],
  kind: string,
): readonly (Item & { readonly id: string })[] {
  const taken = new Set(items.flatMap(({ known }) => (known === undefined ? [] : [known])));
  return items.map((item) => {
    const id = item.known ?? idFor(item.name, kind, taken);
    taken.add(id);
    return { ...item, id };
  });
}
