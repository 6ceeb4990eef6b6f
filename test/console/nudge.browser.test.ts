import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { actOnBroadcast, createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { operatorAsStaff } from "../../src/domain/staff-roles.ts";
import { OPERATOR } from "../../src/store/audit.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { describeWith } from "../support/requires.ts";
import { type ConsoleStage, openStage, signedInPage } from "./stage.ts";

const SOON = { timeout: 30_000 };

describeWith("browser", "reminding who has not confirmed", (find) => {
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

  const saidTo = (user: number) => stage.telegram.people.botSaid(user).map(({ text }) => text);

  /** Somebody who has opened the bot; their id on the platform and with us. */
  async function creator(name: string) {
    const { people, world } = stage.telegram;
    const user = people.user(name);
    people.starts(user);
    await expect.poll(() => saidTo(user).length, SOON).toBeGreaterThan(0);
    const person = await stage.store.people.named("telegram", String(world.bot.id), String(user));
    return { user, person: person ?? "none" };
  }

  /** An announcement to these, who must confirm it, sent to the end. */
  async function announced(people: readonly string[]): Promise<string> {
    const id = await stage.store.inTransaction(async (tx) => {
      await operatorAsStaff(tx);
      const made = await createBroadcast(tx, OPERATOR, {
        ...{ playground: false, topic: "service", buttons: [{ kind: "read" }], required: people },
        ...{ audience: [{ kind: "people", people }], override: "测试要求随时可发" },
        content: { title: { zh: "大门改道", en: "Gate" }, body: { zh: "走北门。", en: "North." } },
      });
      const wish = { id: made ?? "none", by: OPERATOR };
      await actOnBroadcast(tx, "submit", wish, { now: Date.now(), rateOf: () => 30 });
      return wish.id;
    });
    await expect
      .poll(async () => (await stage.store.broadcasts.find(id))?.state, SOON)
      .toBe("done");
    return id;
  }

  test("from the announcement's page, with the number before and the time after", async () => {
    const [lin, mei] = [await creator("林小满"), await creator("梅")];
    const id = await announced([lin.person, mei.person]);
    await stage.telegram.people.taps(lin.user, lin.user, "已阅");
    await expect.poll(() => saidTo(lin.user).join(), SOON).toContain("已记下");

    const { page, complaints } = await signedInPage(browser, stage, "operator", {
      viewport: { width: 360, height: 800 },
    });
    await page.goto(`${stage.address}/console/broadcasts/${id}`);
    const confirm = page.getByRole("button", { name: "确认提醒这 1 人" });
    expect(await confirm.isVisible()).toBe(false);
    await page.locator("summary", { hasText: "提醒还没确认的" }).click();
    expect(await page.getByText("会在私聊里提醒 1 人").isVisible()).toBe(true);
    const wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await page.evaluate(wider)).toBe(0);
    await confirm.click();
    await page.waitForURL(/note=nudged$/);
    expect(await page.locator("p.notice[autofocus]").textContent()).toBe("已私下提醒。");
    expect(await page.textContent("main")).toMatch(/上次提醒：.*，1 人。/);
    expect(await page.getByRole("button", { name: /^确认提醒/ }).count()).toBe(0);
    const reminders = (user: number) =>
      saidTo(user).filter((words) => words.includes("还等你确认")).length;
    await expect.poll(() => reminders(mei.user), SOON).toBe(1);
    expect(reminders(lin.user)).toBe(0);
    expect(complaints).toEqual([]);
  }, 120_000);
});
