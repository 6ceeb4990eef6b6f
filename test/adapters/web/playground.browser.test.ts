import { expect, test } from "vitest";
import { SAMPLE_INTENTS, SAMPLE_OUTGOING } from "../../../adapters/web/samples.ts";
import { eventually, openPlayground } from "./playground-page.ts";
import { describePlayground } from "./playground-suite.ts";

describePlayground("the playground in a browser", (at) => {
  const open = (member: string) => openPlayground(at.browser, at.fake.url, member);

  test("a question in the group is answered there, for everyone to see", async () => {
    const [lin, amay] = [await open("lin-xiaoman"), await open("amay")];
    await lin.say("@小V 房租能减多少？");
    for (const viewer of [lin, amay]) {
      const answer = viewer.message("首年房租全免");
      await answer.waitFor();
      expect(await answer.locator(".quote").textContent()).toContain("@小V 房租能减多少？");
      expect(await answer.locator(".said-footnote").textContent()).toContain("来源");
      expect(await viewer.message("房租能减多少？").count()).toBe(2);
    }
    expect(at.fake.events.at(-1)?.body).toMatchObject({ text: "房租能减多少？", addressed: true });
    expect([...lin.complaints, ...amay.complaints]).toEqual([]);
  });

  test("paragraphs of an answer stand apart", async () => {
    const lin = await open("lin-xiaoman");
    await at.fake.adapter.send({
      ...SAMPLE_OUTGOING.reply,
      replyTo: undefined,
      intent: { kind: "card", text: "第一段。\n\n第二段。" },
    });
    const said = lin.message("第一段").locator(".said-text");
    await said.waitFor();
    expect(await said.innerText()).toContain("第一段。\n\n第二段。");
  });

  test("group talk stays between members", async () => {
    const lin = await open("lin-xiaoman");
    await lin.say("谁在二楼？");
    await eventually(() => at.fake.events.at(-1)?.body).toMatchObject({ addressed: false });
    await lin.page.locator(".mention").click();
    await lin.page.keyboard.type("房租呢");
    await lin.page.keyboard.press("Enter");
    await lin.message("首年房租全免").waitFor();
  });

  test("a reply to the bot needs no mention", async () => {
    const lin = await open("lin-xiaoman");
    await lin.say("@小V 房租能减多少？");
    await lin.message("首年房租全免").hover();
    await lin.page.getByRole("button", { name: "回复 聚场助手 的消息" }).last().click();
    await lin.say("那第三年的房租呢");
    await eventually(() => at.fake.events.length).toBe(3);
    expect(at.fake.events.at(-1)?.body).toMatchObject({
      addressed: true,
      text: "那第三年的房租呢",
    });
    expect(at.fake.events.at(-1)?.body).toHaveProperty(
      "repliesToBot",
      expect.stringMatching(/^\d+$/),
    );
  });

  test("a tapped button goes on in the direct chat, and only its owner sees the hint", async () => {
    const [lin, amay] = [await open("lin-xiaoman"), await open("amay")];
    await lin.say("@小V 房租能减多少？");
    await lin.page.getByRole("button", { name: "问投促窗口" }).click();
    const hint = lin.message("我私信你了");
    await hint.waitFor();
    expect(await hint.locator(".only-you-mark").textContent()).toBe("仅你可见");
    await eventually(() => lin.chat("聚场助手").last().locator(".unread").textContent()).toContain(
      "1",
    );

    // Something both see, sent afterwards: when it is here, so is everything before it.
    await lin.say("大家好呀");
    await amay.message("大家好呀").waitFor();
    expect(lin.received()).toContain("我私信你了");
    expect(amay.received()).toContain("大家好呀");
    expect(amay.received()).not.toContain("我私信你了");
    expect(amay.received()).not.toContain("想问窗口什么");
    expect(await amay.message("我私信你了").count()).toBe(0);

    await lin.chat("聚场助手").last().click();
    await lin.message("想问窗口什么").waitFor();
    await eventually(() => lin.page.locator(".unread").count()).toBe(0);
  });

  test("options, review card and the card that changes in its place", async () => {
    const lin = await open("lin-xiaoman");
    await lin.chat("聚场助手").last().click();
    await lin.say("人工");
    await lin.page.getByRole("button", { name: "2 投促窗口" }).click();
    const review = lin.message("提交给投促窗口");
    await review.getByText("请核对", { exact: true }).waitFor();
    expect(await review.locator("dt").allTextContents()).toEqual(["窗口", "问题", "答复方式"]);
    await review.getByRole("button", { name: "确认提交" }).click();
    const card = lin.message("工单 T-0027");
    await card.getByText("处理中").waitFor();
    expect(await card.count()).toBe(1);
    expect(await card.locator("time").textContent()).toMatch(/^已更新 \d\d:\d\d$/);
    expect(lin.complaints).toEqual([]);
  });

  test("a link leads only where it may, in a tab of its own", async () => {
    const lin = await open("lin-xiaoman");
    const intent = { ...SAMPLE_INTENTS.card, text: "看链接" };
    await at.fake.adapter.send({ ...SAMPLE_OUTGOING.reply, replyTo: undefined, intent });
    const link = lin.message("看链接").getByRole("link", { name: "看原文" });
    expect(await link.getAttribute("href")).toBe("https://www.shyp.gov.cn/");
    expect(await link.getAttribute("rel")).toContain("noopener");
    expect(await link.getAttribute("target")).toBe("_blank");
  });

  test("whatever is written is shown as written", async () => {
    const [lin, amay] = [await open("lin-xiaoman"), await open("amay")];
    const hostile = [
      `<img src=x onerror="document.title='broken in'"><script>document.title='broken in'</script>`,
      "{{constructor.constructor('alert(1)')()}} ${7*7} [点我](javascript:alert(1))",
      "'; drop table messages; --",
      "\u202e倒过来\u202c 🙂\u200d👩‍👩‍👧",
      `${"很长".repeat(2000)}\n\n  两行`,
    ];
    for (const text of hostile) await lin.say(text);
    await amay.message("两行").waitFor();
    const shown = await amay.page.locator(".plain .said-text").allTextContents();
    for (const text of hostile) expect(shown).toContain(text.trim());
    expect(await amay.page.title()).not.toContain("broken in");
    expect(await amay.page.locator(".log img, .log script").count()).toBe(0);
    expect(amay.complaints).toEqual([]);
  });

  test("a reload after the service was started again keeps the history", async () => {
    const lin = await open("lin-xiaoman");
    await lin.say("@小V 房租能减多少？");
    await lin.message("首年房租全免").waitFor();
    const before = await lin.page.locator(".said-text").allTextContents();
    await at.restart();
    await lin.page.reload();
    await lin.message("首年房租全免").waitFor();
    expect(await lin.page.locator(".said-text").allTextContents()).toEqual(before);
  });

  test("switching the member closes the old connection, and shows what the new one may see", async () => {
    const lin = await open("lin-xiaoman");
    await lin.chat("聚场助手").last().click();
    await lin.say("人工");
    await lin.message("这个问题交给哪个窗口").waitFor();
    await lin.page.getByRole("button", { name: /^当前发言人：\s*林小满/ }).click();
    await lin.page.getByRole("button", { name: "小浦 税务专员" }).click();
    await lin.chat("窗口工作台").waitFor();
    expect(await lin.message("这个问题交给哪个窗口").count()).toBe(0);
    await lin.page.reload();
    // The address still names the first one; without it the tab remembers.
    await lin.page.goto(at.fake.url);
    await lin.chat("窗口工作台").waitFor();
  });

  test("an example question is there for the first visit, and sends itself", async () => {
    const lin = await open("lin-xiaoman");
    expect(await lin.page.locator(".chip").count()).toBe(4);
    await lin.page.getByRole("button", { name: "入驻V聚场，房租能减多少？" }).click();
    await lin.message("首年房租全免").waitFor();
    expect(await lin.page.locator(".welcome").isVisible()).toBe(false);
    await lin.page.reload();
    await lin.message("首年房租全免").waitFor();
    expect(await lin.page.locator(".welcome").isVisible()).toBe(false);
  });

  test("two browsers as the same member are both live", async () => {
    const [one, other] = [await open("lin-xiaoman"), await open("lin-xiaoman")];
    await one.say("从这边说");
    await other.message("从这边说").waitFor();
    await other.say("从那边说");
    await one.message("从那边说").waitFor();
    expect(await one.page.locator(".own").count()).toBe(2);
    expect(await other.page.locator(".own").count()).toBe(2);
  });
});
