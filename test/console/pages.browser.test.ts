import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { actOnBroadcast, createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { may } from "../../src/domain/permissions.ts";
import { operatorAsStaff } from "../../src/domain/staff-roles.ts";
import { ROLES, type Role } from "../../src/engine/terms.ts";
import { OPERATOR } from "../../src/store/audit.ts";
import { setPoster } from "../../src/store/events/posters.ts";
import { axeFindings } from "../adapters/web/in-page.ts";
import { eventually } from "../adapters/web/playground-page.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { pngPicture } from "../support/pictures.ts";
import { describeWith } from "../support/requires.ts";
import { addUncertain } from "./add-uncertain.ts";
import { type ConsoleStage, openStage, signedInPage, visitConsole } from "./stage.ts";
import { consoleOn } from "./visitor.ts";

const SHOTS = process.env["SCREENSHOTS"];
const LONG = "Donaudampfschifffahrtsgesellschaftskapitän";

/** Each is looked at in one way, so that all ways are looked at. */
const VIEWS = [
  { width: 360, colorScheme: "light", locale: "zh-CN" },
  { width: 1280, colorScheme: "dark", locale: "en-US" },
  { width: 360, colorScheme: "dark", locale: "en-US" },
  { width: 768, colorScheme: "light", locale: "zh-CN" },
] as const;

describeWith("browser", "every page of the console", (chromium) => {
  let browser: TestBrowser;
  let stage: ConsoleStage;
  let announcement: string;

  beforeAll(async () => {
    browser = await openBrowser(chromium());
    stage = await openStage({ people: 3, perSecond: 30 });
    await stage.store.inTransaction(operatorAsStaff);
    const poster = { bytes: pngPicture(), type: "image/png" };
    await stage.store.inTransaction((transaction) => setPoster(transaction, "EV-01", poster));
    announcement = await stage.store.inTransaction(async (transaction) => {
      const id = await createBroadcast(transaction, OPERATOR, {
        playground: false,
        topic: "service",
        audience: [{ kind: "everyone" }],
        buttons: [{ kind: "read" }],
        required: [],
        content: {
          title: { zh: `窗口临时调整${"很长的标题".repeat(6)}`, en: `Desk moved ${LONG}` },
          body: { zh: "明天到二楼。", en: `Tomorrow on the second floor. ${LONG.repeat(9)}` },
        },
      });
      return id ?? "";
    });
    await addUncertain(stage.store, announcement);
  });
  afterEach(() => browser.clear());
  afterAll(async () => {
    await stage.stop();
    await browser.close();
  });

  /** Every page that this role may see, as the console itself lists them. */
  function pagesFor(role: Role): readonly string[] {
    return consoleOn(stage.store)
      .routes.filter(({ method, access }) => method === "GET" && access !== "anyone")
      .filter(({ access }) => access !== "anyone" && may(role, access))
      .map(({ path }) => `/console${path === "/" ? "" : path}`)
      .filter((path) => !/\/(?:live|poster)$|\.csv$/.test(path))
      .map((path) => path.replace(":id", announcement).replace(":code", "EV-01"));
  }

  async function examine(page: Page, name: string): Promise<void> {
    expect(await axeFindings(page), name).toEqual([]);
    const wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    expect(await page.evaluate(wider), `${name} is wider than the screen`).toBe(0);
    const size = page.viewportSize()?.width ?? 0;
    const file = name.replaceAll(/[^a-z0-9-]+/gi, "_");
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${file}-${size}.png`, fullPage: true });
  }

  const ways = ROLES.map((role, index) => ({ role, ...(VIEWS[index % VIEWS.length] ?? VIEWS[0]) }));

  test.each(ways)(
    "axe finds nothing and nothing overflows for a $role in $locale, $colorScheme, $width px",
    async ({ role, width, ...options }) => {
      const viewport = { width, height: 800 };
      const { page, complaints } = await signedInPage(browser, stage, role, {
        ...options,
        viewport,
      });
      const paths = pagesFor(role);
      expect(paths.length).toBeGreaterThan(4);
      for (const path of paths) {
        const response = await page.goto(`${stage.address}${path}`);
        expect(response?.status(), path).toBe(200);
        const widths = "[...document.querySelectorAll('main img')].map((img) => img.naturalWidth)";
        expect(await page.evaluate(widths), path).toEqual(path.endsWith("/EV-01") ? [200] : []);
        for (const closed of await page.locator("main details > summary").all()) {
          await closed.click();
        }
        await examine(page, `${role} ${path.replace(announcement, "id")}`);
      }
      await page.locator(".account summary").click();
      await examine(page, `${role} menu`);
      expect(complaints).toEqual([]);
    },
    120_000,
  );

  test.each(VIEWS.slice(0, 2))(
    "nor without signing in, in $locale, $colorScheme, $width px",
    async (view) => {
      const { width, ...options } = view;
      const { page, complaints } = await visitConsole(browser, stage.address, {
        ...options,
        viewport: { width, height: 800 },
      });
      const link = await stage.link("viewer");
      for (const address of [
        `${stage.address}/console`,
        `${stage.address}/console/nothing`,
        `${stage.address}/console/sign-in/${"x".repeat(54)}`,
        link,
      ]) {
        await page.goto(address);
        await examine(page, address === link ? "link" : address.replace(stage.address, ""));
      }
      await page.locator("main button").click();
      await page.waitForURL(/\/console$/);
      await page.goto(`${stage.address}/console/audit`);
      await examine(page, "not allowed");
      expect(await page.locator("h1").textContent()).toMatch(/role|角色/);
      expect(complaints).toEqual([]);
    },
  );

  test("a mistake would be found", async () => {
    const { page } = await signedInPage(browser, stage, "operator");
    await page.goto(`${stage.address}/console/broadcasts/new`);
    await page.evaluate(`
      document.querySelector("[name=titleZh]").closest("label").replaceWith(
        document.querySelector("[name=titleZh]"));`);
    expect((await axeFindings(page)).join()).toContain("label");
  });

  test("a script for a name is shown as the name it is", async () => {
    const name = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
    stage.telegram.people.starts(stage.telegram.people.user(name));
    const { page, complaints } = await signedInPage(browser, stage, "operator");
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const sent = await stage.store.inTransaction(async (transaction) => {
      const id = await createBroadcast(transaction, OPERATOR, {
        ...{ playground: false, topic: "service", buttons: [], required: [], override: "test" },
        audience: [{ kind: "everyone" }],
        content: { title: { zh: name, en: name }, body: { zh: name, en: name } },
      });
      const acting = { now: Date.now(), rateOf: () => 30 };
      const wish = { id: id ?? "", by: OPERATOR };
      await actOnBroadcast(transaction, "submit", wish, acting);
      return id;
    });
    await page.goto(`${stage.address}/console/broadcasts/${sent}`);
    await eventually(async () => {
      await page.reload();
      return page.locator("main").innerText();
    }).toContain(name);
    for (const path of ["", "/preview"]) {
      await page.goto(`${stage.address}/console/broadcasts/${sent}${path}`);
      expect(await page.locator("main").innerText()).toContain(name);
      expect(await page.locator("main img, main script").count()).toBe(0);
    }
    expect([dialogs, complaints]).toEqual([[], []]);
  });

  test("what moves stands still for those who ask for it", async () => {
    const moving = async (reducedMotion: "reduce" | "no-preference") => {
      const { page } = await signedInPage(browser, stage, "viewer", { reducedMotion });
      await page.evaluate(`document.querySelector("h1").className = "badge live"`);
      return page.evaluate<number>("document.getAnimations().length");
    };
    expect(await moving("no-preference")).toBe(1);
    expect(await moving("reduce")).toBe(0);
  });

  test("the language can be switched on any page, and the page stays", async () => {
    const { page } = await signedInPage(browser, stage, "operator");
    await page.goto(`${stage.address}/console/audit?area=role`);
    await page.getByRole("link", { name: "English" }).click();
    await page.waitForURL(/\/console\/audit\?area=role$/);
    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(await page.locator("main").innerText()).not.toMatch(/\p{Script=Han}/u);
  });

  test.each([true, false])(
    "switching the language keeps a half-filled form; with scripts: %s",
    async (javaScriptEnabled) => {
      const { page, complaints } = await signedInPage(browser, stage, "operator", {
        javaScriptEnabled,
      });
      await page.goto(`${stage.address}/console/broadcasts/new`);
      const field = (name: string) => page.locator(`[name=${name}]`);
      await field("titleZh").fill("周五“AI开放麦”改到二楼报告厅");
      await field("bodyZh").fill("第一行\n第二行 <b>");
      await field("topic").selectOption("events");
      await field("groups").check();
      await field("seats").selectOption("waiting");
      for (const [name, heading] of [
        ["English", "Write a new one"],
        ["中文", "写一条新的"],
      ] as const) {
        await page.getByRole("button", { name, exact: true }).click();
        await page.locator("h1", { hasText: heading }).waitFor();
        expect(await field("titleZh").inputValue()).toBe("周五“AI开放麦”改到二楼报告厅");
        expect(await field("bodyZh").inputValue()).toBe("第一行\n第二行 <b>");
        expect(await field("topic").inputValue()).toBe("events");
        expect(await field("groups").isChecked()).toBe(true);
        expect(await field("everyone").isChecked()).toBe(false);
        expect(await field("seats").inputValue()).toBe("waiting");
        expect(await page.locator(".problem").count()).toBe(0);
      }
      await field("titleEn").fill("Friday’s AI open mic moves");
      await field("titleEn").press("Enter");
      await page.locator("#field-bodyEn-problem").waitFor();
      expect(await page.getAttribute("html", "lang")).toBe("zh-CN");
      if (javaScriptEnabled) await examine(page, "refused");
      await page.locator(".mistakes a").first().click();
      await page.keyboard.type("The floor has changed.");
      expect(await field("bodyEn").inputValue()).toBe("The floor has changed.");
      await field("bodyEn").fill("");
      await page.getByRole("button", { name: "English", exact: true }).click();
      await page.locator("h1", { hasText: "Write a new one" }).waitFor();
      expect(await page.locator("#field-bodyEn-problem").textContent()).toContain("please add");
      await field("bodyEn").fill("The floor has changed.");
      await page.getByRole("button", { name: "Save as a draft" }).click();
      await page.waitForURL(/broadcasts\/(?!new$)[a-z0-9]+/);
      expect(complaints).toEqual([]);
    },
  );

  test("switching it also keeps what is half written below a button, and stores it nowhere", async () => {
    const { page, complaints } = await signedInPage(browser, stage, "operator");
    const id = await stage.store.inTransaction((transaction) =>
      createBroadcast(transaction, OPERATOR, {
        ...{ playground: false, topic: "service", buttons: [], required: [], override: "test" },
        audience: [{ kind: "everyone" }],
        content: { title: { zh: "调整", en: "Moved" }, body: { zh: "二楼", en: "Second floor" } },
      }),
    );
    await stage.store.inTransaction((transaction) =>
      actOnBroadcast(
        transaction,
        "submit",
        { id: id ?? "", by: OPERATOR },
        { now: Date.now(), rateOf: () => 30 },
      ),
    );
    const here = `${stage.address}/console/broadcasts/${id}`;
    await eventually(async () => {
      await page.goto(here);
      return page.locator("main .badge").first().textContent();
    }).toBe("已完成");
    await page.locator("summary", { hasText: "全部撤回" }).click();
    await page.locator("[name=correctionZh]").fill("写到一半 <b>");
    await page.getByRole("link", { name: "English" }).click();
    await page.locator("summary", { hasText: "Take back everywhere" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(page.url()).toBe(here);
    expect(await page.locator("[name=correctionZh]").inputValue()).toBe("写到一半 <b>");
    expect(await page.locator("[name=correctionZh]").isVisible()).toBe(true);
    expect(await page.locator("[name=bodyZh]").inputValue()).toBe("二楼");
    expect(await page.evaluate("sessionStorage.length + localStorage.length")).toBe(0);
    await page.locator("[name=correctionEn]").fill("Half a word");
    await page.getByRole("button", { name: "Confirm: take back everywhere" }).click();
    await page.waitForURL(/note=recall/);
    expect(complaints).toEqual([]);
  });

  test("works without any script", async () => {
    const { page } = await signedInPage(browser, stage, "operator", { javaScriptEnabled: false });
    await page.goto(`${stage.address}/console/broadcasts/${announcement}`);
    await page.locator("summary", { hasText: "停止" }).click();
    await page.getByRole("button", { name: "确认停止" }).click();
    await page.waitForURL(/note=cancel$/);
    expect(await page.locator(".badge").first().textContent()).toBe("已停止");
    await page.locator(".account summary").click();
    await page.getByRole("button", { name: "退出", exact: true }).click();
    await page.waitForURL(/\/console\/sign-in$/);
  });
});
