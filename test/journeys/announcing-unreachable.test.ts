import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { estimate } from "../../src/domain/broadcasts/estimate.ts";
import { statusOf } from "../../src/domain/broadcasts/status.ts";
import {
  actOnBroadcast,
  createBroadcast,
  type NewBroadcast,
} from "../../src/domain/broadcasts/work.ts";
import { operatorAsStaff } from "../../src/domain/staff-roles.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import { OPERATOR } from "../../src/store/audit.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { GROUP } from "../adapters/slack/slack-service.ts";
import type { Chat } from "./announcing/chat.ts";
import { openSlack } from "./announcing/slack.ts";
import { openTelegram } from "./announcing/telegram.ts";

const PATIENCE = 120_000;
const SOON = { timeout: 30_000 };
const GROUPS: Pick<NewBroadcast, "playground" | "topic" | "audience"> = {
  playground: false,
  topic: "service",
  audience: [{ kind: "groups" }],
};

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

  const run = <Result>(work: (transaction: Transaction) => Promise<Result>) =>
    store.inTransaction(work);
  const counted = async () => {
    const { groups, unreachable } = await run((tx) => estimate(tx, GROUPS, () => 30));
    return { groups, unreachable };
  };

  /** Sends an announcement to all groups, to the end; gives what became of it. */
  async function announces(title: string) {
    const id = await run(async (transaction) => {
      await operatorAsStaff(transaction);
      const made = await createBroadcast(transaction, OPERATOR, {
        ...{ ...GROUPS, buttons: [], required: [], override: "测试要求随时可发" },
        content: { title: { zh: title, en: "News" }, body: { zh: "请看。", en: "Please look." } },
      });
      const wish = { id: made ?? "none", by: OPERATOR };
      const parts = { now: Date.now(), rateOf: () => 30 };
      const result = await actOnBroadcast(transaction, "submit", wish, parts);
      return result.kind === "done" ? wish.id : result.kind;
    });
    const look = () => run((tx) => statusOf(tx, id, Date.now()));
    if (id === "nobody") return id;
    await expect.poll(async () => (await look())?.broadcast.state, SOON).toBe("done");
    const { sent, failed, skipped } = (await look()) ?? {};
    return { sent, failed, skipped };
  }

  test(
    "fails once, is counted as unreachable from then on, and gets announcements again once it is back",
    async () => {
      expect(await counted()).toEqual({ groups: 1, unreachable: 0 });
      expect(await announces("第一条")).toEqual({ sent: 1, failed: 0, skipped: 0 });
      losing.losesBot();
      expect(await announces("第二条")).toEqual({ sent: 0, failed: 1, skipped: 0 });
      expect(await counted()).toEqual({ groups: 0, unreachable: 1 });
      expect(await announces("第三条")).toBe("nobody");
      await losing.bringsBack();
      await expect.poll(counted, SOON).toEqual({ groups: 1, unreachable: 0 });
      expect(await announces("第四条")).toEqual({ sent: 1, failed: 0, skipped: 0 });
      const seen = (await losing.chat.group("lin")).join("\n");
      expect(
        ["第一条", "第二条", "第三条", "第四条"].filter((each) => seen.includes(each)),
      ).toEqual(["第一条", "第四条"]);
    },
    PATIENCE,
  );
});
