const HAN = /\p{Script=Han}/u;
const LATIN = /[A-Za-z]{2}/;

/** The same in Chinese and in English. */
export interface BothLanguages {
  readonly zh: string;
  readonly en: string;
}

/**
 * Splits what was typed in both languages at once: on two lines, in paragraphs of which the last ones are English, or
 * with a stroke between them. Undefined when one of the two is missing.
 */
export function bothLanguages(said: string): BothLanguages | undefined {
  const typed = said.trim();
  return byLines(typed) ?? byStroke(typed);
}

/** A name that needs no English, because nothing in it is Chinese, is the same in both. */
export function nameInBoth(said: string): BothLanguages | undefined {
  const both = bothLanguages(said);
  if (both) return both;
  const typed = said.trim();
  return typed !== "" && !HAN.test(typed) ? { zh: typed, en: typed } : undefined;
}

function byLines(typed: string): BothLanguages | undefined {
  const lines = typed.split("\n").filter((line) => line.trim() !== "");
  const first = lines.findIndex((_line, at) => at > 0 && lines.slice(at).every(isEnglish));
  const at = first > 0 ? first : lines.length === 2 ? 1 : -1;
  return at < 1 ? undefined : whole(lines.slice(0, at).join("\n"), lines.slice(at).join("\n"));
}

/** Mostly Latin letters: an English sentence may name something in Chinese. */
function isEnglish(line: string): boolean {
  const han = line.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = line.match(/[A-Za-z]/g)?.length ?? 0;
  return latin > 3 * han;
}

function byStroke(typed: string): BothLanguages | undefined {
  for (const stroke of [/\s*[|｜]\s*/u, /\s+[/／]\s+/u, /\s*[/／]\s*/u]) {
    const [zh, en, ...others] = typed.split(stroke);
    if (zh && en && others.length === 0 && (HAN.test(zh) || !HAN.test(en))) return whole(zh, en);
  }
  return undefined;
}

function whole(zh: string, en: string): BothLanguages | undefined {
  const both = { zh: zh.trim(), en: en.trim() };
  const isThere = both.zh !== "" && (LATIN.test(both.en) || /\d/.test(both.en));
  return isThere ? both : undefined;
}
