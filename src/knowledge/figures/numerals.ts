const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const SMALL_SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 };
const LARGE_SCALES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** Characters a Chinese numeral is written with, as the inside of a character class. */
export const CHINESE_NUMERAL = "零〇一二两俩三仨四五六七八九十百千";

/**
 * The value of a Chinese numeral such as 三千二百, 十, 四万五 or 二〇二五; undefined when it is none.
 * A last bare digit after a scale counts tenths of it, as people say it: 三千二 is 3200.
 */
export function chineseNumber(numeral: string): number | undefined {
  const characters = [...numeral];
  if (characters.length === 0) return undefined;
  if (characters.length > 1 && characters.every((character) => character in DIGITS)) {
    return Number(characters.map((character) => DIGITS[character]).join(""));
  }
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastScale = 1;
  for (const character of characters) {
    const small = SMALL_SCALES[character];
    const large = LARGE_SCALES[character];
    if (small !== undefined) {
      section += (digit ?? 1) * small;
      lastScale = small;
      digit = undefined;
    } else if (large !== undefined) {
      total += (section + (digit ?? 0)) * large;
      section = 0;
      lastScale = large;
      digit = undefined;
    } else if (character in DIGITS) {
      if (character === "零" || character === "〇") lastScale = 1;
      digit = DIGITS[character];
    } else return undefined;
  }
  const rest = digit === undefined ? 0 : digit * (lastScale > 10 ? lastScale / 10 : 1);
  return total + section + rest;
}

const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const ENGLISH_SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  million: 1e6,
  billion: 1e9,
};

/** Pattern of one or more English number words. */
export const ENGLISH_NUMERAL = (() => {
  const word = [...ONES.slice(1), ...TENS, ...Object.keys(ENGLISH_SCALES)].join("|");
  return `(?:${word})(?:(?:[ -]|\\s+and\\s+)(?:${word}))*`;
})();

/** Pattern of an English ordinal up to the tenth. */
export const ENGLISH_ORDINAL = ORDINALS.join("|");

/** The value of English number words such as "thirty-six" or "ten thousand". */
export function englishNumber(words: string): number {
  let total = 0;
  let section = 0;
  for (const word of words.toLowerCase().split(/[\s-]+/)) {
    const scale = ENGLISH_SCALES[word];
    if (scale === 100) section = Math.max(section, 1) * 100;
    else if (scale !== undefined) {
      total += Math.max(section, 1) * scale;
      section = 0;
    } else if (TENS.includes(word)) section += (TENS.indexOf(word) + 2) * 10;
    else section += Math.max(ONES.indexOf(word), 0);
  }
  return total + section;
}

/** The value of an English ordinal: 1 for "first". */
export function englishOrdinal(word: string): number {
  return ORDINALS.indexOf(word.toLowerCase()) + 1;
}
