import { z } from "zod";
import { type ImportReport, importCases } from "../../src/domain/cases/import-cases.ts";
import { openTable } from "../../src/domain/cases/table/open-table.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { environmentOf, heard, startPlatform, until } from "../adapters/slack/slack-service.ts";
import { book, csv, fileOf } from "../domain/cases/lists.ts";
import type { SlackStandIn } from "../stand-ins/slack/server.ts";
import { startTelegram, type TelegramStandIn } from "../stand-ins/telegram/server.ts";
import { testDatabase } from "../support/postgres.ts";
import { startTelegramService } from "./telegram-service.ts";

/** One service on Telegram and Slack at once, with the district's systems beside it. */
export interface BothPlatforms {
  readonly telegram: TelegramStandIn;
  readonly slack: SlackStandIn;
  readonly store: Store;
  /** The operator's account on Telegram. */
  readonly clerk: number;
  /** What the service is started with, for the command line. */
  readonly environment: Readonly<Record<string, string>>;
  /** Tells where an application stands, over HTTP with a key; what is not said is as it was. */
  tells(change: { readonly number: string } & Readonly<Record<string, unknown>>): Promise<string>;
  /** The same by a list; its lines stand under the usual headings. */
  imports(...lines: readonly string[]): Promise<ImportReport>;
  /** The code that a clerk makes in their own direct chat. */
  codeFor(number: string): Promise<string>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const outcome = z.object({ outcome: z.string() });

/** Starts all of it on a database of its own. */
export async function startBothPlatforms(): Promise<BothPlatforms> {
  const database = await testDatabase();
  const telegram = await startTelegram();
  const slack = await startPlatform();
  const clerk = telegram.people.user("窗口小王");
  telegram.people.hasStarted(clerk);
  const {
    SLACK_API_URL = "",
    SLACK_BOT_TOKEN = "",
    SLACK_SIGNING_SECRET = "",
  } = environmentOf(slack, database);
  const service = await startTelegramService({
    databaseUrl: database.url,
    way: "webhook",
    telegram,
    staff: `telegram:${clerk}=operator`,
    more: { SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET },
  });
  slack.sendTo(`${service.address}/slack/events`);
  const masterKeys = [Buffer.from(service.environment["ENCRYPTION_KEY"] ?? "", "base64")];
  const store = await openStore({ url: database.url, masterKeys });
  const key = (await store.apiKeys.add("district"))?.key ?? "";
  let changes = 0;
  return {
    telegram,
    slack,
    store,
    clerk,
    environment: service.environment,
    async tells(change) {
      changes += 1;
      const answer = await fetch(`${service.address}/api/cases`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({
          changeId: `change-${changes}`,
          programme: "雏鹰计划",
          status: "评审中",
          applicant: "星河漫游",
          phoneTail: "7019",
          updatedAt: new Date(Date.now() - 60_000 + changes * 1_000).toISOString(),
          ...change,
        }),
      });
      return outcome.parse(await answer.json()).outcome;
    },
    async imports(...lines) {
      return importCases(await openTable(await fileOf(csv(...lines))), {
        book,
        zone: "Asia/Shanghai",
        now: Date.now(),
        teller: { source: "import", by: "operator" },
        onProblem: ({ message }) => {
          throw new Error(message);
        },
        inTransaction: store.inTransaction,
      });
    },
    async codeFor(number) {
      const before = telegram.people.botSaid(clerk).length;
      telegram.people.says(clerk, clerk, `/bindcode ${number}`);
      return until("the clerk's code", () =>
        telegram.people
          .botSaid(clerk)
          .slice(before)
          .map(({ text }) => /验证码 ([2-9A-Z]{8})/u.exec(text)?.[1])
          .find((code) => code !== undefined),
      );
    },
    restart: () => service.restart(),
    async stop() {
      await store.close();
      await service.stop();
      await telegram.stop();
      await slack.close();
      await database.drop();
    },
  };
}

/** Somebody on one of the platforms, with a group that another member sees too. */
export interface Chatter {
  readonly name: string;
  says(text: string): Promise<void>;
  saysInGroup(text: string): Promise<void>;
  taps(label: string): Promise<void>;
  /** All that the bot said in the direct chat, oldest first. */
  heard(): readonly string[];
  /** All that the bot said in the group, as the other member sees it. */
  groupHeard(): readonly string[];
}

/** Somebody new on Telegram, in a group with a stranger. */
export function onTelegram({ telegram }: BothPlatforms, name: string, language?: string): Chatter {
  const { people } = telegram;
  const [one, other] = [people.user(name, language), people.user("周周")];
  people.hasStarted(one);
  const group = people.group("V聚场创作者群", [one, other], "supergroup");
  people.adds(one, group);
  const said = (chat: number) => people.botSaid(chat).map(({ text }) => text);
  return {
    name: String(one),
    says: async (text) => void people.says(one, one, text),
    saysInGroup: async (text) => void people.says(one, group, text),
    async taps(label) {
      await until(`the button ${label}`, () => people.button(one, label));
      await people.taps(one, one, label);
    },
    heard: () => said(one),
    groupHeard: () => said(group),
  };
}

/** A member of the Slack workspace, in its channel with another. */
export function onSlack(
  { slack }: Pick<BothPlatforms, "slack">,
  user: string,
  other: string,
): Chatter {
  const direct = slack.people.direct(user).id;
  const channel = [...slack.team.channels.values()].find(
    ({ kind, members }) => kind === "channel" && members.has(user),
  );
  const group = channel?.id ?? "";
  return {
    name: user,
    says: async (text) => void (await slack.people.says(user, direct, text)),
    saysInGroup: async (text) => void (await slack.people.says(user, group, `@bot ${text}`)),
    async taps(label) {
      await until(`the button ${label}`, () => heard(slack, user, direct).join().includes(label));
      await slack.people.taps(user, direct, label);
    },
    heard: () => heard(slack, user, direct),
    groupHeard: () => heard(slack, other, group),
  };
}

/** Waits until the newest of what somebody heard since `from` matches, and gives all of it. */
export function hearsIn(
  { heard: all }: Pick<Chatter, "heard">,
  pattern: RegExp,
  from = 0,
): Promise<string> {
  return until(
    `${pattern}; heard: ${all().slice(from).join(" | ")}`,
    () => {
      const text = all().slice(from).join("\n---\n");
      return pattern.test(text) && text;
    },
    20_000,
  );
}
