import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { memberOf } from "../app/playground.ts";
import { useApp } from "../app/running.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { describeWith } from "../support/requires.ts";

const app = useApp();
const SHOTS = process.env["SCREENSHOTS"];

describeWith("browser", "announcing from the console", (find) => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await openBrowser(find());
  });
  afterEach(() => browser.clear());
  afterAll(() => browser.close());

  /** A browser signed in as a member of staff, by the link that the chat gave. */
  async function signedIn(member: string, width = 1280) {
    const staff = await memberOf(app.address, member);
    const link = /http:\/\/[^\s"\\]+/.exec(await staff.asks("控制台"))?.[0] ?? "";
    const context = await browser.visit({ viewport: { width, height: 800 }, locale: "zh-CN" });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("console", (line) => {
      if (line.type() === "error") errors.push(line.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(link);
    await page.getByRole("button", { name: "登录" }).click();
    await page.waitForURL(/\/console$/);
    const shot = async (name: string) => {
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
    };
    const fits = async () =>
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
        width,
      );
    return { page, errors, shot, fits };
  }

  test("from the draft through a second person's approval to taking it back", async () => {
    const lin = await memberOf(app.address, "lin-xiaoman");
    await lin.asks("语言 中文");
    await lin.asks("@小V 首年房租能减多少？", "group");

    const author = await signedIn("desk-general");
    await author.page.getByRole("link", { name: "群发", exact: true }).click();
    await author.page.getByRole("link", { name: "写一条新的" }).click();
    await author.page.getByLabel("标题（中文）").fill("窗口临时调整");
    await author.page.getByRole("button", { name: "存为草稿" }).click();
    await expect.poll(() => author.page.getByRole("alert").count()).toBeGreaterThan(2);
    await author.shot("mistakes");
    await author.page.getByLabel("标题（英文）").fill("Desk moved for a day");
    await author.page
      .getByLabel("正文（中文）")
      .fill("明天一楼樱有尽有改为二楼临时接待 <script>alert(1)</script>");
    await author.page.getByLabel("正文（英文）").fill("Tomorrow the desk is on the second floor.");
    await author.page.locator("select[name=topic]").selectOption("service");
    await author.page.getByLabel("所有群").check();
    await author.page.getByLabel("所有和机器人聊过的人").check();
    await author.page.getByLabel("已阅", { exact: true }).check();
    await author.page.getByLabel("夜间").fill("测试要求随时可发");
    await author.shot("form");
    await author.fits();
    await author.page.getByRole("button", { name: "存为草稿" }).click();
    await author.page.waitForURL(/broadcasts\/[a-z0-9]+$/);
    expect(await author.page.textContent("main")).toMatch(/将发给 \d+ 人、1 个群/);
    const here = author.page.url();
    await author.page.getByRole("link", { name: "各平台预览" }).click();
    expect(await author.page.getByRole("article").count()).toBe(9);
    await author.shot("preview");
    await author.page.goto(here);
    await author.page.getByRole("button", { name: "提交发送" }).click();
    await expect.poll(() => author.page.textContent("main")).toContain("待批准");
    expect(await author.page.getByRole("button", { name: "批准" }).count()).toBe(0);

    const second = await signedIn("desk-investment", 360);
    await second.page.goto(here);
    await second.fits();
    await second.page.getByRole("button", { name: "批准" }).click();
    await expect
      .poll(() => second.page.textContent("main"), { timeout: 20_000 })
      .toContain("已完成");
    await second.page.waitForSelector("progress");
    await second.shot("done");
    await author.page.goto(here);
    await author.page.waitForSelector("progress");
    await author.shot("announcement");
    await second.fits();
    const said = async () => (await lin.history("group")).map(({ words }) => words).join("\n");
    await expect.poll(said).toContain("窗口临时调整");
    expect(await said()).toContain("<script>alert(1)</script>");

    await second.page.locator("summary", { hasText: "全部撤回" }).click();
    await second.page.getByRole("button", { name: "确认全部撤回" }).click();
    await expect
      .poll(() => second.page.textContent("main"), { timeout: 20_000 })
      .toMatch(/已删除 [2-9]\d*，已过期限 0，失败 0，进行中 0/);
    await author.page.goto(here);
    const cells = (name: string) => author.page.getByRole("cell", { name, exact: true }).count();
    expect(await cells("已撤回")).toBeGreaterThan(1);
    expect(await cells("已送达")).toBe(0);
    await second.shot("recalled");
    await expect.poll(said).not.toContain("窗口临时调整");
    expect(await said()).toContain("这条消息已撤回");
    expect([...author.errors, ...second.errors].filter((line) => !/422/.test(line))).toEqual([]);
  });
});
