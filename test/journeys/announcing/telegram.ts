import { vi } from "vitest";
import { startTelegram, type TelegramStandIn } from "../../stand-ins/telegram/server.ts";
import { testDatabase } from "../../support/postgres.ts";
import { startTelegramService } from "../telegram-service.ts";
import type { Chat, Who } from "./chat.ts";

/** A chat on the strict Bot API stand-in. */
export interface TelegramChat extends Chat {
  readonly telegram: TelegramStandIn;
  idOf(who: Who): number;
}

/** The service behind a webhook, with everybody in one group and known to the bot. */
export async function openTelegram(
  more: Readonly<Record<string, string>> = {},
): Promise<TelegramChat> {
  const database = await testDatabase();
  const telegram = await startTelegram();
  const { people } = telegram;
  const ids: Readonly<Record<Who, number>> = {
    author: people.user("小樱"),
    second: people.user("小杨"),
    lin: people.user("林小满"),
    kite: people.user("Blue Kite", "en"),
  };
  const { author, second } = ids;
  const service = await startTelegramService({
    databaseUrl: database.url,
    way: "webhook",
    telegram,
    staff: `telegram:${author}=operator,telegram:${second}=operator`,
    more,
  });
  await vi.waitFor(
    async () => {
      const { status } = await fetch(`${service.address}/readyz`);
      if (status !== 200) throw new Error("not ready");
    },
    { timeout: 20_000 },
  );
  for (const id of Object.values(ids)) people.starts(id);
  const group = people.group("V聚场创作者群", Object.values(ids), "supergroup");
  people.adds(ids.lin, group);
  const heardBy = async (chat: number) => people.botSaid(chat).map(({ text }) => text);
  for (const id of [...Object.values(ids), group]) {
    await vi.waitFor(
      async () => {
        if ((await heardBy(id)).length === 0) throw new Error("nothing was said");
      },
      { timeout: 20_000 },
    );
  }
  const place = (who: Who, where: "direct" | "group") => (where === "group" ? group : ids[who]);
  return {
    telegram,
    databaseUrl: database.url,
    key: service.environment["ENCRYPTION_KEY"] ?? "",
    idOf: (who) => ids[who],
    account: (who) => `telegram:${ids[who]}`,
    async says(who, words, where = "direct") {
      people.says(ids[who], place(who, where), words);
    },
    async taps(who, label, where = "direct") {
      const { url } = await people.taps(ids[who], place(who, where), label);
      if (url !== undefined) people.opens(ids[who], url);
    },
    direct: (who) => heardBy(ids[who]),
    group: () => heardBy(group),
    async stop() {
      await service.stop();
      await telegram.stop();
      await database.drop();
    },
  };
}
