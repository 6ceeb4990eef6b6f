import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { TestBrowser } from "../../support/browser.ts";

/** The playground in a browser, as one visitor has it open. */
export interface PlaygroundPage {
  readonly page: Page;
  /** Everything the service has sent to this page over the network, as text; throws when a part escaped. */
  received(): string;
  /** What the page complained about: errors, refused content, requests to anywhere else. */
  readonly complaints: readonly string[];
  /** Writes a message and sends it with Enter. */
  say(text: string): Promise<void>;
  /** A message with this text in the open chat. */
  message(text: string | RegExp): Locator;
  chat(title: string | RegExp): Locator;
}

/** Expects something of a value that may take its time on a busy machine. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: 20_000 });
}

const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: "zh-CN" };

/** Opens the playground as a member, and waits until it is live. */
export async function openPlayground(
  browser: TestBrowser,
  url: string,
  member: string,
  options: BrowserContextOptions = {},
): Promise<PlaygroundPage> {
  const context = await browser.visit({ ...DESKTOP, ...options });
  const page = await context.newPage();
  const complaints = collectComplaints(page, url);
  const received = await collectReceived(page);
  await page.goto(`${url}/?as=${member}`);
  await page.locator(".log[aria-busy=false]").waitFor();
  return {
    page,
    received,
    complaints,
    async say(text) {
      await page.locator("#composer").fill(text);
      await page.locator("#composer").press("Enter");
    },
    message: (text) => page.locator(".log article").filter({ hasText: text }),
    chat: (title) => page.locator(".chat-item").filter({ hasText: title }),
  };
}

function collectComplaints(page: Page, url: string): readonly string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // The browser reports every refused request itself; the page is to handle those.
    const isRefusal = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isRefusal) complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complaints.push(`asked for ${request.url()}`);
  });
  return complaints;
}

/** Listens on the wire, below the page: the live stream as it comes, every other answer as a whole. */
async function collectReceived(page: Page): Promise<() => string> {
  const wire = await page.context().newCDPSession(page);
  const parts: Buffer[] = [];
  const escaped: string[] = [];
  await wire.send("Network.enable");
  wire.on("Network.dataReceived", ({ data }) => {
    if (data !== undefined) parts.push(Buffer.from(data, "base64"));
  });
  wire.on("Network.responseReceived", ({ requestId, response: { url } }) => {
    if (!url.endsWith("/api/stream")) return;
    wire.send("Network.streamResourceContent", { requestId }).then(
      ({ bufferedData }) => parts.push(Buffer.from(bufferedData, "base64")),
      () => escaped.push(url),
    );
  });
  page.on("response", (response) => {
    const url = response.url();
    if (!url.includes("/playground/api/") || url.endsWith("/api/stream")) return;
    response.body().then(
      (body) => parts.push(body),
      () => escaped.push(url),
    );
  });
  return () => {
    if (escaped.length > 0) throw new Error(`Could not be followed: ${escaped.join(", ")}`);
    return Buffer.concat(parts).toString("utf8");
  };
}
