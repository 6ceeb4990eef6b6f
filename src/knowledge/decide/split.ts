const BREAK =
  /[?？!！。;；\n]+|[,，、\s]*(?:另外|还有(?:就是|一个)?|顺便(?:问一下|问下)?|再问一下|以及|然后再问)[,，:：\s]*|\b(?:and also|also,|another question)\b/u;
const PAUSE = /[,，、:：…~～\s]+/u;
const SHORTEST_PART = 4;

/** The sentences of a message. */
export function sentencesOf(text: string): string[] {
  return parts(text, BREAK);
}

/** The shortest stretches a message falls into at pauses; Latin words stay together. */
export function stretchesOf(text: string): string[] {
  const isLatin = /^[\p{ASCII}’“”–—]*$/u.test(text);
  return sentencesOf(text).flatMap((sentence) => parts(sentence, isLatin ? /[,:…]+/u : PAUSE));
}

function parts(text: string, at: RegExp): string[] {
  return text
    .split(at)
    .map((part) => part.trim())
    .filter((part) => part.length >= SHORTEST_PART);
}
