import { expect } from "vitest";
import { estimate } from "../../../src/domain/broadcasts/estimate.ts";
import { type BroadcastStatus, statusOf } from "../../../src/domain/broadcasts/status.ts";
import {
  actOnBroadcast,
  createBroadcast,
  type NewBroadcast,
} from "../../../src/domain/broadcasts/work.ts";
import { operatorAsStaff } from "../../../src/domain/staff-roles.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import type { Store } from "../../../src/store/store.ts";

const SOON = { timeout: 30_000 };
const PARTS = { rateOf: () => 30 };

/** What became of an announcement; `nobody` when it would have reached none. */
type Became =
  | ({ readonly id: string } & Pick<BroadcastStatus, "sent" | "failed" | "skipped">)
  | "nobody";

/** Whoever is at the command line, announcing to the same people and groups again and again. */
export function operatorAnnouncing(store: Store, audience: NewBroadcast["audience"]) {
  const run: Store["inTransaction"] = (work) => store.inTransaction(work);
  const whom = { playground: false, topic: "service", audience } as const;

  async function look(id: string): Promise<BroadcastStatus> {
    const status = await run((transaction) => statusOf(transaction, id, Date.now()));
    if (!status) throw new Error("There is no such announcement");
    return status;
  }

  async function isDone(id: string): Promise<Became> {
    await expect.poll(async () => (await look(id)).broadcast.state, SOON).toBe("done");
    const { sent, failed, skipped } = await look(id);
    return { id, sent, failed, skipped };
  }

  const act = (act: "submit" | "retry", id: string) =>
    run((transaction) =>
      actOnBroadcast(transaction, act, { id, by: OPERATOR }, { ...PARTS, now: Date.now() }),
    );

  return {
    look,
    /** Whom it would reach. */
    counted: () => run((transaction) => estimate(transaction, whom, PARTS.rateOf)),
    /** Sends an announcement to the end. */
    async announces(title: string): Promise<Became> {
      const id = await run(async (transaction) => {
        await operatorAsStaff(transaction);
        return createBroadcast(transaction, OPERATOR, {
          ...{ ...whom, buttons: [], required: [], override: "测试要求随时可发" },
          content: { title: { zh: title, en: "News" }, body: { zh: "请看。", en: "Please look." } },
        });
      });
      const result = await act("submit", id ?? "none");
      if (result.kind === "nobody") return "nobody";
      expect(result.kind).toBe("done");
      return isDone(id ?? "none");
    },
    /** Sends what failed once more, to the end. */
    async retries(id: string): Promise<Became> {
      expect(await act("retry", id)).toMatchObject({ kind: "done" });
      return isDone(id);
    },
  };
}
