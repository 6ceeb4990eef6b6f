import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser, type TestBrowser } from "../../support/browser.ts";
import { describeWith } from "../../support/requires.ts";
import { type FakeService, startFakeService } from "./fake-service.ts";
import { replaceToken } from "./in-page.ts";
import { eventually, openPlayground } from "./playground-page.ts";

describeWith("browser", "the playground when things go wrong", (chromium) => {
  let browser: TestBrowser;
  let fake: FakeService;

  beforeAll(async () => {
    browser = await openBrowser(chromium());
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    fake = await startFakeService();
  });
  afterEach(async () => {
    await browser.clear();
    await fake.stop();
  });

  const fillGroup = async (count: number) => {
    for (let index = 1; index <= count; index++) {
      const body = { kind: "text", text: `第${index}条` } as const;
      const key = `m:mumu:fill${index}`;
      const { message } = await fake.messages.add({ key, space: "group", author: "mumu", body });
      await fake.messages.acknowledge(message.id);
    }
  };

  test("a message that is not delivered says so, and goes out once when tried again", async () => {
    const lin = await openPlayground(browser, fake.url, "lin-xiaoman");
    fake.refusing = true;
    await lin.say("@小V 房租能减多少？");
    const failed = lin.page.locator(".message.failed");
    await failed.getByText("未送达").waitFor();
    expect(await failed.count()).toBe(1);
    fake.refusing = false;
    await failed.getByRole("button", { name: "重试" }).click();
    await lin.message("首年房租全免").waitFor();
    expect(await failed.count()).toBe(0);
    expect(await lin.page.locator(".own").count()).toBe(1);
    const said = fake.messages.all().filter(({ author }) => author === "lin-xiaoman");
    expect(said).toHaveLength(1);
  });

  test("a tap that is not delivered says so, and can be tried again", async () => {
    const lin = await openPlayground(browser, fake.url, "lin-xiaoman");
    await lin.say("@小V 房租能减多少？");
    await lin.message("首年房租全免").waitFor();
    fake.refusing = true;
    await lin.page.getByRole("button", { name: "问投促窗口", exact: true }).click();
    const retry = lin.page.getByRole("button", { name: "未送达，重试：问投促窗口" });
    await retry.waitFor();
    fake.refusing = false;
    await retry.click();
    await lin.message("我私信你了").waitFor();
    expect(await retry.count()).toBe(0);
  });

  test("a lost connection is shown, and everything is there when it is back", async () => {
    const port = Number(new URL(fake.url).port);
    const lin = await openPlayground(browser, fake.url, "lin-xiaoman");
    const { messages } = fake;
    await fake.stop();
    await lin.page.getByText("连接断开了，正在重连…").waitFor();
    await lin.say("@小V 断线时问的房租");
    await lin.page.locator(".message.failed").waitFor();
    await fillGroup(3);
    fake = await startFakeService({ messages, port });
    await lin.message("第3条").waitFor();
    await lin.message("首年房租全免").waitFor();
    expect(await lin.page.locator(".message.failed").count()).toBe(0);
    expect(await lin.page.locator(".connection").textContent()).toBe("");
    expect(await lin.page.locator(".own").count()).toBe(1);
  });

  test("a session the service no longer knows is replaced without a word", async () => {
    const lin = await openPlayground(browser, fake.url, "lin-xiaoman");
    await replaceToken(lin.page, "lin-xiaoman", "expired");
    await lin.say("@小V 房租能减多少？");
    await lin.message("首年房租全免").waitFor();
    expect(await lin.page.locator(".failed").count()).toBe(0);
  });

  test("earlier messages come when one scrolls up, and what was read stays in place", async () => {
    await fillGroup(100);
    const lin = await openPlayground(browser, fake.url, "lin-xiaoman");
    await lin.message("第100条").waitFor();
    expect(await lin.page.locator("article").count()).toBe(30);
    const log = lin.page.locator(".log");
    await log.evaluate((element) => element.scrollTo(0, 40));
    await lin.message(/第50条/).waitFor();
    const anchor = lin.message(/^.*第72条/);
    expect(await anchor.isVisible()).toBe(true);
    expect(await log.evaluate((element) => element.scrollTop)).toBeGreaterThan(500);
    for (const oldest of ["第30条", "第1条"]) {
      await log.evaluate((element) => element.scrollTo(0, 0));
      await lin.message(oldest).first().waitFor();
    }
    await lin.page.getByText("聊天从这里开始").waitFor();
    const texts = await lin.page.locator(".plain .said-text").allTextContents();
    expect(texts).toEqual(Array.from({ length: 100 }, (_, index) => `第${index + 1}条`));
  });

  test("someone reading further up is left there, and told of what is new", async () => {
    await fillGroup(60);
    const lin = await openPlayground(browser, fake.url, "lin-xiaoman");
    const log = lin.page.locator(".log");
    await lin.message("第60条").waitFor();
    await log.evaluate((element) => element.scrollTo(0, 400));
    const before = await log.evaluate((element) => element.scrollTop);
    await fillGroup(62);
    const jump = lin.page.getByRole("button", { name: "2 条新消息" });
    await jump.waitFor();
    expect(await log.evaluate((element) => element.scrollTop)).toBe(before);
    await jump.click();
    await lin.message("第62条").waitFor();
    expect(await jump.isVisible()).toBe(false);
  });

  test("too long a text is caught before it is sent, with a polite reason", async () => {
    const lin = await openPlayground(browser, fake.url, "lin-xiaoman");
    await lin.say("长".repeat(20_001));
    await lin.page.getByText("20,001 个字符，最多 20,000").waitFor();
    expect(await lin.page.locator(".own").count()).toBe(0);
    await lin.say("长".repeat(20_000));
    await eventually(() => lin.page.locator(".own").count()).toBe(1);
  });
});
