import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buttonsOf } from "../../stand-ins/slack/people.ts";
import { signatureOf } from "../../stand-ins/slack/sender.ts";
import type { SlackStandIn } from "../../stand-ins/slack/server.ts";
import { addChannel } from "../../stand-ins/slack/world.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { rowCount } from "./rows.ts";
import {
  DESK,
  GROUP,
  heard,
  hears,
  KITE,
  LIN,
  type Service,
  startPlatform,
  startService,
  until,
} from "./slack-service.ts";

let database: TestDatabase;
let slack: SlackStandIn;
let service: Service;

beforeAll(async () => {
  database = await testDatabase();
  slack = await startPlatform();
  service = await startService(slack, database);
});

afterAll(async () => {
  await service.stop();
  await slack.close();
  await database.drop();
});

const botIn = (user: string, channel: string) =>
  slack.people.sees(user, channel).filter((message) => message.user === slack.team.botUser);

describe("a creator in a channel", () => {
  test("gets a cited answer in the thread of the question, once, though it came as two events", async () => {
    const { ts, delivered } = await slack.people.says(LIN, GROUP, "@bot 第二年房租打几折？");
    // A busy machine may answer the first of them too late; then it comes again.
    expect(delivered.map(({ tries }) => tries.at(-1))).toEqual([200, 200]);
    expect(await hears(slack, KITE, GROUP, /75%/)).toContain("来源");
    expect(botIn(KITE, GROUP).map(({ thread }) => thread)).toEqual([ts]);
  });

  test("is answered in English when asking in English", async () => {
    await slack.people.says(KITE, GROUP, "@bot How much is the rent in the second year?");
    expect(await hears(slack, LIN, GROUP, /75%[^第]*Source/s)).not.toMatch(/来源/);
  });

  test("is left alone when talking with others", async () => {
    const before = botIn(LIN, GROUP).length;
    await slack.people.says(LIN, GROUP, "中午一起吃饭吗？");
    await slack.people.says(KITE, GROUP, "好啊 <!channel>");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(botIn(LIN, GROUP)).toHaveLength(before);
  });

  test("the same message four times at once, under four event ids: one answer", async () => {
    const before = botIn(LIN, GROUP).length;
    const { ts } = await slack.people.says(LIN, GROUP, "@bot 第三年房租打几折？", { again: 3 });
    await until("the answer", () => botIn(LIN, GROUP).find(({ thread }) => thread === ts));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(botIn(LIN, GROUP)).toHaveLength(before + 1);
  });

  test("hands a question to a desk: a hint only they see, then everything in the direct chat", async () => {
    const direct = slack.people.direct(LIN).id;
    await slack.people.says(LIN, GROUP, "@bot 人工");
    await hears(slack, LIN, direct, /想问哪个窗口/);
    await hears(slack, LIN, GROUP, /私信/);
    expect(heard(slack, KITE, GROUP).join()).not.toContain("私信");
    await slack.people.taps(LIN, direct, "投促");
    await hears(slack, LIN, direct, /一两句|什么问题|想问/);
    await slack.people.says(LIN, direct, "第四年房租怎么算？");
    await until("consent", () =>
      botIn(LIN, direct).some((one) => labels(one).some((label) => label.includes("同意"))),
    );
    await slack.people.taps(LIN, direct, "同意");
    await until("the review", () =>
      botIn(LIN, direct).some((one) => labels(one).some((label) => label.startsWith("确认"))),
    );
    await slack.people.taps(LIN, direct, "确认");
    const opened = await hears(slack, LIN, direct, /T-\d+/);
    expect(opened).toContain("投促");
    // The operator named in STAFF is told, in their own direct chat.
    await hears(slack, DESK, slack.people.direct(DESK).id, /T-\d+/);
    expect(heard(slack, KITE, GROUP).join()).not.toContain("第四年");
  });

  test("taps in the channel, and answers a typed question in a form right there", async () => {
    const direct = slack.people.direct(KITE).id;
    await slack.people.says(KITE, GROUP, "@bot desk");
    await hears(slack, KITE, direct, /Which desk|desk/i);
    await until("the hint", () =>
      botIn(KITE, GROUP).some((one) => labels(one).includes("Open direct chat")),
    );
    await slack.people.taps(KITE, direct, "Tax");
    await hears(slack, KITE, direct, /write your question/i);
    await slack.people.taps(KITE, GROUP, "Open direct chat");
    await until("a form", () => slack.world.views.find(({ user }) => user === KITE));
    const { tries, answer } = await slack.people.submits(KITE, "Is a studio of one person taxed?");
    expect([tries, answer]).toEqual([[200], undefined]);
    await hears(slack, KITE, direct, /Do you agree/);
    expect(heard(slack, LIN, GROUP).join()).not.toContain("studio of one person");
    await slack.people.says(KITE, direct, "cancel");
  });

  test("uses the slash command, and a file alone gets a polite sentence", async () => {
    const direct = slack.people.direct(KITE).id;
    expect((await slack.people.types(KITE, direct, "help")).tries).toEqual([200]);
    await hears(slack, KITE, direct, /“\/juchang desk”/);
    await slack.people.says(KITE, direct, "", { file: "contract.pdf" });
    await hears(slack, KITE, direct, /only read text/);
  });
});

test("the bot says in one line what it can do when it joins", async () => {
  addChannel(slack.team, "C0NEW", "channel", [LIN]);
  await slack.people.invitesBot("C0NEW");
  expect(await hears(slack, LIN, "C0NEW", /./s)).toMatch(/政策/);
  expect(botIn(LIN, "C0NEW")).toHaveLength(1);
});

describe("requests that Slack did not make", () => {
  test.each([
    ["forged", () => signatureOf("{}", "another secret")],
    [
      "stale",
      (secret: string, body: string) =>
        signatureOf(body, secret, Math.floor(Date.now() / 1000) - 301),
    ],
  ])("%s: 401 and no row", async (_what, headersOf) => {
    const genuine = slack.deliveries.find(({ type }) => type === "events_api");
    const body = JSON.stringify({ ...genuine?.payload, event_id: "EvForged" });
    const before = await rowCount(database, "inbound");
    const response = await fetch(`${service.app.address}/slack/events`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headersOf(slack.signingSecret, body) },
    });
    expect(response.status).toBe(401);
    expect(await rowCount(database, "inbound")).toBe(before);
  });

  test("a genuine one repeated within the window: 200 and no effect", async () => {
    const genuine = slack.deliveries.find(({ type }) => type === "events_api");
    const body = JSON.stringify(genuine?.payload);
    const [rows, said] = [await rowCount(database, "inbound"), botIn(LIN, GROUP).length];
    const response = await fetch(`${service.app.address}/slack/events`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-slack-retry-num": "1",
        ...signatureOf(body, slack.signingSecret),
      },
    });
    expect([response.status, await rowCount(database, "inbound")]).toEqual([200, rows]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(botIn(LIN, GROUP)).toHaveLength(said);
  });
});

test("a channel told to wait for twenty minutes delays no other", async () => {
  slack.faults.push({
    method: "chat.postMessage",
    channel: GROUP,
    times: 1,
    status: 429,
    retryAfter: 1_200,
  });
  const faults = slack.faults.length;
  await slack.people.says(LIN, GROUP, "@bot 第二年房租打几折？");
  await until("the limit", () => slack.faults[faults - 1]?.times === 0);
  const direct = slack.people.direct(KITE).id;
  const before = botIn(KITE, direct).length;
  await slack.people.says(KITE, direct, "How much is the rent in the third year?");
  await until("an answer", () => botIn(KITE, direct).length > before, 5_000);
});

test("nothing the service did was refused by the platform, rang anybody, or reached the log", () => {
  expect(slack.mistakes()).toEqual([]);
  expect(slack.world.pings).toEqual([]);
  const log = service.log();
  for (const word of ["林小满", "房租", "吃饭", LIN, "xoxb-"]) expect(log).not.toContain(word);
});

test("readiness and health speak of Slack", async () => {
  const health = await (await fetch(`${service.app.address}/healthz`)).json();
  expect(health).toMatchObject({ channels: ["slack"] });
  const ready = await fetch(`${service.app.address}/readyz`);
  expect([ready.status, await ready.json()]).toMatchObject([200, { checks: { slack: "ok" } }]);
});

function labels(message: Parameters<typeof buttonsOf>[0]): readonly string[] {
  return buttonsOf(message).map(({ text }) => text.text);
}
