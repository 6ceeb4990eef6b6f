import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { GROUP, SKY } from "../adapters/slack/slack-service.ts";
import { operatorAnnouncing } from "./announcing/by-operator.ts";
import { openSlack, type SlackChat } from "./announcing/slack.ts";
import { openTelegram, type TelegramChat } from "./announcing/telegram.ts";

const PATIENCE = 120_000;
const SOON = { timeout: 30_000 };

const storeOf = ({ databaseUrl, key }: TelegramChat | SlackChat) =>
  openStore({ url: databaseUrl, masterKeys: parseMasterKeys(key) });

/** The one person an operator announces to. */
async function announcingTo(store: Store, platform: "telegram" | "slack", account: string) {
  const [named] = await store.people.accountsNamed(platform, account);
  if (!named) throw new Error("Nobody has that account");
  const operator = operatorAnnouncing(store, [{ kind: "people", people: [named.person] }]);
  const counted = async () => {
    const { people, unreachable } = await operator.counted();
    return { people, unreachable };
  };
  return { ...operator, counted };
}

describe("somebody who blocks the bot on Telegram", () => {
  let chat: TelegramChat;
  let store: Store;
  beforeAll(async () => {
    chat = await openTelegram();
    store = await storeOf(chat);
  }, PATIENCE);
  afterAll(async () => {
    await store?.close();
    await chat?.stop();
  });

  test(
    "is left out before anything is sent, and back as soon as they unblock it",
    async () => {
      const { people } = chat.telegram;
      const kite = chat.idOf("kite");
      const { counted, announces } = await announcingTo(store, "telegram", String(kite));
      expect(await counted()).toEqual({ people: 1, unreachable: 0 });
      people.blocks(kite);
      await expect.poll(counted, SOON).toEqual({ people: 0, unreachable: 1 });
      expect(await announces("第一条")).toBe("nobody");
      const heard = (await chat.direct("kite")).length;
      people.unblocks(kite);
      await expect.poll(counted, SOON).toEqual({ people: 1, unreachable: 0 });
      expect(await announces("第二条")).toMatchObject({ sent: 1, failed: 0 });
      // Coming back brings no greeting: the announcement is all they hear.
      expect((await chat.direct("kite")).slice(heard)).toEqual([expect.stringContaining("News")]);
    },
    PATIENCE,
  );

  test(
    "is not written to either when the bot had never heard of them before",
    async () => {
      const { people } = chat.telegram;
      const stranger = people.user("路人");
      people.hasStarted(stranger);
      people.blocks(stranger);
      const known = () => store.people.accountsNamed("telegram", String(stranger));
      await expect.poll(async () => (await known()).length, SOON).toBe(1);
      const { counted } = await announcingTo(store, "telegram", String(stranger));
      expect(await counted()).toEqual({ people: 0, unreachable: 1 });
    },
    PATIENCE,
  );
});

describe("somebody on Slack whose direct chat was never opened and cannot be", () => {
  let chat: SlackChat;
  let store: Store;
  beforeAll(async () => {
    chat = await openSlack();
    store = await storeOf(chat);
  }, PATIENCE);
  afterAll(async () => {
    await store?.close();
    await chat?.stop();
  });

  test(
    "fails once, is then left out, and is back with a retry that gets through",
    async () => {
      const { team, people, calls } = chat.slack;
      const sky = team.users.get(SKY);
      if (!sky) throw new Error("There is no such user");
      const name = `${team.id}/${SKY}`;
      const known = () => store.people.accountsNamed("slack", name);
      await people.says(SKY, GROUP, "@bot How much is the rent?");
      await expect.poll(async () => (await known()).length, SOON).toBe(1);
      const { counted, announces, retries } = await announcingTo(store, "slack", name);
      expect(await counted()).toEqual({ people: 1, unreachable: 0 });
      const opened = () => calls.filter(({ method }) => method === "conversations.open").length;

      sky.disabled = true;
      const first = await announces("第一条");
      expect(first).toMatchObject({ sent: 0, failed: 1 });
      expect(await counted()).toEqual({ people: 0, unreachable: 1 });
      const before = opened();
      expect(await announces("第二条")).toBe("nobody");
      expect(opened()).toBe(before);

      sky.disabled = false;
      if (first === "nobody") throw new Error("Nobody would have got it");
      expect(await retries(first.id)).toMatchObject({ sent: 1, failed: 0 });
      expect(await counted()).toEqual({ people: 1, unreachable: 0 });
    },
    PATIENCE,
  );

  test(
    "is back with what they write in a group; a refusal that is not about them leaves them in reach",
    async () => {
      const { team, people, faults } = chat.slack;
      const user = "U0NEWCOMER";
      team.users.set(user, { id: user, name: "新来的", locale: "zh-CN", disabled: false });
      team.channels.get(GROUP)?.members.add(user);
      const name = `${team.id}/${user}`;
      const known = () => store.people.accountsNamed("slack", name);
      await people.says(user, GROUP, "@bot 第二年房租打几折？");
      await expect.poll(async () => (await known()).length, SOON).toBe(1);
      const { counted, announces } = await announcingTo(store, "slack", name);
      const refuses = (error: string) =>
        faults.push({ method: "conversations.open", times: 1, error });

      refuses("method_not_supported_for_channel_type");
      expect(await announces("第三条")).toMatchObject({ sent: 0, failed: 1 });
      expect(await counted()).toEqual({ people: 1, unreachable: 0 });

      refuses("user_not_found");
      expect(await announces("第四条")).toMatchObject({ sent: 0, failed: 1 });
      expect(await counted()).toEqual({ people: 0, unreachable: 1 });
      await people.says(user, GROUP, "@bot 首年房租打几折？");
      await expect.poll(counted, SOON).toEqual({ people: 1, unreachable: 0 });
      expect(await announces("第五条")).toMatchObject({ sent: 1, failed: 0 });
    },
    PATIENCE,
  );
});
