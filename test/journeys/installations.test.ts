import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { SAMPLE_UPDATES } from "../../adapters/telegram/samples.ts";
import { readConfig } from "../../src/config.ts";
import { installedTokens, webhookPathOf, webhookSecretOf } from "../../src/installed-bots.ts";
import { platformFindings } from "../../src/platform-findings.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { type Front, startFront } from "../stand-ins/telegram/front.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { startTelegramService, type TelegramService } from "./telegram-service.ts";

const SOON = { timeout: 20_000, interval: 50 };
const SECOND = {
  id: 700_002,
  is_bot: true,
  first_name: "聚场助手二号",
  username: "juchang_second_bot",
} as const;

let database: TestDatabase;
let first: TelegramStandIn;
let second: TelegramStandIn;
let front: Front;
let service: TelegramService;
let store: Store;
/** Our id of the bot that was added. */
let added: string;

beforeAll(async () => {
  database = await testDatabase();
  [first, second] = await Promise.all([startTelegram(), startTelegram({ bot: SECOND })]);
  front = await startFront([first, second]);
  service = await startTelegramService({
    databaseUrl: database.url,
    way: "webhook",
    telegram: first,
    apiRoot: front.apiRoot,
  });
  const { environment } = service;
  const masterKeys = parseMasterKeys(environment["ENCRYPTION_KEY"] ?? "");
  store = await openStore({ url: database.url, masterKeys });
});
afterAll(async () => {
  await service.stop();
  await store.close();
  await Promise.all([first.stop(), second.stop(), front.stop()]);
  await database.drop();
});

const said = ({ people }: TelegramStandIn, chat: number) =>
  people.botSaid(chat).map(({ text }) => text);
const readiness = async () => {
  const response = await fetch(`${service.address}/readyz`);
  return { status: response.status, text: await response.text() };
};
const post = (path: string, secret: string, body: unknown) =>
  fetch(`${service.address}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
  });
async function rows() {
  const sql = postgres(database.url, { max: 1 });
  const [found] = await sql`select count(*)::int as count from inbound`;
  await sql.end();
  return Number(found?.["count"]);
}

test("a second bot is added at the command line, and both answer people of their own", async () => {
  const { code, stdout, stderr } = await runCli(
    ["installation", "add", "telegram", "--token-env", "SECOND_TOKEN"],
    { ...service.environment, SECOND_TOKEN: second.token },
  );
  expect([code, stderr, stdout]).toEqual([0, "", expect.stringContaining("telegram:700002")]);
  expect(stdout).not.toContain("stand-in_token");
  [added = ""] = (await store.installations.withTokens("telegram")).map(
    ({ installation }) => installation,
  );
  await service.restart();
  await vi.waitFor(async () => expect((await readiness()).status).toBe(200), SOON);

  // The same ids on both: of people, of chats, of messages and of updates.
  const [lin, other] = [first.people.user("林小满"), second.people.user("Blue Kite", "en")];
  expect(lin).toBe(other);
  first.people.says(lin, lin, "第二年房租减多少？");
  second.people.says(other, other, "How much is the rent reduced in the second year?");
  await expect.poll(() => said(first, lin).join("\n"), SOON).toMatch(/第二年.*75%/s);
  await expect.poll(() => said(second, other).join("\n"), SOON).toMatch(/second year.*75%/is);
  expect([said(first, lin).length, said(second, other).length]).toEqual([1, 1]);
});

test("another installation's updates are refused, and leave no row", async () => {
  const environmentSecret = service.secret;
  const addedSecret = webhookSecretOf(environmentSecret, added) ?? "";
  const before = await rows();
  const update = { ...SAMPLE_UPDATES.direct, update_id: 991 };
  expect((await post("/telegram", addedSecret, update)).status).toBe(401);
  expect((await post(webhookPathOf(added), environmentSecret, update)).status).toBe(401);
  expect((await post("/telegram/nobodys", environmentSecret, update)).status).toBe(404);
  expect(await rows()).toBe(before);
  // With its own secret the same update is taken: it was the secret that was refused.
  expect((await post(webhookPathOf(added), addedSecret, update)).status).toBe(200);
  expect(await rows()).toBe(before + 1);
});

test("a revoked token is told by readiness and doctor, while the other bot goes on", async () => {
  second.world.revoked = true;
  await service.restart();
  await expect.poll(async () => (await readiness()).text, SOON).toContain("telegram:700002");
  const { status, text } = await readiness();
  expect([status, JSON.parse(text).checks]).toEqual([
    503,
    expect.objectContaining({
      telegram: "ok",
      "telegram:700002": expect.stringMatching(/refuses the token.*installation add telegram/),
    }),
  ]);
  const read = readConfig(service.environment);
  if ("mistakes" in read) throw new Error(read.mistakes.join());
  const installed = await installedTokens(store.installations);
  const findings = await platformFindings(read.config, read.secrets, installed);
  const ofSecond = findings.filter(({ found }) => found.startsWith("telegram:700002"));
  expect(ofSecond).toEqual([
    expect.objectContaining({
      level: "problem",
      todo: expect.stringContaining("installation add telegram"),
    }),
  ]);
  const lin = first.people.user("木木");
  first.people.says(lin, lin, "第二年房租减多少？");
  await expect.poll(() => said(first, lin).join("\n"), SOON).toMatch(/75%/);
  second.world.revoked = false;
});

test("a bot whose token is taken away is closed at the next start", async () => {
  const removed = await runCli(["installation", "remove", "telegram:700002"], service.environment);
  expect([removed.code, removed.stderr]).toEqual([0, ""]);
  await service.restart();
  await vi.waitFor(async () => expect((await readiness()).status).toBe(200), SOON);
  expect((await readiness()).text).not.toContain("700002");
  expect((await post(webhookPathOf(added), "any", SAMPLE_UPDATES.direct)).status).toBe(404);
});
