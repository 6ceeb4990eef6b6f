import { Server } from "node:net";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { createSlack } from "../../../adapters/slack/index.ts";
import { sampleIntents } from "../../../adapters/slack/samples.ts";
import { startApp } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { signatureOf } from "../../stand-ins/slack/sender.ts";
import { freePort } from "../../support/free-port.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { keptLog } from "../../telemetry/written.ts";
import { outgoing, tokenOf } from "./adapter-on.ts";

/**
 * Slack's Web API as somebody else understood it: what our stand-in and our adapter might both have
 * misread shows here. It knows no limits and sends no events.
 */
const TOKEN = "xoxb-foreign-test";
const SECRET = "a-signing-secret";

let slack: Emulator;
let database: TestDatabase;
let channel: string;
let person: string;
let bot: { readonly team_id: string; readonly user_id: string };

beforeAll(async () => {
  database = await testDatabase();
  const everywhere = Server.prototype.listen;
  // It would listen on every address of the machine.
  const onLoopback = vi.spyOn(Server.prototype, "listen").mockImplementation(function listen(
    this: Server,
    port: unknown,
  ) {
    return Reflect.apply(everywhere, this, [{ port, host: "127.0.0.1" }]);
  });
  slack = await createEmulator({
    service: "slack",
    port: await freePort(),
    seed: {
      slack: {
        team: { name: "V", domain: "v" },
        users: [
          { name: "juchang", real_name: "聚场助手" },
          { name: "lin", real_name: "林小满" },
        ],
        channels: [{ name: "creators" }],
        tokens: [{ token: TOKEN, user: "juchang" }],
        strict_scopes: false,
      },
    },
  });
  onLoopback.mockRestore();
  // It says that it is there before it listens.
  const known = await vi.waitFor(() => call("auth.test"), { timeout: 20_000, interval: 50 });
  bot = z.object({ team_id: z.string(), user_id: z.string() }).parse(known);
  const { channels } = z
    .object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) })
    .parse(await call("conversations.list"));
  channel = channels.find(({ name }) => name === "creators")?.id ?? "";
  const { members } = z
    .object({ members: z.array(z.object({ id: z.string(), name: z.string() })) })
    .parse(await call("users.list"));
  person = members.find(({ name }) => name === "lin")?.id ?? "";
});

afterAll(async () => {
  await slack.close();
  await database.drop();
});

async function call(method: string, args: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const response = await fetch(`${slack.url}/api/${method}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${TOKEN}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams(args),
  });
  return response.json();
}

const messages = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      text: z.string(),
      thread_ts: z.string().optional(),
      blocks: z.unknown().optional(),
    }),
  ),
});
const history = async (of: string) =>
  messages.parse(await call("conversations.history", { channel: of })).messages;

test("a mention is answered with its source, in the thread of the question", async () => {
  const asked = z
    .object({ ts: z.string() })
    .parse(await call("chat.postMessage", { channel, text: "第二年房租打几折？" }));
  const read = readConfig({
    PORT: "0",
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    SLACK_API_URL: `${slack.url}/api`,
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_SIGNING_SECRET: SECRET,
  });
  if ("mistakes" in read) throw new Error(read.mistakes.join());
  const app = await startApp({ ...read, log: keptLog().log });
  const { ts } = asked;
  const body = JSON.stringify({
    type: "event_callback",
    team_id: bot.team_id,
    event_id: "EvForeign",
    event: {
      type: "app_mention",
      user: person,
      text: `<@${bot.user_id}> 第二年房租打几折？`,
      ts,
      channel,
      event_ts: ts,
    },
  });
  const response = await fetch(`${app.address}/slack/events`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...signatureOf(body, SECRET) },
  });
  expect(response.status).toBe(200);
  const replies = async () =>
    messages.parse(await call("conversations.replies", { channel, ts })).messages.slice(1);
  await expect.poll(async () => (await replies()).length, { timeout: 20_000 }).toBeGreaterThan(0);
  const found = await replies();
  await app.stop();
  expect(found).toHaveLength(1);
  expect(found[0]?.thread_ts).toBe(ts);
  expect(JSON.stringify(found[0]?.blocks)).toMatch(/75%.*来源/s);
});

test("every intent is posted, edited in place, hinted and opened as the adapter does it", async () => {
  const { adapters } = createSlack({
    installations: [{ installation: "slack0", teamId: bot.team_id, token: TOKEN }],
    signingSecret: SECRET,
    appToken: undefined,
    apiUrl: `${slack.url}/api`,
    fetch,
    publicUrl: undefined,
    tokenOf,
    commands: new Set(),
    log: keptLog().log,
  });
  const [adapter] = adapters;
  if (!adapter) throw new Error("There is no workspace");
  const direct = await adapter.directSpace(person);
  expect(direct).toMatch(/^D/);
  const space = { platformId: direct ?? "", kind: "direct" } as const;
  for (const intent of Object.values(sampleIntents("zh-CN"))) {
    expect(await adapter.send(outgoing({ space, intent }))).toMatchObject({ kind: "sent" });
  }
  const { card } = sampleIntents("zh-CN");
  const sent = await adapter.send(outgoing({ space, intent: card }));
  const edits = sent.kind === "sent" ? sent.messageId : "";
  expect(
    await adapter.send(outgoing({ space, intent: { ...card, text: "窗口已答复。" }, edits })),
  ).toEqual(sent);
  const kept = await history(space.platformId);
  expect(kept).toHaveLength(7);
  expect(JSON.stringify(kept.find(({ ts }) => ts === edits))).toContain("窗口已答复。");
  const group = { platformId: channel, kind: "group" } as const;
  expect(await adapter.send(outgoing({ space: group, onlyFor: person }))).toMatchObject({
    kind: "sent",
  });
  const nowhere = { platformId: "C0NOWHERE", kind: "group" } as const;
  expect(await adapter.send(outgoing({ space: nowhere }))).toMatchObject({ kind: "unreachable" });
  expect(await adapter.directSpace("U0NOBODY")).toBeUndefined();
});
