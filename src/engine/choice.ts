import { foldLabel, foldText } from "./normalize.ts";

/** An option as a person may name it. */
export interface Choosable {
  readonly id: string;
  readonly label: string;
  /** Further words for it. */
  readonly names?: readonly string[] | undefined;
}

const HAN_DIGITS = "零一二三四五六七八九十";
const ENGLISH_ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];
const ENGLISH_NUMBERS = [
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
];

/** The 1-based position a text names ("2", "２", "②", "第二个", "the second one", "二"), or undefined. */
export function positionIn(text: string, count: number): number | undefined {
  const said = foldLabel(text);
  if (/^(?:最后一?[个项条]?|the last(?: one)?|last(?: one)?)$/u.test(said)) return count;
  const digits =
    /^(?:选|第|no\.? ?|number |option )?(\d{1,2})(?:个|项|号|条|st|nd|rd|th)?(?: one)?$/u.exec(
      said,
    );
  if (digits) return inRange(Number(digits[1]), count);
  const han = /^(?:我?选|我?要)?第?([一二两三四五六七八九十]{1,2})(?:个|项|号|条)?$/u.exec(
    said,
  )?.[1];
  if (han) return inRange(hanNumber(han), count);
  const word = said.replace(/^the /, "").replace(/ one$/, "");
  const ordinal = Math.max(ENGLISH_ORDINALS.indexOf(word), ENGLISH_NUMBERS.indexOf(word));
  return ordinal >= 0 ? inRange(ordinal + 1, count) : undefined;
}

function inRange(position: number, count: number): number | undefined {
  return position >= 1 && position <= count ? position : undefined;
}

function hanNumber(text: string): number {
  const values = [...text.replace("两", "二")].map((digit) => HAN_DIGITS.indexOf(digit));
  const [tens = 0, ones] = values;
  if (ones === undefined) return tens;
  return tens === 10 ? 10 + ones : tens * 10;
}

/**
 * The option a text chooses: by number or ordinal, by its label or another of its names, by an
 * unmistakable part of one (two characters at least), in this order; undefined when none or several fit.
 */
export function recognizeChoice<Option extends Choosable>(
  text: string,
  options: readonly Option[],
): Option | undefined {
  const position = positionIn(text, options.length);
  if (position !== undefined) return options[position - 1];
  const said = foldLabel(text);
  if (said === "") return undefined;
  const exact = options.filter((option) => namesOf(option).includes(said));
  if (exact.length === 1) return exact[0];
  if (said.length < 2) return undefined;
  const part = options.filter((option) => namesOf(option).some((name) => name.includes(said)));
  if (part.length === 1) return part[0];
  const whole = mentionedOptions(text, options);
  return whole.length === 1 && said.length <= 20 ? whole[0] : undefined;
}

/** The options whose label or name stands somewhere in a longer text. */
export function mentionedOptions<Option extends Choosable>(
  text: string,
  options: readonly Option[],
): readonly Option[] {
  const said = foldText(text);
  return options.filter((option) =>
    namesOf(option).some((name) => name.length >= 2 && said.includes(name)),
  );
}

function namesOf(option: Choosable): readonly string[] {
  return [option.label, ...(option.names ?? [])].map(foldLabel).filter((name) => name !== "");
}
