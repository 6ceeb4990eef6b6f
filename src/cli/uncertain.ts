import { operatorAsStaff } from "../domain/staff-roles.ts";
import {
  SETTLEMENTS,
  type SettledByHand,
  type SettlementByHand,
  settleByHand,
} from "../domain/uncertain-messages.ts";
import { OPERATOR } from "../store/audit.ts";
import type { Store } from "../store/store.ts";

/** Whoever sends again what may have arrived has read what may come of it. */
export const MAY_ARRIVE_TWICE = "--may-arrive-twice";

const MOST = 1000;

/** What a verb settles messages as; undefined when it settles none. */
export function settlementNamed(verb: string | undefined): SettlementByHand | undefined {
  return SETTLEMENTS.find((known) => known === verb);
}

/** Replies, notices and reminders of which nobody knows whether they arrived; where, and nothing of what they say. */
export async function listUncertain(store: Store, json: boolean): Promise<number> {
  for (const message of await store.outbound.uncertain(MOST)) {
    const { id, purpose, platform, kind, chat, reason, attempts, at } = message;
    const row = {
      ...{ id, at: new Date(at).toISOString(), purpose, kind },
      chat: `${platform ?? "-"}:${chat ?? "-"}`,
      ...{ attempts, reason: reason ?? "-" },
    };
    process.stdout.write(`${json ? JSON.stringify(row) : Object.values(row).join("  ")}\n`);
  }
  return 0;
}

/** Says of a message that it arrived, sends it again or lets it be. */
export async function settleUncertain(
  store: Store,
  as: SettlementByHand,
  id: string,
  isWarned: boolean,
): Promise<number> {
  if (as === "again" && !isWarned) {
    process.stderr.write(
      `If ${id} did arrive, it will be there twice. Look in its chat first (“failures uncertain”), then: failures again ${id} ${MAY_ARRIVE_TWICE}\n`,
    );
    return 1;
  }
  const result = await store.inTransaction(async (transaction) => {
    await operatorAsStaff(transaction);
    return settleByHand(transaction, { id, by: OPERATOR, as });
  });
  const said = sayingOf(as, id, result);
  if (result.kind !== "done") {
    process.stderr.write(`${said}\n`);
    return 1;
  }
  process.stdout.write(`${said}\n`);
  return 0;
}

const DONE: Readonly<Record<SettlementByHand, string>> = {
  arrived: "is noted as arrived",
  again: "goes out again as soon as the service runs",
  leave: "is let be",
};

function sayingOf(as: SettlementByHand, id: string, result: SettledByHand): string {
  switch (result.kind) {
    case "done":
      return `${id} ${DONE[as]}`;
    case "not_found":
      return `There is no message ${id}; “failures uncertain” shows those that may have arrived`;
    case "settled":
      return `${id} is settled already: nothing was done`;
    case "outdated":
      return `${id} cannot go out again: its words were erased, or a newer state of its card is out; let it be with “failures leave ${id}”`;
    case "of_announcement":
      return `${id} is a copy of an announcement: send it again with “broadcast retry ${result.announcement} --uncertain”`;
    case "not_allowed":
      return "the operator's role was changed: give it back with “console link”";
  }
}
