import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { type SlackStandIn, startSlack } from "../../stand-ins/slack/server.ts";
import { addUser } from "../../stand-ins/slack/world.ts";
import { freePort } from "../../support/free-port.ts";
import { chanceOf } from "../chance.ts";
import type { Setting } from "./row.ts";
import { serviceProcess } from "./service-process.ts";
import { openStallingLine, type Stalling } from "./stalling-line.ts";

/** How Slack's three seconds were kept. */
export interface Acknowledgements {
  readonly line: string;
  readonly problems: readonly string[];
}

const EVENTS = 1_000;
const PEOPLE = 200;
const AT_ONCE = 16;
/** Between two events of one connection, on average, ms. */
const REST_MS = 300;
const ACKNOWLEDGED_WITHIN_MS = 3_000;
const ANSWERED_WITHIN_MS = 60_000;

/** Slack's events, many at once, while the database stands still for a second about every three. */
export async function slackStalls(setting: Setting): Promise<Acknowledgements> {
  const chance = chanceOf(1);
  const random = () => chance.below(1_000_000) / 1_000_000;
  const stalling: Stalling = { forMs: 1_000, everyMs: 2_000, chance: random };
  const database = await setting.database();
  const line = await openStallingLine(database.url, stalling);
  const slack = await startSlack({ withinMs: ACKNOWLEDGED_WITHIN_MS });
  const port = await freePort();
  const service = serviceProcess(setting.entry, port, {
    DATABASE_URL: line.url,
    ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.team.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
  });
  try {
    await service.start();
    slack.sendTo(`http://127.0.0.1:${port}/slack/events`);
    const people = Array.from({ length: PEOPLE }, (_, index) => `U0MANY${index}`);
    for (const id of people) addUser(slack.team, id, `创作者${id}`);
    line.stall();
    const took = await askAll(slack, people, random);
    const once = await answeredOnce(slack, people, database.url);
    const stalls = line.stalls();
    const found = told(took, once, stalls);
    const problems = [...found.problems, ...mistakesOf(slack)];
    if (problems.length > 0) problems.push(...service.written().split("\n").slice(0, 10));
    return { ...found, problems };
  } finally {
    await service.stop();
    await slack.close();
    await line.close();
    await database.drop();
  }
}

/** From an event's first delivery to its acknowledgement, ms, shortest first. */
async function askAll(
  slack: SlackStandIn,
  people: readonly string[],
  random: () => number,
): Promise<readonly number[]> {
  const took: number[] = [];
  let next = 0;
  const connections = Array.from({ length: AT_ONCE }, async () => {
    for (let index = next++; index < EVENTS; index = next++) {
      await delay(2 * REST_MS * random());
      const id = people[index % people.length] ?? "";
      const started = performance.now();
      const { delivered } = await slack.people.says(
        id,
        slack.people.direct(id).id,
        "第二年房租打几折？",
      );
      const isTaken = delivered.every(({ tries }) => tries.at(-1) === 200);
      took.push(isTaken ? performance.now() - started : Number.POSITIVE_INFINITY);
    }
  });
  await Promise.all(connections);
  return took.sort((a, b) => a - b);
}

interface Once {
  readonly answers: number;
  readonly mostInAChat: number;
  readonly turns: number;
}

async function answeredOnce(
  slack: SlackStandIn,
  people: readonly string[],
  databaseUrl: string,
): Promise<Once> {
  const answersOf = (id: string) =>
    slack.people
      .sees(id, slack.people.direct(id).id)
      .filter(({ user }) => user === slack.team.botUser).length;
  const answers = () => people.map(answersOf).reduce((sum, count) => sum + count, 0);
  const until = performance.now() + ANSWERED_WITHIN_MS;
  while (answers() < EVENTS && performance.now() < until) await delay(100);
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql<{ turns: number }[]>`select count(*)::int as turns from turns`;
    return {
      answers: answers(),
      mostInAChat: Math.max(...people.map(answersOf)),
      turns: row?.turns ?? 0,
    };
  } finally {
    await sql.end();
  }
}

function mistakesOf(slack: SlackStandIn): readonly string[] {
  const counts = new Map<string, number>();
  for (const { method, error } of slack.mistakes()) {
    const what = `${method}: ${error}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${count} × ${what}`);
}

function told(took: readonly number[], once: Once, stalls: number): Acknowledgements {
  const at = (share: number) => took[Math.ceil(took.length * share) - 1] ?? 0;
  const ms = (share: number) => `${Math.round(at(share))} ms`;
  const { answers, mostInAChat, turns } = once;
  return {
    line:
      `Slack, ${EVENTS} events at ${AT_ONCE} at once, ${stalls} database stalls of 1 s: acknowledged ` +
      `p50 ${ms(0.5)}, p99 ${ms(0.99)}, p99.9 ${ms(0.999)}, max ${ms(1)}; ${turns} turns, ${answers} answers`,
    problems: [
      ...(at(0.999) < ACKNOWLEDGED_WITHIN_MS ? [] : [`p99.9 ${ms(0.999)}`]),
      ...(turns === EVENTS ? [] : [`${turns} turns`]),
      ...(answers === EVENTS && mostInAChat === EVENTS / PEOPLE
        ? []
        : [`${answers} answers, ${mostInAChat} in one chat`]),
    ],
  };
}
