import { TelegramServer } from "telegram-test-api/lib/telegramServer.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type App, startApp } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { createLogger } from "../../../src/telemetry/log.ts";
import { freePort } from "../../support/free-port.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { type ForeignFront, startForeignFront } from "./foreign-front.ts";

/**
 * The Bot API as somebody else understood it: what our stand-in and our adapter might both have misread shows
 * here. It knows ten methods, no limits, and no secret of a webhook, so updates are fetched.
 */
const TOKEN = "666:foreign-token";
const [LIN, CLERK] = [11, 12];
const SOON = { timeout: 20_000, interval: 50 };

let foreign: TelegramServer;
let front: ForeignFront;
let database: TestDatabase;
let app: App;

beforeAll(async () => {
  const port = await freePort();
  foreign = new TelegramServer({ host: "127.0.0.1", port, storeTimeout: 600 });
  await foreign.start();
  front = await startForeignFront(`http://127.0.0.1:${port}`);
  database = await testDatabase();
  const read = readConfig({
    PORT: "0",
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 9).toString("base64"),
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: front.apiRoot,
    SEND_RATE: "telegram.chat=20/s",
    STAFF: `telegram:${CLERK}=operator`,
  });
  if ("mistakes" in read) throw new Error(read.mistakes.join());
  app = await startApp({ ...read, log: createLogger({ level: "silent" }) });
});
afterAll(async () => {
  await app.stop();
  await front.stop();
  await foreign.stop();
  await database.drop();
});

const button = z.object({ text: z.string(), callback_data: z.string().optional() });
const sent = z.object({
  messageId: z.int(),
  message: z.object({
    chat_id: z.coerce.number(),
    text: z.string(),
    entities: z.array(z.object({ type: z.string(), offset: z.int(), length: z.int() })).optional(),
    reply_markup: z.object({ inline_keyboard: z.array(z.array(button)) }).optional(),
  }),
});

/** What the bot said in a chat, as the foreign server keeps it. */
function said(chat: number) {
  return foreign.getUpdatesHistory(TOKEN).flatMap((kept) => {
    const { data } = sent.safeParse(kept);
    return data?.message.chat_id === chat ? [data] : [];
  });
}
const words = (chat: number) => said(chat).map(({ message }) => message.text);
const hears = (chat: number, pattern: RegExp) =>
  expect.poll(() => words(chat).join("\n---\n"), SOON).toMatch(pattern);
const personIn = (chat: number) =>
  foreign.getClient(TOKEN, { userId: chat, chatId: chat, firstName: `用户${chat}` });

async function says(chat: number, text: string): Promise<void> {
  const person = personIn(chat);
  if (text.startsWith("/")) await person.sendCommand(person.makeCommand(text));
  else await person.sendMessage(person.makeMessage(text));
}

/** Taps the newest button with that label, once it is there. */
async function taps(chat: number, label: string): Promise<void> {
  const find = () =>
    said(chat)
      .toReversed()
      .flatMap(({ messageId, message }) =>
        (message.reply_markup?.inline_keyboard.flat() ?? []).map((one) => ({ ...one, messageId })),
      )
      .find(({ text }) => text.includes(label));
  await expect.poll(find, SOON).toBeDefined();
  const { callback_data = "", messageId } = find() ?? {};
  const person = personIn(chat);
  const message = { message_id: messageId };
  await person.sendCallback(person.makeCallbackQuery(callback_data, { message }));
}

test("the service is ready with a Bot API it was not written beside", async () => {
  await expect.poll(async () => (await fetch(`${app.address}/readyz`)).status, SOON).toBe(200);
});

test("a policy question in the direct chat is answered with its source and its buttons", async () => {
  await says(LIN, "第二年房租减多少？");
  await hears(LIN, /75%/);
  const [answer] = said(LIN);
  const { text = "", entities = [] } = answer?.message ?? {};
  const source = entities.find(({ type }) => type === "blockquote");
  expect(text.slice(source?.offset, (source?.offset ?? 0) + (source?.length ?? 0))).toContain(
    "来源",
  );
  const labels = answer?.message.reply_markup?.inline_keyboard.flat().map((one) => one.text) ?? [];
  expect(labels.join()).toMatch(/窗口.*👍.*👎/);
});

test("a question goes to the desk and its answer comes back", async () => {
  await says(LIN, "/desk 印花税的发票章丢了怎么办？");
  await taps(LIN, "同意");
  await taps(LIN, "确认提交");
  await hears(LIN, /T-\d+/);
  await hears(CLERK, /印花税的发票章丢了怎么办/);
  await taps(CLERK, "接单并回答");
  await hears(CLERK, /已接单/);
  await says(CLERK, "带营业执照到一楼补办。");
  await taps(CLERK, "确认发送");
  await hears(LIN, /带营业执照到一楼补办/);
  await taps(LIN, "有用");
  await hears(LIN, /这张工单就结束了/);
});

test("the foreign server refused nothing, and was asked for more than a few words", () => {
  expect(front.passed.filter(([, status]) => status !== 200)).toEqual([]);
  const methods = new Set(front.passed.map(([method]) => method));
  expect([...methods]).toEqual(
    expect.arrayContaining(["getMe", "getUpdates", "sendMessage", "answerCallbackQuery"]),
  );
});
