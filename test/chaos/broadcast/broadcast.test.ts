import { describe, expect, test } from "vitest";
import type { Call } from "../../stand-ins/telegram/server.ts";
import { builtService } from "../../support/built.ts";
import { testDatabase } from "../../support/postgres.ts";
import { chanceOf } from "../chance.ts";
import { imbalance, ledgerOf } from "./ledger.ts";
import { tryBroadcasts } from "./trial.ts";

const PATIENCE = 180_000;

/** One death; `npm run chaos -- broadcast` has a hundred, alone and as one of two. */
test(
  "an announcement reaches every chat once when the service is killed in the middle",
  async () => {
    const { problems, announcements } = await tryBroadcasts({
      entry: builtService(),
      database: await testDatabase(),
      chats: 60,
      perSecond: 60,
      processes: 1,
      times: 1,
      chance: chanceOf(7),
    });
    expect(problems).toEqual([]);
    expect(announcements.at(-1)).toMatchObject({ copies: 60, lost: 0, doubled: 0 });
  },
  PATIENCE,
);

describe("the ledger", () => {
  const TITLE = "公告 №1.";
  const call = (chat: number): Call => ({
    ...{ method: "sendMessage", status: 200, description: undefined, at: 0 },
    parameters: { chat_id: chat, text: `${TITLE}\n今天` },
  });

  test("notices what was lost, what came twice, and what came although it is said to have failed", () => {
    const recipients = [
      { chat: 1, state: "sent" },
      { chat: 2, state: "sent" },
      { chat: 3, state: "refused" },
      { chat: 4, state: "uncertain" },
    ];
    const calls = [call(1), call(1), call(3)];
    expect(ledgerOf(TITLE, recipients, calls)).toEqual({
      ...{ copies: 4, uncertain: 1, lost: 1, doubled: 1, misreported: 1 },
    });
  });

  test("notices figures that do not add up", () => {
    const figures = { sent: 3, failed: 1, skipped: 0, uncertain: 1, queued: 4, sending: 0 };
    expect(imbalance({ ...figures, state: "sending", audience: 9 })).toBeUndefined();
    expect(imbalance({ ...figures, state: "sending", audience: 10 })).toBeDefined();
  });
});
