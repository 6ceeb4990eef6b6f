import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium of the machine; each context is a visitor of its own. */
export interface TestBrowser {
  visit(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Sends every visitor home. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the Chromium at this path with an empty profile; the caller closes it. */
export async function openBrowser(executablePath: string): Promise<TestBrowser> {
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS });
  const browser: Browser | null = context.browser();
  let visitors: BrowserContext[] = [];
  const clear = async () => {
    await Promise.all(visitors.map((visitor) => visitor.close()));
    visitors = [];
  };
  return {
    async visit(options = {}) {
      if (!browser) throw new Error("Chromium gave no browser to open contexts in");
      const visitor = await browser.newContext(options);
      visitors.push(visitor);
      return visitor;
    },
    clear,
    async close() {
      await clear();
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
