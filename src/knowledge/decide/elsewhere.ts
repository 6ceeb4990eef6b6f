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
    if (origins.some(fits) || isOrigin(text, found)) return false;
    return asks.some(fits) || opens(text, found) || asksWhatItGives(text, found);
  }

  return (folded, held) => {
    if (programmes.some((name) => name?.test(folded) && !heldIn(held, name))) return "programme";
    return places.some((place) => asksAboutPlace(folded, held, place)) ? "place" : undefined;
  };
}

/** Where somebody lives, works, comes from or is registered, before or after the place's name. */
const ORIGIN_BEFORE =
  "(?:在|住|老家|家在|来自|从|注册|户口|户籍|总部|公司|社保|租|人在|from|based in|live in|living in|registered in|moved? from)";
const ORIGIN_AFTER =
  "(?:人|来的|过来|搬|迁|户口|户籍|籍|社保|注册|(?:的|这边的|那边的)?(?:公司|工作室|团队|朋友|博主))";
/** What is asked of a place: what it gives, or how it compares. */
const GIVEN_AFTER =
  "(?:补|政策|扶持|奖|落户|房租|租金|减免|人才|基金|优惠|标准|给|待遇|力度|窗口|高|多|好|subsid|polic|support|fund|grant|offer|compare|pay|give|better)";
const COMPARED_BEFORE =
  "(?:比|跟|和|与|同|像|较|than|versus|vs|like|unlike|compared to|compared with)";

function isOrigin(text: string, place: string): boolean {
  const name = wordPattern(place);
  return new RegExp(`${ORIGIN_BEFORE}[^，。,.?？!！]{0,4}${name}|${name}${ORIGIN_AFTER}`, "u").test(
    text,
  );
}

function asksWhatItGives(text: string, place: string): boolean {
  const name = wordPattern(place);
  const after = `${name}(?:'s)?[^，。,.?？!！]{0,24}${GIVEN_AFTER}`;
  return new RegExp(`${after}|${COMPARED_BEFORE}[^，。,.?？!！]{0,4}${name}`, "u").test(text);
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
