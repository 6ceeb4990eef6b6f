import { expect, test } from "vitest";
import { PAST_WINDOW } from "../../../src/engine/adapter.ts";
import { groupWith, inGroup, useRunning, whenReady } from "./running.ts";

const at = useRunning();
const ready = () => whenReady(at());

test("a message is taken back within 48 hours, and said to be too old after them", async () => {
  const running = await ready();
  const { group } = groupWith(running);
  const space = inGroup(group);
  const sent = await running.send({ space });
  const messageId = sent.kind === "sent" ? sent.messageId : "none";
  const description = "Bad Request: message can't be deleted for everyone";
  running.telegram.plan({
    method: "deleteMessage",
    times: 1,
    kind: "error",
    code: 400,
    description,
  });
  expect(await running.adapter.retract({ space, messageId })).toEqual({
    kind: "refused",
    reason: PAST_WINDOW,
  });
  expect(running.telegram.people.botSaid(group)).toHaveLength(1);
  for (const _again of [1, 2]) {
    expect(await running.adapter.retract({ space, messageId })).toEqual({
      kind: "sent",
      messageId,
    });
  }
  expect(running.telegram.people.botSaid(group)).toEqual([]);
});
