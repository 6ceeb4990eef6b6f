import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeDeskCode } from "../../src/domain/cases/status-work.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { csv, fileOf, importFile } from "../domain/cases/lists.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { PDF } from "../support/sample-files.ts";
import { startTelegramService, type TelegramService } from "./telegram-service.ts";

const SOON = { timeout: 30_000, interval: 50 };
const PUBLIC = "https://juchang.example";
let database: TestDatabase;
let telegram: TelegramStandIn;
let service: TelegramService;
let store: Store;
let clerk = "";

beforeAll(async () => {
  [database, telegram] = await Promise.all([testDatabase(), startTelegram()]);
  const [way, databaseUrl] = ["polling", database.url] as const;
  const more = { PUBLIC_URL: PUBLIC, PERSONAL_PAGE: "on" };
  service = await startTelegramService({ databaseUrl, way, telegram, more });
  const masterKeys = parseMasterKeys(service.environment["ENCRYPTION_KEY"] ?? "");
  store = await openStore({ url: database.url, masterKeys });
  const [installation] = await store.installations.list("telegram");
  const window = telegram.people.user("窗口小王");
  telegram.people.hasStarted(window);
  clerk = await store.people.ensureAccount(installation?.id ?? "", String(window));
  await store.staff.setPosition(clerk, { role: "operator", desks: [] });
  const rows = [1, 2, 3].map(
    (n) =>
      `PAG-000${n},雏鹰计划,星河漫游,13900000042,材料需补正,2026-11-24,,2026-12-01,公司注册证明`,
  );
  await importFile(store, await fileOf(csv(...rows)));
});
afterAll(async () => {
  expect(telegram.refusals()).toEqual([]);
  await service.stop();
  await store.close();
  await telegram.stop();
  await database.drop();
});

const said = (chat: number) => telegram.people.botSaid(chat).map(({ text }) => text);
const hears = (chat: number, words: string | RegExp) =>
  expect.poll(() => said(chat).at(-1), SOON).toMatch(words);

async function somebody(name: string): Promise<number> {
  const one = telegram.people.user(name);
  telegram.people.hasStarted(one);
  return one;
}

async function taps(chat: number, label: string): Promise<void> {
  await vi.waitFor(() => expect(telegram.people.button(chat, label)).toBeDefined(), SOON);
  void telegram.people.taps(chat, chat, label);
}

/** The page behind the newest link in a chat, as this machine reaches it. */
function linkIn(chat: number): string {
  const url = telegram.people.button(chat, "打开填写页面")?.url ?? "";
  expect(url).toMatch(/^https:\/\/juchang\.example\/q\/[\w-]{30,64}$/);
  return url.replace(PUBLIC, service.address);
}

interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  /** Submits its form. */
  submits(words: string, headers?: Readonly<Record<string, string>>): Promise<Page>;
}

async function pageOf(url: string, request: RequestInit = {}): Promise<Page> {
  const response = await fetch(url, request);
  const html = await response.text();
  const proof = /name="proof" value="([^"]*)"/.exec(html)?.[1] ?? "";
  const cookie = response.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  return {
    status: response.status,
    html,
    headers: response.headers,
    submits: (words, headers = {}) =>
      pageOf(url, {
        method: "POST",
        body: new URLSearchParams({ said: words, proof }).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", cookie, ...headers },
      }),
  };
}

describe("with personal questions on our own page", () => {
  test("number, digits and code never pass through the platform, and the chat goes on", async () => {
    const lin = await somebody("林小满");
    telegram.people.says(lin, lin, "进度");
    await taps(lin, "同意");
    await hears(lin, /申请编号是多少[\s\S]*不要打在聊天里/);
    // The platform's preview looks, more than once.
    for (let times = 0; times < 3; times++) expect((await pageOf(linkIn(lin))).status).toBe(200);
    const made = await store.inTransaction((tx) => makeDeskCode(tx, clerk, "PAG-0001"));
    const answers = ["pag-0001", "0042", made.kind === "made" ? made.code : ""];
    for (const [index, words] of answers.entries()) {
      const page = await pageOf(linkIn(lin));
      expect(page.html).toContain('<meta name="viewport"');
      const done = await page.submits(words);
      expect(done).toMatchObject({ status: 200, html: expect.stringContaining("收到了") });
      await hears(lin, [/后四位/, /验证码/, /材料需补正/][index] ?? /never/);
    }
    const typed =
      telegram.world.chats
        .get(lin)
        ?.messages.map(({ text }) => text)
        .join("\n") ?? "";
    const own = telegram.world.chats.get(lin)?.messages.filter(({ from }) => from === lin) ?? [];
    expect(own.map(({ text }) => text).join()).not.toMatch(/0042|PAG|pag/);
    for (const call of telegram.calls) {
      expect(JSON.stringify(call.parameters)).not.toContain(answers[2]);
    }
    expect(typed).toContain("雏鹰计划");
    // And what is missing is handed in where it was asked for.
    await taps(lin, "交材料");
    await hears(lin, /「公司注册证明」/);
    telegram.people.sends(lin, lin, { name: "证明.pdf", type: "application/pdf", bytes: PDF });
    await hears(lin, /收到了：公司注册证明/);
  });

  test("a page is dressed so that nothing of it leaks", async () => {
    const zhou = await somebody("周周");
    telegram.people.says(zhou, zhou, "进度");
    await taps(zhou, "同意");
    await hears(zhou, /申请编号是多少/);
    const { headers } = await pageOf(linkIn(zhou));
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-security-policy": expect.stringMatching(/^default-src 'none'; style-src 'sha256-/),
      "referrer-policy": "no-referrer",
      "x-robots-tag": expect.stringContaining("noindex"),
      "cache-control": "no-store",
      "x-frame-options": "DENY",
    });
    expect(headers.get("set-cookie")).toMatch(/HttpOnly; Secure; SameSite=Strict/);
  });

  test("a wrong answer is said so on the page, which stays open", async () => {
    const kite = await somebody("Kite");
    telegram.people.says(kite, kite, "进度");
    await taps(kite, "同意");
    await hears(kite, /申请编号是多少/);
    const link = linkIn(kite);
    const wrong = await (await pageOf(link)).submits("？");
    expect(wrong).toMatchObject({ status: 422, html: expect.stringContaining("不像申请编号") });
    expect(wrong.html).not.toContain('value="？"');
    expect(await wrong.submits("PAG-0002")).toMatchObject({ status: 200 });
    await hears(kite, /后四位/);
    // Used up, whoever tries: the next question has a link of its own.
    for (const page of [await pageOf(link), await wrong.submits("PAG-0003")]) {
      expect(page.status).toBe(410);
      expect(page.html).toMatch(/用不了了[\s\S]*can no longer be used/);
    }
    expect(linkIn(kite)).not.toBe(link);
  });

  test("of two that race one is taken", async () => {
    const amay = await somebody("阿May");
    telegram.people.says(amay, amay, "进度");
    await taps(amay, "同意");
    await hears(amay, /申请编号是多少/);
    const page = await pageOf(linkIn(amay));
    const both = await Promise.all([page.submits("PAG-0002"), page.submits("PAG-0002")]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
    await hears(amay, /后四位/);
  });

  test("another site's form, one without its proof, and a made-up link are turned away", async () => {
    const wu = await somebody("老吴");
    telegram.people.says(wu, wu, "进度");
    await taps(wu, "同意");
    await hears(wu, /申请编号是多少/);
    const link = linkIn(wu);
    const page = await pageOf(link);
    for (const headers of [
      { cookie: "" },
      { "sec-fetch-site": "cross-site" },
      { cookie: "juchang_page=AAAAAAAAAAAAAAAAAAAAAA" },
    ]) {
      expect((await page.submits("PAG-0003", headers)).status).toBe(403);
    }
    const at = link.length - 3;
    const forged = `${link.slice(0, at)}${link[at] === "A" ? "B" : "A"}${link.slice(at + 1)}`;
    for (const url of [
      forged,
      `${service.address}/q/x`,
      `${service.address}/q/${"a".repeat(64)}`,
    ]) {
      expect((await pageOf(url)).status).toBe(410);
    }
    const other = await somebody("路人");
    const button = telegram.people.button(wu, "取消")?.callback_data ?? "";
    expect((await pageOf(`${service.address}/q/${button}`)).status).toBe(410);
    expect(said(other)).toEqual([]);
    expect((await page.submits("PAG-0003")).status).toBe(200);
  });

  test("a link is good for half an hour, and for as long as its question is open", async () => {
    const chen = await somebody("陈晨");
    telegram.people.says(chen, chen, "进度");
    await taps(chen, "同意");
    await hears(chen, /申请编号是多少/);
    const link = linkIn(chen);
    telegram.people.says(chen, chen, "重复");
    await expect
      .poll(() => telegram.people.button(chen, "打开填写页面")?.url, SOON)
      .not.toBe(link.replace(service.address, PUBLIC));
    expect((await pageOf(link)).status).toBe(410);
    const next = linkIn(chen);
    expect((await pageOf(next)).status).toBe(200);
    telegram.people.says(chen, chen, "取消");
    await hears(chen, /取消/);
    expect((await pageOf(next)).status).toBe(410);
  });

  test("the phone for a desk has its page too; the question itself is asked in the chat", async () => {
    const su = await somebody("苏苏");
    telegram.people.says(su, su, "人工");
    await taps(su, "税务");
    await hears(su, /想问|问题/);
    expect(telegram.people.button(su, "打开填写页面")).toBeUndefined();
  });
});
