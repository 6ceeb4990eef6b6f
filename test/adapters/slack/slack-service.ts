import { type App, startApp } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { wordsOf } from "../../stand-ins/slack/people.ts";
import {
  type SlackStandIn,
  type StandInOptions,
  startSlack,
} from "../../stand-ins/slack/server.ts";
import { addChannel, addUser } from "../../stand-ins/slack/world.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { keptLog } from "../../telemetry/written.ts";

export const GROUP = "C0CREATORS";
/** Creators, two of them set to English, and a colleague at a desk. */
export const LIN = "U0LIN";
export const KITE = "U0KITE";
export const SKY = "U0SKY";
export const DESK = "U0DESK";
const KEY = Buffer.alloc(32, 7).toString("base64");

/** The platform with people in a channel, the bot among them; an acknowledgement is waited for unless its time is what counts. */
export async function startPlatform(options: StandInOptions = {}): Promise<SlackStandIn> {
  const slack = await startSlack({ withinMs: 30_000, ...options });
  addUser(slack.team, LIN, "林小满");
  addUser(slack.team, KITE, "Blue Kite", "en-US");
  addUser(slack.team, SKY, "Sky", "en-US");
  addUser(slack.team, DESK, "小杨");
  addChannel(slack.team, GROUP, "channel", [LIN, KITE, SKY, DESK, slack.team.botUser]);
  return slack;
}

/** How the service is told of the platform. */
export function environmentOf(
  slack: SlackStandIn,
  database: Pick<TestDatabase, "url">,
  way: "http" | "socket" = "http",
): Readonly<Record<string, string>> {
  return {
    PORT: "0",
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: KEY,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: slack.team.botToken,
    STAFF: `slack:${slack.team.id}/${DESK}=operator`,
    ...(way === "http"
      ? { SLACK_SIGNING_SECRET: slack.signingSecret }
      : { SLACK_APP_TOKEN: slack.appToken }),
  };
}

/** The real service, and what it logged. */
export interface Service {
  readonly app: App;
  readonly log: () => string;
  stop(): Promise<void>;
}

/** Starts the service on the platform; over HTTP its address is where the platform posts from then on. */
export async function startService(
  slack: SlackStandIn,
  database: Pick<TestDatabase, "url">,
  way: "http" | "socket" = "http",
  more: Readonly<Record<string, string>> = {},
): Promise<Service> {
  const read = readConfig({ ...environmentOf(slack, database, way), ...more });
  if ("mistakes" in read) throw new Error(read.mistakes.join("\n"));
  const kept = keptLog();
  const app = await startApp({ ...read, log: kept.log });
  if (way === "http") slack.sendTo(`${app.address}/slack/events`);
  return { app, log: kept.text, stop: () => app.stop() };
}

/** What a user sees in a channel from the bot, as text with its buttons' labels. */
export function heard(slack: SlackStandIn, user: string, channel: string): readonly string[] {
  return slack.people
    .sees(user, channel)
    .filter((message) => message.user === slack.team.botUser)
    .map(wordsOf);
}

/** Waits until something the bot said matches, and gives it. */
export async function until<Found>(
  what: string,
  find: () => Found | undefined | false,
  withinMs = 30_000,
): Promise<Found> {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = find();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Waits until the user sees words of the bot in a channel. */
export function hears(
  slack: SlackStandIn,
  user: string,
  channel: string,
  pattern: RegExp,
): Promise<string> {
  return until(`${pattern} in ${channel}; heard: ${heard(slack, user, channel).join(" | ")}`, () =>
    heard(slack, user, channel).find((words) => pattern.test(words)),
  );
}
