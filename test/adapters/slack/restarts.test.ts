import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SlackStandIn } from "../../stand-ins/slack/server.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { killPrograms, type Program, startProgram } from "../../support/program.ts";
import { environmentOf, heard, hears, LIN, startPlatform, until } from "./slack-service.ts";

let database: TestDatabase;
let slack: SlackStandIn;
let service: Program;

const TOPIC = /想问哪个窗口/;
const ASKED = /请把想问的写清楚/;
const CONSENT = /同意吗/;

const start = async (way: "http" | "socket") => {
  service = startProgram("src/main.ts", [], environmentOf(slack, database, way));
  const printed = await service.prints(/^open: \S+$/m);
  const address = /^open: (\S+)$/m.exec(printed)?.[1] ?? "";
  if (way === "http") slack.sendTo(`${address}/slack/events`);
  else await until("a socket", () => slack.socket.open() > 0);
};
/** kill -9: nothing is tidied up. */
const kill = async () => {
  service.kill("SIGKILL");
  await service.ended;
};

beforeEach(async () => {
  database = await testDatabase();
  slack = await startPlatform({ ladderMs: [100, 6_000, 24_000], withinMs: 3_000 });
});

afterEach(async () => {
  killPrograms();
  await service.ended;
  await slack.close();
  await database.drop();
});

describe.each(["http", "socket"] as const)("killed and started again, over %s", (way) => {
  test("a dialogue goes on where it was, and what was said meanwhile is answered once", async () => {
    await start(way);
    const direct = slack.people.direct(LIN).id;
    await slack.people.says(LIN, direct, "人工");
    await hears(slack, LIN, direct, TOPIC);
    await kill();
    const saying = slack.people.says(LIN, direct, "4");
    await start(way);
    const { delivered } = await saying;
    expect(delivered[0]?.tries.at(-1)).toBe(200);
    await hears(slack, LIN, direct, ASKED);
    await slack.people.says(LIN, direct, "第四年房租怎么算？");
    await hears(slack, LIN, direct, CONSENT);
    // A reply whose mark was lost with the process may come once more; nothing else may.
    const times = (pattern: RegExp) =>
      heard(slack, LIN, direct).filter((one) => pattern.test(one)).length;
    expect(times(TOPIC)).toBeLessThanOrEqual(2);
    expect([times(ASKED), times(CONSENT)]).toEqual([1, 1]);
    expect(slack.mistakes()).toEqual([]);
  });
});

test("what was committed and not yet sent goes out after the restart, once", async () => {
  await start("http");
  const direct = slack.people.direct(LIN).id;
  slack.faults.push({ method: "chat.postMessage", times: 1, status: 429, retryAfter: 3 });
  const { delivered } = await slack.people.says(LIN, direct, "第二年房租打几折？");
  expect(delivered[0]?.tries).toEqual([200]);
  await until("the limit", () => slack.faults[0]?.times === 0);
  await kill();
  expect(heard(slack, LIN, direct)).toEqual([]);
  await start("http");
  await hears(slack, LIN, direct, /75%/);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(heard(slack, LIN, direct)).toHaveLength(1);
});

test("stopped in order it closes its socket and ends well", async () => {
  await start("socket");
  service.kill("SIGTERM");
  expect(await service.ended).toMatchObject({ code: 0 });
  await until("the end of the socket", () => slack.socket.open() === 0);
});
