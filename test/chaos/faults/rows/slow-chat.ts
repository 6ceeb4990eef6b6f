import type { Rig } from "../rig.ts";
import { type Fault, type Row, tryFault } from "../row.ts";

const RETRY_AFTER_SECONDS = 1_200;
/** What the others' waits may differ by, since no two runs are alike. */
const ALIKE = { factor: 1.5, ms: 500 };

/** A chat is told to wait for twenty minutes while the bot is at its full pace; the others go on as without it. */
export const slowChat: Fault = {
  name: "one chat under a 20-minute 429",
  async run(setting) {
    const name = "the same without the 429";
    const without = await tryFault(setting, {
      name,
      repeats: 0,
      async go({ creators }) {
        await Promise.all(creators.map((creator) => creator.converse()));
        return {};
      },
    });
    const row = await tryFault(setting, { name: slowChat.name, repeats: 0, go: amongOthers });
    const beside = `wait p99 without it ${(without.p99Ms / 1_000).toFixed(1)} s`;
    return {
      ...row,
      notes: [...row.notes, beside],
      problems: [...row.problems, ...without.problems, ...slower(row, without)],
    };
  },
};

async function amongOthers({ telegram, creators, bystander }: Rig) {
  const { id } = bystander();
  telegram.plan({
    method: "sendMessage",
    kind: "error",
    code: 429,
    retryAfter: RETRY_AFTER_SECONDS,
    chat: id,
    times: Number.POSITIVE_INFINITY,
  });
  const talking = creators.map((creator) => creator.converse());
  telegram.people.says(id, id, "/desk");
  await Promise.all(talking);
  const calls = telegram.calls.filter(({ parameters }) => parameters["chat_id"] === id).length;
  return {
    held: 1,
    notes: [`${calls} call to the chat that waits`],
    problems: calls === 1 ? [] : [`${calls} calls to the chat that waits`],
  };
}

function slower(row: Row, without: Row): string[] {
  const isSlower = row.p99Ms > without.p99Ms * ALIKE.factor + ALIKE.ms;
  return isSlower ? [`waits of ${row.p99Ms} ms, without the 429 ${without.p99Ms} ms`] : [];
}
