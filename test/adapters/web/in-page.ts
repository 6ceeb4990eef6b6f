import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

// What runs inside of the page is written as text: these tests know no browser types.

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds against WCAG 2.2 AA and its own advice: rule and place of each. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate<string[]>(`
    axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.html)),
    )`);
}

/** Takes the words from the message box, which no reader could then make sense of. */
export async function breakLabel(page: Page): Promise<void> {
  await page.evaluate(`
    document.querySelector("#composer").removeAttribute("aria-label");
    document.querySelector("#composer").removeAttribute("placeholder");`);
}

/** The page and the log, whichever is wider than what one sees of it. */
export function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`
    [document.documentElement, document.querySelector(".log")]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => element.tagName + "." + element.className)`);
}

/** What a screen reader would call the element that has the focus, roughly. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const label = document.activeElement.getAttribute("aria-label");
    if (label !== null) return label;
    const heard = document.activeElement.cloneNode(true);
    for (const silent of heard.querySelectorAll("[aria-hidden=true]")) silent.remove();
    return heard.textContent;
  })()`);
}

/** The element that has the focus without anything to see of it; undefined when all is well. */
export function unseenFocus(page: Page): Promise<string | undefined> {
  return page.evaluate<string | undefined>(`(() => {
    const element = document.activeElement;
    if (element === document.body) return undefined;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    return seen ? undefined : element.outerHTML;
  })()`);
}

/** Puts something else where the tab keeps a member's session. */
export async function replaceToken(page: Page, member: string, token: string): Promise<void> {
  const name = JSON.stringify(`juchang.token.${member}`);
  await page.evaluate(`sessionStorage.setItem(${name}, ${JSON.stringify(token)})`);
}
