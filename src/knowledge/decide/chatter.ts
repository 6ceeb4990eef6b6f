import type { Outside } from "../content/outside.ts";
import { anyPhrase } from "../text/phrases.ts";

/** How far a message looks like talk between members: surely, or only unless it asks something. */
export type ChatterSign = "surely" | "unless-asking" | "none";

/** Everything but letters, digits, spaces and plus signs. */
const ORNAMENT = /[^\p{L}\p{N}+ ]/gu;

/** Judges a folded message. */
export type ChatterTest = (folded: string) => ChatterSign;

/** Builds the test from the content's phrases and shapes. */
export function buildChatterTest(chatter: Outside["chatter"]): ChatterTest {
  const whole = new Set([...chatter.whole.zh, ...chatter.whole.en].map((each) => bare(each)));
  const groups = Object.values(chatter.contains).map((phrases) => ({
    patterns: [anyPhrase(phrases), ...phrases.patterns],
    sign: phrases.evenWithQuestion ? ("surely" as const) : ("unless-asking" as const),
  }));
  return (folded) => {
    const stripped = bare(folded);
    if (whole.has(stripped)) return "surely";
    const found = groups
      .filter(({ patterns }) => patterns.some((each) => each?.test(folded)))
      .map(({ sign }) => sign);
    if (found.includes("surely")) return "surely";
    const shaped = chatter.patterns.some((each) => each.test(folded) || each.test(stripped));
    return shaped || found.length > 0 ? "unless-asking" : "none";
  };
}

function bare(text: string): string {
  return text.toLowerCase().replace(ORNAMENT, "").replace(/\s+/g, " ").trim();
}
