import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createLook } from "../../src/http/look/look.ts";

const styleOf = (name: string) =>
  readFileSync(new URL(`../../src/http/look/static/${name}`, import.meta.url), "utf8");

/** The colours a file gives, by name. */
function coloursIn(css: string): ReadonlyMap<string, string> {
  const [root = ""] = /:root \{[^}]*\}/.exec(css) ?? [];
  const found = [...root.matchAll(/(--[a-z0-9-]+):\s*(#[0-9a-f]{6}|rgb\([^;]*);/g)];
  return new Map(found.map(([, name = "", value = ""]) => [name, value]));
}

/** WCAG's contrast of two colours such as #1d2430. */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [red = 0, green = 0, blue = 0] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [high = 1, low = 1] = [light(one), light(other)].sort((a, b) => b - a);
  return high / low;
}

const GROUNDS = ["--page", "--panel", "--canvas", "--raised", "--sunken", "--hover"];
/** What is written, and on what. */
const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ["--ink", [...GROUNDS, "--selected", "--bubble", "--bubble-own"]],
  ["--ink-soft", GROUNDS],
  ["--accent", [...GROUNDS, "--accent-soft"]],
  ["--danger", ["--raised", "--panel", "--danger-soft"]],
  ["--info", ["--raised", "--panel", "--info-soft"]],
  ["--petal", ["--raised", "--panel", "--petal-soft"]],
  ["--private", ["--private-soft"]],
  ["--on-accent", ["--accent-fill"]],
];

const light = coloursIn(styleOf("tokens.css"));
const schemes = { light, dark: new Map([...light, ...coloursIn(styleOf("dark.css"))]) };

test.each(Object.keys(schemes))("every text of the %s colours can be read", (scheme) => {
  const colours = schemes[scheme === "dark" ? "dark" : "light"];
  for (const [text, grounds] of TEXTS) {
    for (const ground of grounds) {
      const measured = contrast(colours.get(text) ?? "", colours.get(ground) ?? "");
      expect(measured, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  }
  for (const line of ["--field-line", "--focus"]) {
    const measured = contrast(colours.get(line) ?? "", colours.get("--raised") ?? "");
    expect(measured, line).toBeGreaterThanOrEqual(3);
  }
});

test("a colour too pale would be found", () => {
  expect(contrast("#ffffff", "#ffffff")).toBe(1);
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#8a948e", "#ffffff")).toBeLessThan(4.5);
});

test("the dark colours leave none of the light ones behind", () => {
  expect([...coloursIn(styleOf("dark.css")).keys()].sort()).toEqual([...light.keys()].sort());
});

test("the files are served once, and nothing else", async () => {
  const look = createLook();
  for (const name of ["tokens.css", "dark.css", "icon.svg"]) {
    const response = await look.request(`/${name}`);
    expect([name, response.status]).toEqual([name, 200]);
    const headers = { "if-none-match": response.headers.get("etag") ?? "" };
    expect((await look.request(`/${name}`, { headers })).status).toBe(304);
  }
  expect((await look.request("/look.ts")).status).toBe(404);
});
