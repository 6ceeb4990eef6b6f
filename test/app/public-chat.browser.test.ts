import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { axeFindings, focused, unseenFocus } from "../adapters/web/in-page.ts";
import { eventually } from "../adapters/web/playground-page.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { describeWith } from "../support/requires.ts";
import { TEST_KEY, useApp } from "./running.ts";

const app = useApp({ PUBLIC_CHAT: "on" });

describeWith("browser", "the public chat in a browser", (chromium) => {
  let browser: TestBrowser;
  let store: Store;

  beforeAll(async () => {
    browser = await openBrowser(chromium());
    store = await openStore({ url: app.databaseUrl, masterKeys: parseMasterKeys(TEST_KEY) });
  });
  afterAll(async () => {
    await store.close();
    await browser.close();
  });
  afterEach(async () => {
    await browser.clear();
  });

  async function open(options: Parameters<TestBrowser["visit"]>[0] = {}) {
    const context = await browser.visit({
      viewport: { width: 360, height: 720 },
      locale: "zh-CN",
      ...options,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (said) => {
      if (said.type() === "error") complaints.push(said.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(app.address)) complaints.push(request.url());
    });
    await page.goto(`${app.address}/chat`);
    return { context, page, complaints };
  }

  test.each([
    ["zh-CN", 360, "light", "房租减免多少？"],
    ["zh-CN", 768, "dark", "房租减免多少？"],
    ["en-US", 1280, "dark", "How much of the rent is waived?"],
  ] as const)(
    "in %s at %i px, %s: nothing overflows, and axe finds nothing",
    async (locale, width, colorScheme, question) => {
      const viewport = { width, height: 720 };
      const { page, complaints } = await open({ locale, viewport, colorScheme });
      const ground = await page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
      expect(ground).toBe(colorScheme === "dark" ? "rgb(15, 20, 18)" : "rgb(239, 242, 238)");
      const check = async () => {
        expect(await axeFindings(page)).toEqual([]);
        const wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        expect(await page.evaluate(wider)).toBe(0);
      };
      // axe runs its own script, which the page's own policy would refuse.
      await check();
      await page.locator("#text").fill(question);
      await page.keyboard.press("Enter");
      await page.locator("article.bot").waitFor();
      await check();
      await page
        .locator("article.bot button")
        .filter({ hasText: /窗口|desk/ })
        .click();
      await page.locator(".options").waitFor();
      await check();
      await page.goto(`${app.address}/chat/poster`);
      await check();
      expect(complaints).toEqual([]);
    },
  );

  test("by keyboard alone: ask, land on the answer, go on to its buttons", async () => {
    const { page } = await open();
    await page.locator("#text").focus();
    await page.keyboard.type("首年房租呢？");
    await page.keyboard.press("Enter");
    await page.locator("article.bot").waitFor();
    await eventually(() => focused(page)).toContain("房租");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toContain("测算");
    expect(await unseenFocus(page)).toBeUndefined();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".options").waitFor();
    await eventually(() => focused(page)).toContain("同意");
  });

  test("a reply comes by itself, but never over what is being written", async () => {
    const { context, page } = await open();
    await page.locator("#text").fill("你好");
    await page.keyboard.press("Enter");
    await page.locator("article.bot").waitFor();
    const cookie = (await context.cookies()).find(({ name }) => name === "juchang_visitor");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    const visitor = cookie?.value.split(".")[0] ?? "";
    const says = (key: string, text: string) =>
      store.playground.add({
        key,
        space: `visitor:${visitor}`,
        author: "bot",
        body: { kind: "intent", intent: { kind: "say", text }, locale: "zh-CN" },
      });
    await says("later-1", "窗口回复：可以来。");
    await page.locator("article.bot", { hasText: "可以来" }).waitFor();
    await eventually(() => focused(page)).toContain("可以来");
    await page.locator("#text").fill("写到一半");
    await says("later-2", "窗口再说一句。");
    await page.locator(".fresh a").waitFor({ state: "visible" });
    expect(await page.locator("#text").inputValue()).toBe("写到一半");
    await page.locator(".fresh a").click();
    await page.locator("article.bot", { hasText: "再说一句" }).waitFor();
  });

  test("works without any script", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.locator("#text").fill("首年房租呢？");
    await page.locator(".composer button").click();
    await page.locator("article.bot").waitFor();
    await page.getByRole("link", { name: "English" }).click();
    await page.getByRole("button", { name: "Send", exact: true }).waitFor();
    expect(await page.locator("article.bot").count()).toBe(1);
    await page.getByRole("button", { name: /forget me/ }).click();
    await page.locator(".suggestions").waitFor();
    expect(await page.locator("article").count()).toBe(0);
  });
});
