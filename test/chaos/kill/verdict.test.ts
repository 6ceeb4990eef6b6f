import { expect, test } from "vitest";
import { useStore } from "../../store/support/store.ts";
import { said, take } from "../../store/support/turns.ts";
import { judge } from "./verdict.ts";

const at = useStore();

test("what was acknowledged without a turn is lost, and what was said without a place is no answer", async () => {
  const installation = await at.store.installations.ensure("web", "playground");
  const { turn } = await take(at.store, said({ installation, key: "kill-one" }));
  await take(at.store, said({ installation, key: "kill-two" }));
  const space = "direct:lin";
  const body = { kind: "text", text: "您好" } as const;
  for (const { id } of turn.outbound) {
    await at.store.playground.add({ key: id, space, author: "bot", body });
  }
  const verdict = await judge(at.sql, ["kill-one", "kill-two", "kill-three"]);
  expect(verdict).toEqual({
    lost: ["kill-three"],
    doubled: [],
    unanswered: ["kill-two"],
    turns: 2,
  });
});
