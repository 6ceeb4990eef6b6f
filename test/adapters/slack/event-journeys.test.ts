import { expect } from "vitest";
import { eventJourneys, type Member, type Platform } from "../../journeys/event-platforms.ts";
import { picturesIn } from "../../stand-ins/slack/files.ts";
import { buttonsOf } from "../../stand-ins/slack/people.ts";
import { testDatabase } from "../../support/postgres.ts";
import { type Program, startProgram } from "../../support/program.ts";
import {
  DESK,
  environmentOf,
  GROUP,
  heard,
  KITE,
  LIN,
  SKY,
  startPlatform,
  startService,
  until,
} from "./slack-service.ts";

const IDS: Readonly<Record<Member, string>> = { lin: LIN, wu: DESK, kite: KITE, sky: SKY };

eventJourneys(async (): Promise<Platform> => {
  const database = await testDatabase();
  const slack = await startPlatform({ ladderMs: [100, 6_000, 24_000] });
  let service = await startService(slack, database);
  let program: Program | undefined;
  const end = async () => {
    if (!program) return service.stop();
    program.kill("SIGKILL");
    await program.ended;
  };
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
    account: (member) => IDS[member],
    sendsPicture: (member, bytes) =>
      people.says(IDS[member], channel(member, "direct"), "", {
        file: { name: "海报.png", mimetype: "image/png", bytes },
      }),
    files: (member, at) =>
      people
        .sees(IDS[member], channel(member, at))
        .flatMap(({ files = [], blocks }) => [...files, ...picturesIn(slack.world, blocks)]),
    asksForCard: (code) => people.says(LIN, GROUP, `@bot 活动详情 ${code}`),
    async moveOut() {
      await service.stop();
      program = startProgram("src/main.ts", [], environmentOf(slack, database));
      const printed = await program.prints(/^open: \S+$/m);
      slack.sendTo(`${/^open: (\S+)$/m.exec(printed)?.[1] ?? ""}/slack/events`);
    },
    kill: end,
    async restart() {
      await end();
      program = undefined;
      service = await startService(slack, database);
    },
    async close() {
      await end();
      expect(slack.mistakes()).toEqual([]);
      await slack.close();
      await database.drop();
    },
  };
});
