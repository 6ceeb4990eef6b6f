import { expect, test } from "vitest";
import { replaceToken } from "./in-page.ts";
import { eventually, openPlayground } from "./playground-page.ts";
import { describePlayground } from "./playground-suite.ts";

describePlayground("the playground when things go wrong", (at) => {
  const fillGroup = async (count: number) => {
    for (let index = 1; index <= count; index++) {
      const body = { kind: "text", text: `第${index}条` } as const;
      const key = `m:mumu:fill${index}`;
      const { message } = await at.fake.messages.add({ key, space: "group", author: "mumu", body });
      await at.fake.messages.acknowledge(message.id);
    }
  };

  test("a message that is not delivered says so, and goes out once when tried again", async () => {
    const lin = await openPlayground(at.browser, at.fake.url, "lin-xiaoman");
    at.fake.refusing = true;
    await lin.say("@小V 房租能减多少？");
    const failed = lin.page.locator(".message.failed");
    await failed.getByText("未送达").waitFor();
    expect(await failed.count()).toBe(1);
    at.fake.refusing = false;
    await failed.getByRole("button", { name: "重试" }).click();
    await lin.message("首年房租全免").waitFor();
    expect(await failed.count()).toBe(0);
    expect(await lin.page.locator(".own").count()).toBe(1);
    const said = at.fake.messages.all().filter(({ author }) => author === "lin-xiaoman");
    expect(said).toHaveLength(1);
  });

  test("a tap that is not delivered says so, and can be tried again", async () => {
    const lin = await openPlayground(at.browser, at.fake.url, "lin-xiaoman");
    await lin.say("@小V 房租能减多少？");
    await lin.message("首年房租全免").waitFor();
    at.fake.refusing = true;
    await lin.page.getByRole("button", { name: "问投促窗口", exact: true }).click();
    const retry = lin.page.getByRole("button", { name: "未送达，重试：问投促窗口" });
    await retry.waitFor();
    at.fake.refusing = false;
    await retry.click();
    await lin.message("我私信你了").waitFor();
    expect(await retry.count()).toBe(0);
  });

  test("a lost connection is shown, and everything is there when it is back", async () => {
    const lin = await openPlayground(at.browser, at.fake.url, "lin-xiaoman");
    await at.restart(async () => {
      await lin.page.getByText("连接断开了，正在重连…").waitFor();
      await lin.say("@小V 断线时问的房租");
      await lin.page.locator(".message.failed").waitFor();
      await fillGroup(3);
    });
    await lin.message("第3条").waitFor();
    await lin.message("首年房租全免").waitFor();
    expect(await lin.page.locator(".message.failed").count()).toBe(0);
    expect(await lin.page.locator(".connection").textContent()).toBe("");
    expect(await lin.page.locator(".own").count()).toBe(1);
  });

  test("a session the service no longer knows is replaced without a word", async () => {
    const lin = await openPlayground(at.browser, at.fake.url, "lin-xiaoman");
    await replaceToken(lin.page, "lin-xiaoman", "expired");
    await lin.say("@小V 房租能减多少？");
    await lin.message("首年房租全免").waitFor();
    expect(await lin.page.locator(".failed").count()).toBe(0);
  });

  test("earlier messages come when one scrolls up, and what was read stays in place", async () => {
    await fillGroup(100);
    const lin = await openPlayground(at.browser, at.fake.url, "lin-xiaoman");
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
    const lin = await openPlayground(at.browser, at.fake.url, "lin-xiaoman");
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
    const lin = await openPlayground(at.browser, at.fake.url, "lin-xiaoman");
    await lin.say("长".repeat(20_001));
    await lin.page.getByText("20,001 个字符，最多 20,000").waitFor();
    expect(await lin.page.locator(".own").count()).toBe(0);
    await lin.say("长".repeat(20_000));
    await eventually(() => lin.page.locator(".own").count()).toBe(1);
  });
});
