import { expect } from "vitest";
import { eventJourneys, type Member, type Platform } from "../../journeys/event-platforms.ts";
import { buttonsOf } from "../../stand-ins/slack/people.ts";
import { testDatabase } from "../../support/postgres.ts";
import {
  DESK,
  environmentOf,
  GROUP,
  heard,
  KITE,
  LIN,
  startPlatform,
  startService,
  until,
} from "./slack-service.ts";

const IDS: Readonly<Record<Member, string>> = { lin: LIN, wu: DESK, kite: KITE };

eventJourneys(async (): Promise<Platform> => {
  const database = await testDatabase();
  const slack = await startPlatform();
  let service = await startService(slack, database);
  const { people } = slack;
  const channel = (member: Member, at: "group" | "direct") =>
    at === "group" ? GROUP : people.direct(IDS[member]).id;
  const seen = (member: Member, at: "group" | "direct") =>
    heard(slack, IDS[member], channel(member, at)).join("\n---\n");
  return {
    databaseUrl: database.url,
    masterKey: Buffer.from(environmentOf(slack, database)["ENCRYPTION_KEY"] ?? "", "base64"),
    says: (member, at, words) => people.says(IDS[member], channel(member, at), words),
    async taps(member, at, label) {
      const [user, place] = [IDS[member], channel(member, at)];
      const isThere = () =>
        people
          .sees(user, place)
          .some((message) => buttonsOf(message).some(({ text }) => text.text.includes(label)));
      await until(`a button “${label}”`, isThere, 30_000);
      return people.taps(user, place, label);
    },
    hears: (member, at, words, withinMs = 30_000) =>
      until(`${words}; seen: ${seen(member, at)}`, () => words.test(seen(member, at)), withinMs),
    seen,
    asksForCard: (code) => people.says(LIN, GROUP, `@bot 活动详情 ${code}`),
    async restart() {
      await service.stop();
      service = await startService(slack, database);
    },
    async close() {
      await service.stop();
      expect(slack.mistakes()).toEqual([]);
      await slack.close();
      await database.drop();
    },
  };
});
