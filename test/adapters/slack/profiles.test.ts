import { expect, test } from "vitest";
import { addUser } from "../../stand-ins/slack/world.ts";
import { type AdapterOn, adapterOn } from "./adapter-on.ts";

/** So many people say something, one after the other; how many of them the bot knew by name. */
async function greetedByName({ slack, taken }: AdapterOn, people: number): Promise<number> {
  const before = taken.length;
  for (let index = 0; index < people; index++) {
    const id = `U0NEW${index}`;
    addUser(slack.team, id, `创作者${index}`);
    await slack.people.says(id, slack.people.direct(id).id, "你好");
  }
  const now = taken.slice(before);
  expect(now).toHaveLength(people);
  return now.filter(({ account }) => account?.name !== undefined).length;
}

const asked = ({ slack }: AdapterOn) =>
  slack.calls.filter(({ method }) => method === "users.info").length;

test("more new people than Slack tells of in a minute are taken without a name, and no call is refused", async () => {
  let later = 0;
  const now = () => Date.now() + later;
  const at = await adapterOn({ platform: { limited: true, withinMs: 60_000 }, now });
  expect(await greetedByName(at, 110)).toBe(90);
  expect(at.slack.mistakes()).toEqual([]);
  later = 61_000;
  expect(await greetedByName(at, 92)).toBe(92);
});

test("told to wait, nobody is asked after until the wait is over", async () => {
  let later = 0;
  const now = () => Date.now() + later;
  const at = await adapterOn({ platform: { withinMs: 60_000 }, now });
  at.slack.faults.push({ method: "users.info", times: 1, status: 429, retryAfter: 30 });
  expect(await greetedByName(at, 3)).toBe(0);
  expect(asked(at)).toBe(1);
  later = 31_000;
  expect(await greetedByName(at, 3)).toBe(3);
  expect(asked(at)).toBe(4);
});
