import { type Member, memberOf } from "../../app/playground.ts";
import { startTestApp, TEST_KEY } from "../../app/running.ts";
import { testDatabase } from "../../support/postgres.ts";
import { type Chat, hearsAfter, seesInGroup, type Who } from "./chat.ts";

const IDS: Readonly<Record<Who, string>> = {
  author: "desk-general",
  second: "desk-investment",
  lin: "lin-xiaoman",
  kite: "blue-kite",
};

interface Tappable {
  readonly label: string;
  readonly token: string;
}

/** The playground, as its page reaches it, with everybody known to the bot. */
export async function openWeb(): Promise<Chat> {
  const database = await testDatabase();
  const app = await startTestApp(database.url);
  const members: Record<Who, Member> = {
    author: await memberOf(app.address, IDS.author),
    second: await memberOf(app.address, IDS.second),
    lin: await memberOf(app.address, IDS.lin),
    kite: await memberOf(app.address, IDS.kite),
  };
  const spaceOf = (who: Who, where: "direct" | "group") =>
    where === "group" ? "group" : `direct:${IDS[who]}`;
  const said = async (who: Who, where: "direct" | "group") => {
    const all = await members[who].history(spaceOf(who, where));
    return all.filter(({ author }) => author === "bot");
  };
  let count = 0;
  const chat: Chat = {
    databaseUrl: database.url,
    key: TEST_KEY,
    account: (who) => `web:${IDS[who]}`,
    async says(who, words, where = "direct") {
      const addressed = where === "group" ? `@小V ${words}` : words;
      await members[who].sends(addressed, spaceOf(who, where));
    },
    async taps(who, label, where = "direct") {
      const messages = [...(await said(who, where))].reverse();
      for (const { id, words } of messages) {
        const { buttons = [], options = [] } = JSON.parse(words) as {
          readonly buttons?: readonly Tappable[];
          readonly options?: readonly Tappable[];
        };
        const found = [...buttons, ...options].find((one) => one.label.includes(label));
        if (!found) continue;
        count += 1;
        const key = `announcing-${process.pid}-${count}`;
        const frame = { type: "tap", key, message: id, token: found.token };
        const { status } = await members[who].visitor.act(frame);
        if (status !== 200) throw new Error(`The tap was answered with ${status}`);
        return;
      }
      throw new Error(`Nobody was offered “${label}”`);
    },
    direct: async (who) => (await said(who, "direct")).map(({ words }) => words),
    group: async (who) => (await said(who, "group")).map(({ words }) => words),
    async stop() {
      await app.stop();
      await database.drop();
    },
  };
  for (const who of ["author", "second", "lin"] as const) {
    await hearsAfter(chat, who, /中文/, () => chat.says(who, "语言 中文"));
  }
  await hearsAfter(chat, "kite", /English/, () => chat.says("kite", "/language en"));
  await chat.says("lin", "首年房租能减多少？", "group");
  await seesInGroup(chat, "lin", (words) => words.includes("75%"));
  return chat;
}
