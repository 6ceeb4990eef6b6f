import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SAMPLE_UPDATES } from "../../adapters/telegram/samples.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { startTelegramService, type TelegramService } from "./telegram-service.ts";

const SOON = { timeout: 20_000, interval: 50 };

describe.each(["webhook", "polling"] as const)("through %s", (way) => {
  let database: TestDatabase;
  let telegram: TelegramStandIn;
  let service: TelegramService;
  let clerk: number;

  beforeAll(async () => {
    database = await testDatabase();
    telegram = await startTelegram();
    clerk = telegram.people.user("窗口小王");
    telegram.people.starts(clerk);
    service = await startTelegramService({
      databaseUrl: database.url,
      way,
      telegram,
      staff: `telegram:${clerk}=operator`,
    });
    await vi.waitFor(async () => expect(await readiness(service)).toBe(200), SOON);
  });
  afterAll(async () => {
    expect(telegram.refusals()).toEqual([]);
    await service.stop();
    await telegram.stop();
    await database.drop();
  });

  const said = (chat: number) => telegram.people.botSaid(chat).map(({ text }) => text);
  const hears = (chat: number, words: string | RegExp) =>
    expect.poll(() => said(chat).join("\n---\n"), SOON).toMatch(words);
  const newGroup = () => {
    const lin = telegram.people.user("林小满");
    const zhou = telegram.people.user("周周");
    const group = telegram.people.group("V聚场创作者群", [lin, zhou], "supergroup");
    telegram.people.adds(lin, group);
    return { lin, zhou, group };
  };

  test("a question in a group gets a cited reply, under the question", async () => {
    const { lin, group } = newGroup();
    await hears(group, /我是聚场助手/);
    const asked = telegram.people.says(lin, group, "/ask 第二年房租减多少？");
    await hears(group, /75%/);
    const answer = telegram.people.botSaid(group).at(-1);
    expect(answer?.replyTo).toBe(asked);
    expect(answer?.entities.some(({ type }) => type === "blockquote")).toBe(true);
    telegram.people.says(lin, group, "晚上吃什么");
    telegram.people.says(lin, group, "第三年呢？", { replyTo: answer?.id ?? 0 });
    await expect.poll(() => said(group).length, SOON).toBe(3);
  });

  /** Goes on from the desk's question to the receipt, by words and taps. */
  async function finishTicket(person: number): Promise<string> {
    await hears(person, /想问哪个窗口/);
    await telegram.people.taps(person, person, "税务");
    await hears(person, /写清楚/);
    telegram.people.says(person, person, "印花税的发票章丢了怎么办？");
    for (const label of ["同意", "确认"]) {
      await vi.waitFor(() => expect(telegram.people.button(person, label)).toBeDefined(), SOON);
      await telegram.people.taps(person, person, label);
    }
    await hears(person, /T-\d+/);
    return /T-\d+/.exec(said(person).join())?.[0] ?? "";
  }

  test("a ticket begun in a group goes on in the direct chat", async () => {
    const { lin, group } = newGroup();
    telegram.people.starts(lin);
    telegram.people.says(lin, group, "/desk");
    await hears(group, /私信/);
    const receipt = await finishTicket(lin);
    await hears(clerk, receipt);
    expect(said(group).join()).not.toMatch(/印花税|T-\d|林小满/);
  });

  test("a ticket of somebody who never started the bot begins behind a link that is theirs alone", async () => {
    const { zhou, lin, group } = newGroup();
    telegram.people.says(zhou, group, "/desk");
    await hears(group, /私信/);
    expect(said(zhou)).toEqual([]);
    const link = telegram.people.button(group, "去私聊")?.url ?? "";
    telegram.people.opens(lin, link);
    await hears(lin, /不是给你|别人/);
    expect(said(lin).join()).not.toMatch(/周周|窗口什么/);
    telegram.people.opens(zhou, link);
    const receipt = await finishTicket(zhou);
    await hears(clerk, receipt);
    expect(said(group).join()).not.toMatch(/印花税|T-\d|周周/);
  });

  test("a tap on the desk's button in a group opens the direct chat", async () => {
    const { zhou, group } = newGroup();
    telegram.people.says(zhou, group, "/ask 第五年房租怎么算？");
    await vi.waitFor(() => expect(telegram.people.botSaid(group).length).toBe(2), SOON);
    const label = telegram.people.botSaid(group)[1]?.keyboard.flat()[0]?.text ?? "";
    const { url } = await telegram.people.taps(zhou, group, label);
    telegram.people.opens(zhou, url ?? "");
    await hears(zhou, /窗口|确认|同意/);
    expect(said(group)).toHaveLength(2);
  });

  test("everything delivered twice takes effect once", async () => {
    const { lin, group } = newGroup();
    await hears(group, /我是聚场助手/);
    telegram.updates.manner = { retryMs: 40, times: 2 };
    telegram.people.says(lin, group, "/ask 第二年房租减多少？");
    await hears(group, /75%/);
    telegram.people.says(lin, group, "/ask 雏鹰计划怎么还款？");
    await vi.waitFor(() => expect(said(group).length).toBe(3), SOON);
    telegram.updates.manner = { retryMs: 40, times: 1 };
    expect(said(group)).toHaveLength(3);
  });

  test("a restart in the middle of a dialogue loses nothing", async () => {
    const lin = telegram.people.user("林小满");
    telegram.people.starts(lin);
    await hears(lin, /聚场助手/);
    telegram.people.says(lin, lin, "/desk 印花税的发票章丢了怎么办？");
    await hears(lin, /哪个窗口/);
    const stopping = service.restart();
    telegram.people.says(lin, lin, "税务");
    await stopping;
    await hears(lin, /同意/);
    const questions = said(lin).filter((text) => text.includes("哪个窗口"));
    expect(questions.length).toBeLessThanOrEqual(2);
  });

  test("an upgraded group keeps its talk, whichever way the bot hears of it", async () => {
    const { lin, zhou } = newGroup();
    for (const announced of [true, false]) {
      const group = telegram.people.group("老群", [lin, zhou]);
      telegram.people.adds(lin, group);
      await hears(group, /我是聚场助手/);
      const next = telegram.people.upgrades(group, announced);
      telegram.people.says(lin, next, "/ask 第二年房租减多少？");
      await hears(next, /75%/);
    }
  });

  if (way === "webhook") {
    test("a forged request is refused and leaves no row", async () => {
      const rows = () => countInbound(database.url);
      const before = await rows();
      const { message } = SAMPLE_UPDATES.direct;
      const chat = { id: clerk, type: "private" };
      const from = { ...message.from, id: clerk };
      const update = JSON.stringify({ update_id: 77_777, message: { ...message, chat, from } });
      const post = (secret: string, body = update) =>
        fetch(`${service.address}/telegram`, {
          method: "POST",
          body,
          headers: {
            "content-type": "application/json",
            "x-telegram-bot-api-secret-token": secret,
          },
        });
      expect((await post("forged")).status).toBe(401);
      expect((await post("forged", "x".repeat(2 * 1024 * 1024))).status).toBe(413);
      expect((await post(service.secret, "{")).status).toBe(400);
      expect(await rows()).toBe(before);
      expect((await post(service.secret)).status).toBe(200);
      expect(await rows()).toBe(before + 1);
      expect((await post(service.secret)).status).toBe(200);
      expect(await rows()).toBe(before + 1);
    });
  }
});

async function readiness(service: TelegramService): Promise<number> {
  return (await fetch(`${service.address}/readyz`)).status;
}

async function countInbound(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from inbound`;
    return row?.count ?? 0;
  } finally {
    await sql.end();
  }
}
