import { describe, expect, test } from "vitest";
import { adapterOn } from "./adapter-on.ts";
import { LIN } from "./slack-service.ts";

describe("direct chats", () => {
  test("are opened once for each person", async () => {
    const { slack, adapter } = await adapterOn();
    const [one, two] = await Promise.all([adapter.directSpace(LIN), adapter.directSpace(LIN)]);
    expect([one, two]).toEqual([slack.people.direct(LIN).id, slack.people.direct(LIN).id]);
    expect(slack.calls.filter(({ method }) => method === "conversations.open")).toHaveLength(1);
  });

  test("cannot be opened with who is no user; Slack being away is another matter", async () => {
    const { slack, adapter } = await adapterOn();
    expect(await adapter.directSpace("UNOBODY")).toBeUndefined();
    slack.faults.push({ method: "conversations.open", times: 1, status: 500 });
    await expect(adapter.directSpace(LIN)).rejects.toThrow("could not be opened now");
    expect(await adapter.directSpace(LIN)).toBe(slack.people.direct(LIN).id);
  });

  test.each(["user_not_found", "user_disabled", "user_not_visible", "cannot_dm_bot"])(
    "%s is about the person",
    async (error) => {
      const { slack, adapter } = await adapterOn();
      slack.faults.push({ method: "conversations.open", times: 1, error });
      expect(await adapter.directSpace(LIN)).toBeUndefined();
    },
  );

  test("another refusal says nothing of the person, nor does a token that ended", async () => {
    const { slack, adapter } = await adapterOn();
    const refuses = (error: string) =>
      slack.faults.push({ method: "conversations.open", times: 1, error });
    refuses("method_not_supported_for_channel_type");
    await expect(adapter.directSpace(LIN)).rejects.toMatchObject({
      name: "DirectSpaceRefused",
      reason: "method_not_supported_for_channel_type",
    });
    refuses("account_inactive");
    await expect(adapter.directSpace(LIN)).rejects.toThrow("could not be opened now: badToken");
  });
});
