import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { describeWith } from "../support/requires.ts";
import { type ConsoleStage, openStage, signedInPage } from "./stage.ts";

const SOON = { timeout: 30_000 };
/** A reply is tried so often before nobody knows what became of it. */
const TRIES = 3;

describeWith("browser", "messages that may have arrived", (find) => {
  let browser: TestBrowser;
  let stage: ConsoleStage;
  beforeAll(async () => {
    browser = await openBrowser(find());
    stage = await openStage({ people: 1, perSecond: 30 });
  }, 120_000);
  afterEach(() => browser.clear());
  afterAll(async () => {
    await stage.stop();
    await browser.close();
  });

  test("a reply whose connection broke is found from the first page, and sent again after a warning", async () => {
    const { people } = stage.telegram;
    const creator = people.user("林小满");
    people.starts(creator);
    const heard = () => people.botSaid(creator).length;
    await expect.poll(heard, SOON).toBeGreaterThan(0);
    const greeted = heard();
    stage.telegram.plan({ method: "sendMessage", kind: "cut", chat: creator, times: TRIES });
    people.says(creator, creator, "首年租金能减多少？");
    const uncertain = async () => (await stage.store.counts()).uncertainElsewhere;
    await expect.poll(uncertain, SOON).toBe(1);
    expect(heard()).toBe(greeted);

    const { page, complaints } = await signedInPage(browser, stage, "operator", {
      viewport: { width: 360, height: 800 },
    });
    await page.getByRole("link", { name: "不确定是否送达的其他消息" }).click();
    await page.waitForURL(/\/console\/uncertain#others$/);
    const main = () => page.textContent("main");
    expect(await main()).toContain("其他消息（1）");
    expect(await main()).toContain(`Telegram 私聊 ${creator}`);
    const wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await page.evaluate(wider)).toBe(0);

    const confirm = page.getByRole("button", { name: "确认再发一次" });
    expect(await confirm.isVisible()).toBe(false);
    await page.locator("summary", { hasText: "再发一次（可能收到两次）" }).click();
    expect(await page.getByText("对方会收到两次").isVisible()).toBe(true);
    await confirm.click();
    await page.waitForURL(/note=again/);
    expect(await page.getByRole("status").textContent()).toBe("正在再发一次。");
    await expect.poll(heard, SOON).toBe(greeted + 1);
    expect(people.botSaid(creator).at(-1)?.text).toContain("房租");
    expect(await uncertain()).toBe(0);
    await page.goto(`${stage.address}/console`);
    expect(await main()).toContain("没有要处理的");
    expect(complaints).toEqual([]);
  }, 120_000);
});
