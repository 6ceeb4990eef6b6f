import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makeDeskCode } from "../../src/domain/cases/status-work.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { environmentOf, KITE, LIN, startPlatform } from "../adapters/slack/slack-service.ts";
import { csv, fileOf, importFile } from "../domain/cases/lists.ts";
import { buttonsOf } from "../stand-ins/slack/people.ts";
import type { SlackStandIn } from "../stand-ins/slack/server.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { PDF } from "../support/sample-files.ts";
import { type DatabaseClock, takeClock } from "../support/simulator/database-clock.ts";
import { hearsIn, onSlack } from "./both-platforms.ts";
import { pageOf } from "./form-page.ts";
import { startTelegramService, type TelegramService } from "./telegram-service.ts";

const OPEN = "打开填写页面";
const SOON = { timeout: 30_000, interval: 50 };
const PUBLIC = "https://juchang.example";
let database: TestDatabase;
let clock: DatabaseClock;
let telegram: TelegramStandIn;
let slack: SlackStandIn;
let service: TelegramService;
let store: Store;
let clerk = "";

beforeAll(async () => {
  [database, telegram, slack] = await Promise.all([
    testDatabase(),
    startTelegram(),
    startPlatform(),
  ]);
  clock = await takeClock(database.url);
  const [way, databaseUrl] = ["polling", database.url] as const;
  const {
    SLACK_API_URL = "",
    SLACK_BOT_TOKEN = "",
    SLACK_SIGNING_SECRET = "",
  } = environmentOf(slack, database);
  const onSlackToo = { SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET };
  const more = { PUBLIC_URL: PUBLIC, PERSONAL_PAGE: "on", ...onSlackToo };
  service = await startTelegramService({ databaseUrl, way, telegram, more });
  slack.sendTo(`${service.address}/slack/events`);
  const masterKeys = parseMasterKeys(service.environment["ENCRYPTION_KEY"] ?? "");
  store = await openStore({ url: database.url, masterKeys });
  const [installation] = await store.installations.list("telegram");
  const window = telegram.people.user("窗口小王");
  telegram.people.hasStarted(window);
  clerk = await store.people.ensureAccount(installation?.id ?? "", String(window));
  await store.staff.setPosition(clerk, { role: "operator", desks: [] });
  const rows = [1, 2, 3, 4].map(
    (n) =>
      `PAG-000${n},雏鹰计划,星河漫游,13900000042,材料需补正,2026-11-24,,2026-12-01,公司注册证明`,
  );
  await importFile(store, await fileOf(csv(...rows)));
});
afterAll(async () => {
  expect(telegram.refusals()).toEqual([]);
  expect(slack.mistakes()).toEqual([]);
  await service.stop();
  await store.close();
  await clock.close();
  await telegram.stop();
  await slack.close();
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
  return here(telegram.people.button(chat, OPEN)?.url ?? "");
}

function here(url: string): string {
  expect(url).toMatch(/^https:\/\/juchang\.example\/q\/[\w-]{30,64}$/);
  return url.replace(PUBLIC, service.address);
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
    // It comes back the same way: by a link of our own, and not through the platform once more.
    telegram.people.says(lin, lin, "我的文件");
    await hears(lin, /1\. 公司注册证明/);
    await taps(lin, "取回 1");
    await hears(lin, /这是你交的「公司注册证明」/);
    const url = telegram.people.button(lin, "下载")?.url ?? "";
    expect(url).toMatch(/^https:\/\/juchang\.example\/handed-in\//);
    const file = await fetch(url.replace(PUBLIC, service.address));
    expect(file.headers.get("content-disposition")).toContain("attachment");
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(PDF);
    expect(telegram.calls.some(({ method }) => method === "sendDocument")).toBe(false);
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
    expect(wrong.html).toMatch(
      /id="problem"[\s\S]*<input id="said"[^>]* aria-describedby="problem">/,
    );
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

  test("a link is good for as long as its question is open and was not asked again", async () => {
    const chen = await somebody("陈晨");
    telegram.people.says(chen, chen, "进度");
    await taps(chen, "同意");
    await hears(chen, /申请编号是多少/);
    const link = linkIn(chen);
    telegram.people.says(chen, chen, "重复");
    await expect
      .poll(() => telegram.people.button(chen, OPEN)?.url, SOON)
      .not.toBe(link.replace(service.address, PUBLIC));
    expect((await pageOf(link)).status).toBe(410);
    const next = linkIn(chen);
    expect((await pageOf(next)).status).toBe(200);
    telegram.people.says(chen, chen, "取消");
    await hears(chen, /取消/);
    expect((await pageOf(next)).status).toBe(410);
  });

  test("on Slack too nothing personal is typed, and what is missing is handed in in the direct chat", async () => {
    const lin = onSlack({ slack }, LIN, KITE);
    const direct = slack.people.direct(LIN).id;
    const linkNow = () => {
      const seen = slack.people.sees(LIN, direct).flatMap(buttonsOf);
      return here(seen.findLast(({ text }) => text.text === OPEN)?.url ?? "");
    };
    await lin.saysInGroup("进度");
    await lin.taps("同意");
    await hearsIn(lin, /申请编号是多少[\s\S]*不要打在聊天里/);
    const made = await store.inTransaction((tx) => makeDeskCode(tx, clerk, "PAG-0004"));
    const answers = ["pag-0004", "0042", made.kind === "made" ? made.code : ""];
    for (const [index, words] of answers.entries()) {
      const from = lin.heard().length;
      expect(await (await pageOf(linkNow())).submits(words)).toMatchObject({ status: 200 });
      await hearsIn(lin, [/后四位/, /验证码/, /材料需补正/][index] ?? /never/, from);
    }
    await lin.taps("交材料");
    await hearsIn(lin, /发到这个私聊里/);
    const file = { name: "证明.pdf", mimetype: "application/pdf", bytes: PDF };
    await slack.people.says(LIN, direct, "", { file });
    await hearsIn(lin, /收到了：公司注册证明/);
    const typed = slack.people.sees(LIN, direct).filter(({ user }) => user === LIN);
    expect(typed.map(({ text }) => text).join()).not.toMatch(/0042|PAG|pag/);
    expect(lin.groupHeard().join()).not.toMatch(/PAG|雏鹰|证明/);
  });

  test("the phone for a desk has its page too; the question itself is asked in the chat", async () => {
    const su = await somebody("苏苏");
    telegram.people.says(su, su, "人工");
    await taps(su, "税务");
    await hears(su, /想问|问题/);
    expect(telegram.people.button(su, OPEN)).toBeUndefined();
  });

  test("after half an hour a link can no longer be used, by nobody; asked again, there is a new one", async () => {
    const late = await somebody("阿迟");
    telegram.people.says(late, late, "进度");
    await taps(late, "同意");
    await hears(late, /申请编号是多少/);
    const link = linkIn(late);
    await clock.advance(29 * 60_000);
    const page = await pageOf(link);
    expect(page.status).toBe(200);
    await clock.advance(2 * 60_000);
    expect((await pageOf(link)).status).toBe(410);
    expect((await page.submits("PAG-0003")).status).toBe(410);
    telegram.people.says(late, late, "进度");
    await expect.poll(() => linkIn(late), SOON).not.toBe(link);
    expect((await pageOf(linkIn(late))).status).toBe(200);
  });
});
