/** The longest message the engine looks at, in UTF-16 units; the rest is cut off. */
export const MAX_TEXT = 10_000;

// Controls and formatting characters (zero-width, bidirectional …) are invisible and used to disguise text;
// line feeds stay, and so does the joiner inside a compound emoji.
const INVISIBLE = /(?!\n)(?!(?<=\p{Extended_Pictographic}|\uFE0F)\u200D)[\p{Cc}\p{Cf}]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const OF_AN_EDGE = /[\s\p{P}~～]/u;

/** A message as it is kept: well-formed, without invisible characters, trimmed, at most `MAX_TEXT` long. */
export function cleanText(raw: string): string {
  const cut = raw.length > MAX_TEXT ? raw.slice(0, MAX_TEXT) : raw;
  return cut
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(LONE_SURROGATE, "")
    .replace(INVISIBLE, "")
    .trim();
}

/** A message as it is compared: full-width made half-width, lower case, one space between words. */
export function foldText(text: string): string {
  return cleanText(text).normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** `foldText` without punctuation at either end and without spaces between Han characters: for words and labels. */
export function foldLabel(text: string): string {
  return withoutEdges(foldText(text)).replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}

/** Looked at from both ends: a pattern for the end would begin anew at every sign of a long row of them. */
function withoutEdges(text: string): string {
  const characters = [...text];
  const isInside = (character: string) => !OF_AN_EDGE.test(character);
  const first = characters.findIndex(isInside);
  return characters.slice(first, characters.findLastIndex(isInside) + 1).join("");
}

/** Whether a text is a number and nothing else: 7, 第7个, no. 7, 0002, 12,000. */
export function isBareNumber(text: string): boolean {
  return /^(?:第|no\.? ?|#)?(?:\d[\d ,.-]*|[一二三四五六七八九十两]{1,3})(?:个|项|条|号)?$/.test(
    foldLabel(text),
  );
}

/** Whether anything is left that a person could have meant: a letter, a digit or a picture. */
export function hasContent(text: string): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text);
}
