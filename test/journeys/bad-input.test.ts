import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { SAMPLE_UPDATES } from "../../adapters/telegram/samples.ts";
import { GROUP, LIN, startPlatform, startService } from "../adapters/slack/slack-service.ts";
import { signatureOf } from "../stand-ins/slack/sender.ts";
import { startTelegram } from "../stand-ins/telegram/server.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { startTelegramService } from "./telegram-service.ts";

const SOON = { timeout: 20_000, interval: 50 };

/** The real service as a platform's deliveries reach it. */
interface Door {
  readonly url: string;
  /** What shows that a body comes from the platform, now. */
  proof(body: string | Uint8Array): Readonly<Record<string, string>>;
  /** Proofs that are none. */
  readonly forged: Readonly<Record<string, (body: string) => Readonly<Record<string, string>>>>;
  /** A genuine delivery of a question that a person asks. */
  readonly genuine: string;
  /** A genuine one of a kind nobody knows yet. */
  readonly unknown: string;
  stop(): Promise<void>;
}

async function telegramDoor(database: TestDatabase): Promise<Door> {
  const telegram = await startTelegram();
  const service = await startTelegramService({
    databaseUrl: database.url,
    way: "webhook",
    telegram,
  });
  const proof = (secret: string) => ({ "x-telegram-bot-api-secret-token": secret });
  return {
    url: `${service.address}/telegram`,
    proof: () => proof(service.secret),
    forged: {
      unsigned: () => ({}),
      forged: () => proof("f".repeat(32)),
      "half a secret": () => proof(service.secret.slice(1)),
    },
    genuine: JSON.stringify({ ...SAMPLE_UPDATES.direct, update_id: 40_001 }),
    unknown: JSON.stringify({ update_id: 40_002, teleported: { from: { id: 1 } } }),
    async stop() {
      await service.stop();
      await telegram.stop();
    },
  };
}

async function slackDoor(database: TestDatabase): Promise<Door> {
  const slack = await startPlatform();
  const service = await startService(slack, database);
  const seconds = () => Math.floor(Date.now() / 1000);
  const event = (of: object, id: string) =>
    JSON.stringify({ type: "event_callback", team_id: slack.team.id, event_id: id, event: of });
  const asked = {
    type: "app_mention",
    user: LIN,
    text: `<@${slack.team.botUser}> 房租？`,
    ts: "1795747408.000100",
    event_ts: "1795747408.000100",
    channel: GROUP,
  };
  const proof = (body: string | Uint8Array, at = seconds()) =>
    signatureOf(body, slack.signingSecret, at);
  return {
    url: `${service.app.address}/slack/events`,
    proof: (body) => proof(body),
    forged: {
      unsigned: () => ({}),
      forged: (body) => signatureOf(body, "another secret"),
      "signed for another body": (body) => proof(`${body} `),
      stale: (body) => proof(body, seconds() - 301),
      "of the future": (body) => proof(body, seconds() + 302),
    },
    genuine: event(asked, "Ev40001"),
    unknown: event({ type: "teleported", user: LIN }, "Ev40002"),
    async stop() {
      await service.stop();
      await slack.close();
    },
  };
}

describe.each([
  ["telegram", telegramDoor],
  ["slack", slackDoor],
] as const)("what arrives at %s's door", (platform, openDoor) => {
  let database: TestDatabase;
  let door: Door;

  beforeAll(async () => {
    database = await testDatabase();
    door = await openDoor(database);
    const ready = new URL("/readyz", door.url);
    await vi.waitFor(async () => expect((await fetch(ready)).status).toBe(200), SOON);
  });
  afterAll(async () => {
    await door.stop();
    await database.drop();
  });

  async function post(body: string | Uint8Array<ArrayBuffer>, headers: object): Promise<number> {
    const response = await fetch(door.url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });
    await response.arrayBuffer();
    return response.status;
  }

  async function rows(): Promise<readonly number[]> {
    const sql = postgres(database.url, { max: 1 });
    const [found] = await sql`select
      (select count(*)::int from inbound) as inbound, (select count(*)::int from people) as people,
      (select count(*)::int from outbound) as outbound,
      (select count(*)::int from failed_events) as failed`;
    await sql.end();
    return Object.values(found ?? {}).map(Number);
  }

  /** Sends something that leaves the service as it was, and gives its status. */
  async function withoutTrace<Result>(send: () => Promise<Result>): Promise<Result> {
    const before = await rows();
    const status = await send();
    expect(await rows()).toEqual(before);
    expect((await fetch(new URL("/healthz", door.url))).status).toBe(200);
    return status;
  }

  test("unsigned, forged or stale: 401, whatever it holds", async () => {
    for (const [what, headersOf] of Object.entries(door.forged)) {
      for (const body of [door.genuine, "{", door.unknown]) {
        const status = await withoutTrace(() => post(body, headersOf(body)));
        expect([what, status]).toEqual([what, 401]);
      }
    }
  });

  test.each<[string, (genuine: string) => string | Uint8Array<ArrayBuffer>]>([
    ["nothing", () => ""],
    ["truncated", (genuine) => genuine.slice(0, genuine.length / 2)],
    ["no JSON", () => "房租怎么减？"],
    ["a list", (genuine) => `[${genuine}]`],
    ["a number", () => "1"],
    ["nested a hundred thousand deep", () => "[".repeat(100_000)],
    ["noise", () => Uint8Array.from(randomBytes(2_000))],
    ["half a letter", () => Uint8Array.from([0x22, 0xe6, 0x88, 0x22])],
    ["zipped without saying so", (genuine) => Uint8Array.from(gzipSync(genuine))],
  ])("%s, with the platform's own proof: 400", async (_what, bodyOf) => {
    const body = bodyOf(door.genuine);
    expect(await withoutTrace(() => post(body, door.proof(body)))).toBe(400);
  });

  test("ten megabytes: 413, with a length and without", async () => {
    const body = "x".repeat(10_000_000);
    expect(await withoutTrace(() => post(body, door.proof(body)))).toBe(413);
    const streamed = () =>
      fetch(door.url, {
        method: "POST",
        duplex: "half",
        headers: { "content-type": "application/json", ...door.proof(body) },
        body: new ReadableStream({
          start(controller) {
            for (let part = 0; part < 160; part++) controller.enqueue(new Uint8Array(65_536));
            controller.close();
          },
        }),
      }).then(
        ({ status }) => status,
        // The service may close the line before all of it was sent.
        () => "cut off",
      );
    expect([413, "cut off"]).toContain(await withoutTrace(streamed));
  });

  test("a megabyte that would unpack to one gigabyte: 415, and nothing is unpacked", async () => {
    const megabyte = gzipSync(new Uint8Array(1024 * 1024), { level: 9 });
    const bomb = new Uint8Array(Buffer.concat(Array.from({ length: 1024 }, () => megabyte)));
    expect(bomb.length).toBeLessThan(1.1 * 1024 * 1024);
    const before = process.memoryUsage().rss;
    for (const coding of ["gzip", "x-gzip", "deflate", "br", "gzip, identity", "GZIP"]) {
      const headers = { "content-encoding": coding, ...door.proof(bomb) };
      expect(await withoutTrace(() => post(bomb, headers))).toBe(415);
    }
    // Service and test are one process here: all of it together stays far below what was packed.
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  });

  test("of a kind nobody knows yet: acknowledged, counted, and without effect", async () => {
    const counted = async () => {
      const page = await (await fetch(new URL("/metrics", door.url))).text();
      const line = `juchang_events_total{platform="${platform}",kind="unknown",receipt="ignored"} `;
      return Number(
        page
          .split("\n")
          .find((each) => each.startsWith(line))
          ?.slice(line.length) ?? 0,
      );
    };
    const before = await counted();
    const status = await withoutTrace(() => post(door.unknown, door.proof(door.unknown)));
    expect([status, (await counted()) - before]).toEqual([200, 1]);
  });

  test("genuine: taken once; the same again: 200 without effect", async () => {
    const [inboundBefore = 0] = await rows();
    expect(await post(door.genuine, door.proof(door.genuine))).toBe(200);
    await expect.poll(async () => (await rows())[2], SOON).toBeGreaterThan(0);
    const [inbound = 0] = await rows();
    expect(inbound).toBe(inboundBefore + 1);
    for (const more of [{}, { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" }]) {
      const repeat = () => post(door.genuine, { ...door.proof(door.genuine), ...more });
      expect(await withoutTrace(repeat)).toBe(200);
    }
  });
});
