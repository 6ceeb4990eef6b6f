import { expect, test } from "vitest";
import { SAMPLE_INTENTS, SAMPLE_OUTGOING } from "../../../adapters/web/samples.ts";
import { axeFindings, breakLabel, focused, overflowing, unseenFocus } from "./in-page.ts";
import { eventually, openPlayground, type PlaygroundPage } from "./playground-page.ts";
import { describePlayground } from "./playground-suite.ts";

const PHONE = { isMobile: true, hasTouch: true };

describePlayground("the playground for everyone", (at) => {
  const open = (member: string, options = {}) =>
    openPlayground(at.browser, at.fake.url, member, options);

  /** Everything there is to see: each kind of message, a hint, a failure, a reply under way. */
  const fillScreen = async (playground: PlaygroundPage) => {
    for (const [kind, intent] of Object.entries(SAMPLE_INTENTS)) {
      await at.fake.adapter.send({
        ...SAMPLE_OUTGOING.onlyForOne,
        outbound: `fill-${kind}`,
        intent,
      });
      await at.fake.adapter.send({
        ...SAMPLE_OUTGOING.reply,
        replyTo: "1",
        outbound: `open-${kind}`,
        intent,
      });
    }
    const staff = { key: "m:desk-tax:fill0001", space: "group", author: "desk-tax", replyTo: "1" };
    await at.fake.messages.add({ ...staff, body: { kind: "text", text: "窗口在" } });
    const taken = at.fake.events.length;
    await playground.say("@小V 房租能减多少？");
    await eventually(() => at.fake.events.length).toBeGreaterThan(taken);
    at.fake.refusing = true;
    await playground.say("送不出去的");
    await playground.page.locator(".message.failed").waitFor();
    await playground.page.locator(".reply-button").first().click();
  };

  test.each([
    ["light", "zh-CN"],
    ["dark", "zh-CN"],
    ["light", "en-US"],
    ["dark", "en-US"],
  ] as const)("axe finds nothing in %s, %s", async (colorScheme, locale) => {
    const first = await open("lin-xiaoman", { colorScheme, locale, reducedMotion: "reduce" });
    expect(await axeFindings(first.page)).toEqual([]);
    await fillScreen(first);
    expect(await axeFindings(first.page)).toEqual([]);
    await first.page.locator(".me").click();
    expect(await axeFindings(first.page)).toEqual([]);
    expect(await first.page.getAttribute("html", "data-theme")).toBe(colorScheme);
  });

  test("axe would find something if it were there", async () => {
    const { page } = await open("lin-xiaoman");
    await breakLabel(page);
    expect((await axeFindings(page)).join()).toContain("label");
  });

  test.each([320, 360, 390, 400])("nothing runs off a phone %d wide", async (width) => {
    const phone = { ...PHONE, viewport: { width, height: 780 }, reducedMotion: "reduce" as const };
    const lin = await open("lin-xiaoman", phone);
    await fillScreen(lin);
    await lin.say(`https://example.com/${"a".repeat(300)} ${"W".repeat(200)}`);
    expect(await overflowing(lin.page)).toEqual([]);
    expect(await axeFindings(lin.page)).toEqual([]);
    await lin.page.getByRole("button", { name: /^返回聊天列表/ }).click();
    await lin.chat("聚场助手").last().waitFor();
    expect(await lin.page.locator(".log").isVisible()).toBe(false);
    expect(await overflowing(lin.page)).toEqual([]);
    expect(await axeFindings(lin.page)).toEqual([]);
    await lin.chat("聚场助手").last().click();
    expect(await lin.page.locator(".log").isVisible()).toBe(true);
  });

  test("on a phone, what comes while the list is open stays unread", async () => {
    const lin = await open("lin-xiaoman", { ...PHONE, viewport: { width: 390, height: 780 } });
    await lin.page.getByRole("button", { name: /^返回聊天列表/ }).click();
    await at.fake.adapter.send({ ...SAMPLE_OUTGOING.reply, replyTo: undefined });
    await lin.chat("V聚场创作者群").getByText("1 条未读").waitFor();
    await lin.chat("V聚场创作者群").click();
    await eventually(() => lin.page.locator(".unread").count()).toBe(0);
  });

  test("the language can be switched, and stays", async () => {
    const lin = await open("lin-xiaoman");
    const language = () => lin.page.getAttribute("html", "lang");
    expect(await language()).toBe("zh-CN");
    await lin.page.getByRole("button", { name: "Switch to English" }).click();
    expect(await language()).toBe("en");
    await lin.page.getByRole("heading", { name: "V Juchang Creators" }).waitFor();
    await lin.page.getByText("Unofficial demo", { exact: false }).waitFor();
    await lin.page.reload();
    await lin.page.getByRole("button", { name: "切换到中文" }).waitFor();
    expect(await language()).toBe("en");
    const words = await lin.page.locator("#app").innerText();
    expect(words.replace(/@小V|V聚场|中文|[聚满]|^.*聚场助手。.*$/gmu, "")).not.toMatch(
      /\p{Script=Han}/u,
    );
  });

  test("a reader of English starts in English, as someone who speaks it", async () => {
    const context = await at.browser.visit({ locale: "en-GB" });
    const page = await context.newPage();
    await page.goto(at.fake.url);
    await page.getByRole("button", { name: /^Speaking as Blue Kite/ }).waitFor();
    await page.getByText("not affiliated with any government office", { exact: false }).waitFor();
  });

  test("dark mode can be switched, and stays", async () => {
    const { page } = await open("lin-xiaoman", { colorScheme: "light" });
    await page.getByRole("button", { name: "深色模式" }).click();
    await page.reload();
    await page.getByRole("button", { name: "浅色模式" }).waitFor();
    expect(await page.getAttribute("html", "data-theme")).toBe("dark");
  });

  test("everything can be done with the keyboard alone", async () => {
    const lin = await open("lin-xiaoman");
    const { keyboard } = lin.page;
    await keyboard.press("Tab");
    expect(await focused(lin.page)).toBe("跳到输入框");
    await keyboard.press("Enter");
    expect(await focused(lin.page)).toBe("输入消息");
    await keyboard.type("第一行");
    await keyboard.press("Shift+Enter");
    await keyboard.type("@小V 房租呢");
    await keyboard.press("Enter");
    await lin.message("首年房租全免").waitFor();
    expect(await lin.page.locator(".own .said-text").textContent()).toBe("第一行\n@小V 房租呢");

    await lin.page.getByRole("button", { name: "回复 聚场助手 的消息" }).last().focus();
    await keyboard.press("Enter");
    await lin.page.getByText("正在回复 聚场助手").waitFor();
    await keyboard.press("Escape");
    expect(await lin.page.locator(".reply-bar").isVisible()).toBe(false);

    await lin.chat("V聚场创作者群").focus();
    await keyboard.press("ArrowDown");
    expect(await focused(lin.page)).toContain("聚场助手");
    await keyboard.press("Enter");
    await lin.page.getByRole("heading", { name: "聚场助手", level: 2 }).waitFor();
    expect(await focused(lin.page)).toBe("输入消息");

    await lin.page.getByRole("button", { name: /^当前发言人/ }).focus();
    await keyboard.press("Enter");
    expect(await focused(lin.page)).toContain("林小满");
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("Escape");
    expect(await focused(lin.page)).toContain("当前发言人：林小满");
    await keyboard.press("Enter");
    await keyboard.press("End");
    await keyboard.press("Enter");
    await lin.page.getByRole("button", { name: /^当前发言人：\s*小浦/ }).waitFor();
  });

  test("what is focused can be seen", async () => {
    const { page } = await open("lin-xiaoman");
    const unseen: string[] = [];
    for (let index = 0; index < 16; index++) {
      await page.keyboard.press("Tab");
      const complaint = await unseenFocus(page);
      if (complaint) unseen.push(complaint);
    }
    expect(unseen).toEqual([]);
  });

  test("new messages are read out, old ones are not", async () => {
    const lin = await open("lin-xiaoman");
    const log = lin.page.getByRole("log");
    await lin.say("大家好");
    await eventually(() => log.getAttribute("aria-live")).toBe("polite");
    await lin.chat("聚场助手").last().click();
    await eventually(() => log.getAttribute("aria-live")).toBe("off");
    expect(await log.getAttribute("aria-label")).toContain("聚场助手");
  });
});
