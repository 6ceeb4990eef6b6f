import { expect, vi } from "vitest";
import { startTelegram } from "../stand-ins/telegram/server.ts";
import { testDatabase } from "../support/postgres.ts";
import { eventJourneys, type Member, type Platform } from "./event-platforms.ts";
import { startTelegramService } from "./telegram-service.ts";

eventJourneys(async (): Promise<Platform> => {
  const database = await testDatabase();
  const telegram = await startTelegram();
  const service = await startTelegramService({
    databaseUrl: database.url,
    way: "webhook",
    telegram,
  });
  const { people } = telegram;
  const ids: Readonly<Record<Member, number>> = {
    lin: people.user("林小满"),
    wu: people.user("吴越"),
    kite: people.user("Blue Kite", "en"),
    sky: people.user("Sky", "en"),
  };
  for (const id of Object.values(ids)) people.starts(id);
  const group = people.group("V聚场创作者群", Object.values(ids), "supergroup");
  people.adds(ids.lin, group);
  const chat = (member: Member, at: "group" | "direct") => (at === "group" ? group : ids[member]);
  const seen = (member: Member, at: "group" | "direct") =>
    people
      .botSaid(chat(member, at))
      .map(({ text }) => text)
      .join("\n---\n");
  return {
    databaseUrl: database.url,
    masterKey: Buffer.from(service.environment["ENCRYPTION_KEY"] ?? "", "base64"),
    says: async (member, at, words) => people.says(ids[member], chat(member, at), words),
    async taps(member, at, label) {
      const place = chat(member, at);
      await vi.waitFor(() => expect(people.button(place, label)).toBeDefined(), {
        timeout: 30_000,
        interval: 50,
      });
      return people.taps(ids[member], place, label);
    },
    hears: (member, at, words, withinMs = 30_000) =>
      expect.poll(() => seen(member, at), { timeout: withinMs, interval: 50 }).toMatch(words),
    seen,
    account: (member) => String(ids[member]),
    sendsPicture: async (member, bytes) =>
      people.sends(ids[member], ids[member], { name: "海报.png", type: "image/png", bytes }),
    files: (member, at) => people.botSaid(chat(member, at)).flatMap(({ file }) => file ?? []),
    asksForCard: async (code) => people.says(ids.lin, group, `/event ${code}`),
    moveOut: () => service.moveOut(),
    kill: () => service.kill(),
    restart: () => service.restart(),
    async close() {
      // When only the picture of a card changed, its words are told again: the bot keeps no copy of them.
      const mistakes = telegram
        .refusals()
        .filter(({ description }) => !description?.includes("message is not modified"));
      expect(mistakes).toEqual([]);
      await service.stop();
      await telegram.stop();
      await database.drop();
    },
  };
});
