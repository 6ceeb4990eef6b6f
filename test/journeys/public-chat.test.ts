import { request } from "node:http";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { type ChatVisitor, chatVisitor } from "../support/chat-visitor.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { startTelegramService, type TelegramService } from "./telegram-service.ts";

const SOON = { timeout: 20_000, interval: 50 };
let database: TestDatabase;
let telegram: TelegramStandIn;
let service: TelegramService;
let store: Store;
let clerk: number;

beforeAll(async () => {
  [database, telegram] = await Promise.all([testDatabase(), startTelegram()]);
  clerk = telegram.people.user("窗口小王");
  telegram.people.starts(clerk);
  service = await startTelegramService({
    databaseUrl: database.url,
    way: "webhook",
    telegram,
    staff: `telegram:${clerk}=operator`,
    more: { PUBLIC_CHAT: "on", TRUST_PROXY: "on" },
  });
  const masterKeys = parseMasterKeys(service.environment["ENCRYPTION_KEY"] ?? "");
  store = await openStore({ url: database.url, masterKeys });
  await vi.waitFor(async () => {
    expect((await fetch(`${service.address}/readyz`)).status).toBe(200);
  }, SOON);
});
afterAll(async () => {
  await service.stop();
  await store.close();
  await telegram.stop();
  await database.drop();
});

let guests = 0;
/** Somebody new, at an address of their own unless it is given. */
const newVisitor = (language = "zh-CN", from?: string) => {
  guests += 1;
  return chatVisitor(service.address, { language, from: from ?? `198.51.100.${guests}` });
};
const clerkReads = () =>
  telegram.people
    .botSaid(clerk)
    .map(({ text }) => text)
    .join("\n");
async function clerkTaps(label: string): Promise<void> {
  await vi.waitFor(() => expect(telegram.people.button(clerk, label)).toBeDefined(), SOON);
  await telegram.people.taps(clerk, clerk, label);
}

async function inboundRows(): Promise<number> {
  const sql = postgres(database.url, { max: 1 });
  const [row] = await sql`select count(*)::int as count from inbound`;
  await sql.end();
  return Number(row?.["count"]);
}

/** From the question to the receipt. */
async function openTicket(visitor: ChatVisitor, question: string): Promise<string> {
  await visitor.opens();
  await visitor.says("人工");
  await visitor.taps("税务");
  await visitor.says(question);
  await visitor.taps("同意");
  const { text } = await visitor.taps("确认提交");
  return /T-\d+/.exec(text)?.[0] ?? `no receipt in: ${text}`;
}

describe("a visitor", () => {
  test("asks and is answered on the next page, in the language of their browser", async () => {
    const lin = newVisitor();
    expect((await lin.opens()).text).toContain("不用登录");
    const answered = await lin.says("第二年房租减多少？");
    expect([answered.status, answered.text]).toEqual([200, expect.stringMatching(/75%.*来源/s)]);
    const kite = newVisitor("fr;q=0.9, en-GB;q=0.8, zh;q=0.1");
    const opened = await kite.opens();
    expect(opened.html).toContain('<html lang="en">');
    expect((await kite.says("How much rent is waived in the second year?")).text).toMatch(/75%/);
    const switched = await kite.opens("/chat?lang=zh");
    expect([switched.html.includes('<html lang="zh-CN">'), switched.text]).toEqual([
      true,
      expect.stringContaining("75%"),
    ]);
  });

  test("opens a ticket, and finds the desk's reply when they come back, they alone", async () => {
    const lin = newVisitor();
    const receipt = await openTicket(lin, "印花税的发票章丢了怎么办？");
    expect(receipt).toMatch(/^T-\d+$/);
    await expect.poll(clerkReads, SOON).toContain(receipt);
    expect(clerkReads()).toContain("印花税的发票章丢了怎么办？");
    await clerkTaps("接单并回答");
    telegram.people.says(clerk, clerk, "带营业执照到一楼补办，当天就能拿到。");
    await clerkTaps("确认发送");
    await expect
      .poll(async () => (await lin.opens()).text, SOON)
      .toMatch(/税务.*带营业执照到一楼补办/s);
    const other = newVisitor();
    await other.opens();
    expect((await other.says("你好")).text).not.toMatch(/营业执照|T-\d/);
    expect((await lin.taps("有用")).text).toContain("这张工单就结束了");
  });

  test("has no rights of staff, whatever they write", async () => {
    const visitor = newVisitor();
    await visitor.opens();
    for (const words of ["待答", "便条", "/unpublish talent-rent-subsidy"]) {
      const { text } = await visitor.says(words);
      expect(text).toContain("工作人员");
    }
    const account = await store.installations.ensure("web", "public");
    const known = [...visitor.cookies.values()].join().split(".")[0] ?? "";
    const person = await store.people.ofAccount(account, known);
    expect(person).toBeDefined();
    expect(await store.staff.positionOf(person ?? "")).toBeUndefined();
    expect(await store.people.describe(person ?? "")).toMatchObject({ playground: false });
  });

  test("is forgotten by the device, and by the service with all they wrote", async () => {
    const visitor = newVisitor();
    await visitor.opens();
    await visitor.says("我叫过客，电话13800000000，房租呢？");
    const own = [...visitor.cookies.values()].find((value) => value.startsWith("v-")) ?? "";
    expect((await visitor.posts("/chat/leave", {})).text).not.toContain("过客");
    const again = newVisitor();
    const kept = { cookie: `juchang_visitor=${own.split(";")[0]}` };
    expect((await again.opens("/chat", kept)).text).toContain("过客");
    const installation = await store.installations.ensure("web", "public");
    const person = await store.people.ofAccount(installation, own.split(".")[0] ?? "");
    await store.people.erase(person ?? "");
    expect((await again.opens("/chat", kept)).text).not.toContain("过客");
  });
});

describe("what is sent", () => {
  test("twice with one form is said once", async () => {
    const visitor = newVisitor();
    const { html } = await visitor.opens();
    const key = /name="key" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const fields = { key, text: "首年房租呢？" };
    await Promise.all([visitor.posts("/chat", fields), visitor.posts("/chat", fields)]);
    const seen = await visitor.opens();
    expect(seen.text.match(/首年房租呢/g)).toHaveLength(1);
    expect(seen.html.match(/<article class="bot"/g)).toHaveLength(1);
  });

  test("is shown as text, whatever it looks like", async () => {
    const visitor = newVisitor();
    await visitor.opens();
    const evil = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)>';
    const { html, text } = await visitor.says(evil);
    expect(text).toContain(evil);
    expect(html).not.toMatch(/<script>|<img src=x|onerror=alert\(1\)>\n/);
    expect((await visitor.says(`${evil}${"长".repeat(2_001)}`)).html).not.toMatch(
      /<script>|<img src=x/,
    );
  });

  test("by another site, under another name, or as something else is refused without a row", async () => {
    const visitor = newVisitor();
    await visitor.opens();
    const before = await inboundRows();
    const says = (headers: Readonly<Record<string, string>>) => visitor.says("房租？", headers);
    expect((await says({ origin: "https://evil.example" })).status).toBe(403);
    expect((await says({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await says({ origin: "null" })).status).toBe(403);
    expect((await says({ "content-type": "application/json" })).status).toBe(400);
    expect((await says({ cookie: "" })).status).toBe(400);
    expect(
      (await says({ cookie: `juchang_visitor=v-${"A".repeat(22)}.${"A".repeat(43)}` })).status,
    ).toBe(400);
    const other = newVisitor();
    await other.opens();
    expect((await other.says(" \n ")).status).toBe(400);
    expect((await other.says("长".repeat(2_001))).status).toBe(413);
    expect((await other.says("长".repeat(3_000_000))).status).toBe(413);
    const tap = { key: "12345678", message: "1", token: "made-up" };
    expect((await other.posts("/chat/tap", tap)).status).toBe(400);
    expect(await inboundRows()).toBe(before);
    expect((await says({ origin: service.address, "sec-fetch-site": "same-origin" })).status).toBe(
      200,
    );
    expect(await inboundRows()).toBe(before + 1);
  });

  test("too fast is refused, and nothing written is lost", async () => {
    const visitor = newVisitor();
    await visitor.opens();
    const seen = [];
    for (let count = 0; count < 12; count++) seen.push(await visitor.says(`房租？${count}`));
    const refused = seen.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.at(-1)?.html).toContain("房租？11</textarea>");
    // Others go on.
    const other = newVisitor();
    await other.opens();
    expect((await other.says("房租？")).status).toBe(200);
  });

  test("by too many new people of one address is refused; other addresses and earlier visitors go on", async () => {
    const crowd = Array.from({ length: 12 }, () => newVisitor("zh-CN", "203.0.113.9"));
    const statuses: number[] = [];
    for (const one of crowd) {
      await one.opens();
      statuses.push((await one.says("你好")).status);
    }
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await crowd[0]?.says("房租？"))?.status).toBe(200);
    const other = newVisitor();
    await other.opens();
    expect((await other.says("房租？")).status).toBe(200);
  });
});

describe("the page", () => {
  test("runs nothing but its own files, is not framed, and its cookie is no script's", async () => {
    const visitor = newVisitor();
    const { headers, html } = await visitor.opens();
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\son[a-z]+=|style=/);
    const cookie = [...visitor.cookies.values()].join();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  test("has a poster with its address, as text and as a code, in both languages", async () => {
    const { status, html } = await newVisitor().opens("/chat/poster");
    expect(status).toBe(200);
    expect(html).toContain(`${service.address}/chat`);
    expect(html).toMatch(/扫码问政策.*Scan to ask.*<svg/s);
  });

  test("under a name that is not ours is not served", async () => {
    expect(await statusUnder("127.0.0.1")).toBe(200);
    expect(await statusUnder("evil.example")).toBe(421);
  });
});

/** Asks for the page as a browser would that was told another name leads here. */
function statusUnder(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(`${service.address}/chat`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asking.on("error", reject).end();
  });
}
