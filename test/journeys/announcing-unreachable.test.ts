import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { GROUP } from "../adapters/slack/slack-service.ts";
import { operatorAnnouncing } from "./announcing/by-operator.ts";
import type { Chat } from "./announcing/chat.ts";
import { openSlack } from "./announcing/slack.ts";
import { openTelegram } from "./announcing/telegram.ts";

const PATIENCE = 120_000;
const SOON = { timeout: 30_000 };
const ALL_GROUPS = [{ kind: "groups" }] as const;

/** A chat whose group can lose the bot without a word, and get it back. */
interface Losing {
  readonly chat: Chat;
  losesBot(): void;
  bringsBack(): Promise<unknown>;
}

async function onTelegram(): Promise<Losing> {
  const chat = await openTelegram();
  const { people, world } = chat.telegram;
  const group = [...world.chats.values()].find(({ type }) => type === "supergroup");
  if (!group) throw new Error("There is no group");
  return {
    chat,
    losesBot() {
      group.bot = "kicked";
    },
    bringsBack: async () => people.adds(chat.idOf("lin"), group.id),
  };
}

async function onSlack(): Promise<Losing> {
  const chat = await openSlack();
  const { team, people } = chat.slack;
  // With it a bot may post in public channels that it is not in.
  team.scopes.delete("chat:write.public");
  return {
    chat,
    losesBot: () => team.channels.get(GROUP)?.members.delete(team.botUser),
    bringsBack: () => people.invitesBot(GROUP),
  };
}

describe.each([
  ["Telegram", onTelegram],
  ["Slack", onSlack],
] as const)("a group that lost the bot without a word on %s", (_platform, open) => {
  let losing: Losing;
  let store: Store;
  beforeAll(async () => {
    losing = await open();
    const { databaseUrl, key } = losing.chat;
    store = await openStore({ url: databaseUrl, masterKeys: parseMasterKeys(key) });
  }, PATIENCE);
  afterAll(async () => {
    await store?.close();
    await losing?.chat.stop();
  });

  const counted = async () => {
    const { groups, unreachable } = await operatorAnnouncing(store, ALL_GROUPS).counted();
    return { groups, unreachable };
  };
  const announces = (title: string) => operatorAnnouncing(store, ALL_GROUPS).announces(title);

  test(
    "fails once, is counted as unreachable from then on, and gets announcements again once it is back",
    async () => {
      expect(await counted()).toEqual({ groups: 1, unreachable: 0 });
      expect(await announces("第一条")).toMatchObject({ sent: 1, failed: 0, skipped: 0 });
      losing.losesBot();
      expect(await announces("第二条")).toMatchObject({ sent: 0, failed: 1, skipped: 0 });
      expect(await counted()).toEqual({ groups: 0, unreachable: 1 });
      expect(await announces("第三条")).toBe("nobody");
      await losing.bringsBack();
      await expect.poll(counted, SOON).toEqual({ groups: 1, unreachable: 0 });
      expect(await announces("第四条")).toMatchObject({ sent: 1, failed: 0, skipped: 0 });
      const seen = (await losing.chat.group("lin")).join("\n");
      expect(
        ["第一条", "第二条", "第三条", "第四条"].filter((each) => seen.includes(each)),
      ).toEqual(["第一条", "第四条"]);
    },
    PATIENCE,
  );
});
