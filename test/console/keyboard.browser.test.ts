import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { focused, unseenFocus } from "../adapters/web/in-page.ts";
import { eventually } from "../adapters/web/playground-page.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { describeWith } from "../support/requires.ts";
import { type ConsoleStage, openStage, signedInPage, visitConsole } from "./stage.ts";

const SHOTS = process.env["SCREENSHOTS"];
const PEOPLE = 60;
/** The page of an announcement that was saved. */
const WRITTEN = /broadcasts\/(?!new$)[a-z0-9]+$/;
/** Far more than any page has to reach. */
const MOST_TABS = 90;

/** Goes on with Tab to what is called so; everything passed on the way must be seen to have the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    expect(await unseenFocus(page)).toBeUndefined();
    const at = (await focused(page)).trim();
    seen.push(at);
    if (typeof name === "string" ? at === name : name.test(at)) return;
  }
  throw new Error(`“${name}” was never reached, only ${seen.join(", ")}`);
}

/** The same for a field, by its name in the form. */
async function tabToField(page: Page, field: string): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    expect(await unseenFocus(page)).toBeUndefined();
    if ((await page.evaluate(`document.activeElement.getAttribute("name")`)) === field) return;
  }
  throw new Error(`The field ${field} was never reached`);
}

const press = (page: Page, key = "Enter") => page.keyboard.press(key);
const state = (page: Page) => page.locator("main .badge").first().textContent();
const active = (page: Page, what: string) => page.evaluate(`document.activeElement.${what}`);

describeWith("browser", "the console by keyboard alone", (chromium) => {
  let browser: TestBrowser;
  let stage: ConsoleStage;

  beforeAll(async () => {
    browser = await openBrowser(chromium());
    stage = await openStage({ people: PEOPLE, perSecond: 4 });
  });
  afterEach(() => browser.clear());
  afterAll(async () => {
    await stage.stop();
    await browser.close();
  });

  /** Signs in without a pointer. */
  async function enter(): Promise<Page> {
    const { page } = await visitConsole(browser, stage.address);
    await page.goto(await stage.link("operator"));
    await tabTo(page, "登录");
    await press(page);
    await page.waitForURL(/\/console$/);
    return page;
  }

  /** Presses a button of the page and waits for what it leads to. */
  async function act(page: Page, name: string, note: string): Promise<void> {
    await tabTo(page, name);
    await Promise.all([page.waitForURL(new RegExp(`note=${note}$`)), press(page)]);
  }

  test("the first thing on a page leads past the menu", async () => {
    const page = await enter();
    await press(page, "Tab");
    expect(await focused(page)).toBe("跳到正文");
    await press(page);
    expect(await active(page, "tagName")).toBe("MAIN");
    await press(page, "Tab");
    expect(await page.evaluate(`document.activeElement.closest("main") !== null`)).toBe(true);
  });

  test("an announcement from its first word to taking it back", async () => {
    const author = await enter();
    await tabTo(author, "群发");
    await Promise.all([author.waitForURL(/broadcasts$/), press(author)]);
    await tabTo(author, "写一条新的");
    await Promise.all([author.waitForURL(/new$/), press(author)]);

    await tabTo(author, "存为草稿");
    await press(author);
    await author.locator(".mistakes").waitFor();
    await eventually(() => active(author, "className")).toBe("mistakes");
    expect(await author.getByRole("alert").count()).toBeGreaterThan(2);

    const words = {
      titleZh: "窗口临时调整",
      titleEn: "Desk moved",
      bodyZh: "明天到二楼。",
      bodyEn: "Tomorrow on the second floor.",
    };
    for (const [field, text] of Object.entries(words)) {
      await tabToField(author, field);
      await author.keyboard.type(text);
    }
    await tabToField(author, "everyone");
    await press(author, "Space");
    await tabToField(author, "override");
    await author.keyboard.type("测试要求随时可发");
    await tabTo(author, "存为草稿");
    await Promise.all([author.waitForURL(WRITTEN), press(author)]);
    const here = author.url();

    await tabTo(author, "各平台预览");
    await Promise.all([author.waitForURL(/preview$/), press(author)]);
    await tabTo(author, "回到这条公告");
    await Promise.all([author.waitForURL(here), press(author)]);
    await act(author, "提交发送", "submit");
    expect([await state(author), await active(author, "textContent")]).toEqual([
      "待批准",
      "已提交。",
    ]);

    const second = await enter();
    await second.goto(here);
    await act(second, "批准", "approve");
    await eventually(() => state(second)).toBe("发送中");
    await act(second, "暂停", "pause");
    expect(await active(second, "textContent")).toContain("已暂停");
    await eventually(() => state(second)).toBe("已暂停");
    const resting = await second.locator("[data-field=counted]").textContent();
    const [, done, all] = /^(\d+) \/ (\d+)（\d+%）$/.exec(resting ?? "") ?? [];
    expect(Number(all)).toBeGreaterThanOrEqual(PEOPLE);
    expect(Number(done)).toBeLessThan(Number(all));
    await act(second, "继续", "resume");
    await eventually(() => state(second)).toBe("发送中");

    await tabTo(second, "全部撤回");
    await press(second);
    await tabTo(second, "确认全部撤回");
    await Promise.all([second.waitForURL(/note=recall/), press(second)]);
    expect(await state(second)).toBe("已撤回");
    await expect
      .poll(() => second.locator("[data-field=retracted]").textContent(), { timeout: 30_000 })
      .toMatch(/已删除 [1-9]\d*，已过期限 0，失败 0，进行中 0/);
  }, 120_000);

  test("progress is told now and then, and takes away neither the focus nor half-written words", async () => {
    const author = await enter();
    const { page: other } = await signedInPage(browser, stage, "operator");
    await author.goto(`${stage.address}/console/broadcasts/new`);
    await author.locator("[name=titleZh]").fill("周五“AI开放麦”改到二楼报告厅");
    await author
      .locator("[name=titleEn]")
      .fill("Friday’s AI open mic moves to the second-floor hall");
    await author
      .locator("[name=bodyZh]")
      .fill("报名的朋友请直接上二楼，时间不变：19:00 开始，18:30 起签到。");
    await author
      .locator("[name=bodyEn]")
      .fill("Please go straight up to the second floor. The time stays: 19:00, doors at 18:30.");
    await author.locator("[name=everyone]").check();
    await author.locator("[name=override]").fill("测试要求随时可发");
    await author.locator("[name=override]").press("Enter");
    await author.waitForURL(WRITTEN);
    const here = author.url();
    await author.getByRole("button", { name: "提交发送" }).click();
    await other.goto(here);
    await other.getByRole("button", { name: "批准" }).click();
    await eventually(() => state(other)).toBe("发送中");

    await other.evaluate(`
      window.said = [];
      new MutationObserver((news) => {
        for (const { target } of news) {
          const line = target.closest?.("[role=status]");
          if (line) said.push(line.textContent);
        }
      }).observe(document.body, { childList: true, subtree: true, characterData: true });`);
    await other.getByRole("link", { name: "各平台预览" }).focus();
    const counted = other.locator("[data-field=counted]");
    const before = await counted.textContent();
    await eventually(() => counted.textContent()).not.toBe(before);
    await eventually(() => counted.textContent()).toMatch(/（[4-8]\d%）/);
    if (SHOTS) await other.screenshot({ path: `${SHOTS}/announcement.png` });
    expect(await focused(other)).toBe("各平台预览");
    expect(await other.evaluate("said.length")).toBeLessThanOrEqual(2);

    await author.goto(here);
    await author.locator("summary", { hasText: "全部撤回" }).click();
    await author.locator("[name=correctionZh]").fill("写到一半");
    await eventually(() => state(other)).toBe("已完成");
    expect(await focused(other)).toBe("各平台预览");
    await eventually(() => other.evaluate("said.join()")).toContain("已完成");
    await author.locator("[data-changed]").waitFor();
    expect(await author.locator("[name=correctionZh]").inputValue()).toBe("写到一半");
  }, 120_000);
});
