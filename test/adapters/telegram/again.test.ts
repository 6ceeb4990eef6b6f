import { describe, expect, onTestFinished, test } from "vitest";
import { groupWith, inGroup, type Running, startRunning, whenReady } from "./running.ts";

describe("what is tried again in another way waits for the chat's pace, and is not tried in the first way again", () => {
  let clock = Date.now();
  const paced = async () => {
    const running = await startRunning({ adapter: { chatEveryMs: 1_000, now: () => clock } });
    onTestFinished(async () => {
      await running.adapter.stop();
      await running.telegram.stop();
    });
    return whenReady(running);
  };
  const made = ({ telegram }: Running, method: string, group: number) =>
    telegram.calls.filter((call) => call.method === method && call.parameters["chat_id"] === group)
      .length;

  test("an edit of a message that is gone", async () => {
    const running = await paced();
    const { group } = groupWith(running);
    const message = { space: inGroup(group), edits: "31", outbound: "edit" };
    expect(await running.send(message)).toEqual({
      kind: "later",
      afterMs: 1_000,
      scope: "message",
    });
    clock += 1_000;
    expect(await running.send(message)).toMatchObject({ kind: "sent" });
    expect([made(running, "editMessageText", group), made(running, "sendMessage", group)]).toEqual([
      1, 1,
    ]);
  });

  test("a message to a topic that was closed", async () => {
    const running = await paced();
    const { group } = groupWith(running, "supergroup");
    const message = { space: inGroup(group), thread: "12345", outbound: "topic" };
    expect(await running.send(message)).toEqual({
      kind: "later",
      afterMs: 1_000,
      scope: "message",
    });
    clock += 1_000;
    expect(await running.send(message)).toMatchObject({ kind: "sent" });
    expect(made(running, "sendMessage", group)).toBe(2);
    expect(running.telegram.people.botSaid(group)[0]?.thread).toBeUndefined();
  });
});
