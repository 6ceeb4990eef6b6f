import type { Outside } from "../content/outside.ts";
import { foldText } from "../text/normalize.ts";
import { anyOf, anyPhrase, wordPattern } from "../text/phrases.ts";

/** Finds the place or programme a message asks about although the base does not hold it. */
export type ElsewhereTest = (
  folded: string,
  /** All the words of the clause in hand; what it names itself is not elsewhere. */
  held: string,
) => "place" | "programme" | undefined;

interface Place {
  readonly name: RegExp | undefined;
  readonly longer: RegExp | undefined;
}

/** Builds the test from the content's places, programmes and the ways of asking about a place. */
export function buildElsewhereTest(outside: Outside): ElsewhereTest {
  const places: Place[] = outside.places.map((place) => ({
    name: anyPhrase(place),
    longer: anyOf(place.not),
  }));
  const programmes = outside.programmes.map((each) => anyPhrase(each));
  const origins = [...outside.placeOrigins.zh, ...outside.placeOrigins.en].map(foldText);
  const asks = [...outside.placeAsks.zh, ...outside.placeAsks.en].map(foldText);

  function asksAboutPlace(folded: string, held: string, { name, longer }: Place): boolean {
    const text = longer === undefined ? folded : folded.replace(new RegExp(longer, "gu"), " ");
    const found = name?.exec(text)?.[0];
    if (found === undefined || held.includes(found)) return false;
    const fits = (shape: string) => shapePattern(shape, found).test(text);
    if (origins.some(fits)) return false;
    return asks.some(fits) || opens(text, found);
  }

  return (folded, held) => {
    if (programmes.some((name) => name?.test(folded) && !heldIn(held, name))) return "programme";
    return places.some((place) => asksAboutPlace(folded, held, place)) ? "place" : undefined;
  };
}

/** Whether the place opens a part of the sentence, as its topic: 深圳对博主有什么补贴. */
function opens(text: string, place: string): boolean {
  return new RegExp(
    `(?:^|[,，。;；?？!！\\n])\\s*(?:那|听说|请问)?${wordPattern(place)}`,
    "u",
  ).test(text);
}

function heldIn(held: string, name: RegExp): boolean {
  return name.test(held);
}

function shapePattern(shape: string, place: string): RegExp {
  const [before = "", after = ""] = shape.split("{place}").map((part) => part.trim());
  const parts = [before, place, after].filter((part) => part !== "").map(wordPattern);
  return new RegExp(parts.join("\\s*"), "u");
}
