import { vi } from "vitest";
import {
  DESK,
  GROUP,
  heard,
  KITE,
  LIN,
  startPlatform,
  startService,
} from "../../adapters/slack/slack-service.ts";
import { addUser } from "../../stand-ins/slack/world.ts";
import { testDatabase } from "../../support/postgres.ts";
import type { Chat, Who } from "./chat.ts";

const SECOND = "U0SECOND";
const IDS: Readonly<Record<Who, string>> = { author: DESK, second: SECOND, lin: LIN, kite: KITE };

/** A chat on the Slack stand-in. */
export interface SlackChat extends Chat {
  readonly slack: SlackPlatform;
}

type SlackPlatform = Awaited<ReturnType<typeof startPlatform>>;

/** The service on the Slack stand-in, with everybody in one channel and known to the bot. */
export async function openSlack(): Promise<SlackChat> {
  const database = await testDatabase();
  const slack = await startPlatform();
  addUser(slack.team, SECOND, "小樱");
  slack.team.channels.get(GROUP)?.members.add(SECOND);
  const staff = [DESK, SECOND].map((user) => `slack:${slack.team.id}/${user}=operator`).join(",");
  const key = Buffer.alloc(32, 7).toString("base64");
  const service = await startService(slack, database, "http", { STAFF: staff });
  const place = (who: Who, where: "direct" | "group") =>
    where === "group" ? GROUP : slack.people.direct(IDS[who]).id;
  const chat: SlackChat = {
    slack,
    databaseUrl: database.url,
    key,
    account: (who) => `slack:${slack.team.id}/${IDS[who]}`,
    async says(who, words, where = "direct") {
      const addressed = where === "group" ? `@bot ${words}` : words;
      await slack.people.says(IDS[who], place(who, where), addressed);
    },
    async taps(who, label, where = "direct") {
      await slack.people.taps(IDS[who], place(who, where), label);
    },
    direct: async (who) => heard(slack, IDS[who], place(who, "direct")),
    group: async (who) => heard(slack, IDS[who], GROUP),
    async stop() {
      await service.stop();
      await slack.close();
      await database.drop();
    },
  };
  for (const who of ["author", "second", "lin", "kite"] as const) {
    await chat.says(who, "帮助");
    await vi.waitFor(
      async () => {
        if ((await chat.direct(who)).length === 0) throw new Error("nothing was said");
      },
      { timeout: 20_000 },
    );
  }
  await chat.says("lin", "第二年房租打几折？", "group");
  return chat;
}
