import { expect, test } from "vitest";
import { noting } from "../../src/delivery/sending/put-off.ts";
import type { ClaimedMessage } from "../../src/store/outbound/claim.ts";

function message(id: string, after?: readonly string[]): ClaimedMessage {
  return {
    id,
    installation: "i",
    chat: "c",
    purpose: "reply",
    destination: "space",
    space: undefined,
    account: undefined,
    thread: undefined,
    replyTo: undefined,
    edits: undefined,
    retracts: undefined,
    intent: { kind: "say", text: id },
    locale: "zh-CN",
    attempts: 0,
    ...(after ? { fresh: { after } } : {}),
  };
}

test("what comes straight from its commit does not overtake what was put off meanwhile", async () => {
  let noted = 0;
  const work = noting(
    {
      send: async ({ id }) => (id === "slow" ? 1_000 : undefined),
      hold: async () => undefined,
    },
    () => {
      noted += 1;
    },
  );
  const next = message("next", ["slow"]);
  expect(work.isPutOffBefore(next)).toBe(false);
  await work.send(message("quick"));
  expect([work.isPutOffBefore(message("next", ["quick"])), noted]).toEqual([false, 0]);
  await work.send(message("slow"));
  expect([work.isPutOffBefore(next), noted]).toEqual([true, 1]);
  expect(work.isPutOffBefore(message("claimed"))).toBe(false);
});

test("a message whose fate could not be written counts as put off", async () => {
  const broken = {
    send: async () => Promise.reject(new Error("away")),
    hold: async () => undefined,
  };
  const work = noting(broken, () => undefined);
  await expect(work.send(message("lost"))).rejects.toThrow("away");
  expect(work.isPutOffBefore(message("next", ["lost"]))).toBe(true);
});
