import { describe, expect, test } from "vitest";
import { sampleIntents } from "../../../adapters/slack/samples.ts";
import { type AdapterOn, adapterOn, outgoing } from "./adapter-on.ts";
import { GROUP, heard, KITE, LIN, until } from "./slack-service.ts";

const { ask, choose, card } = sampleIntents("zh-CN");

/** A tap in the channel, answered by a question in the direct chat. */
async function tapThenAsked(on: AdapterOn, intent: typeof ask | typeof choose = ask) {
  const { slack, adapter } = on;
  await adapter.send(outgoing({ intent: card }));
  await slack.people.taps(LIN, GROUP, "问窗口");
  const direct = await adapter.directSpace(LIN);
  const asked = outgoing({ space: { platformId: direct ?? "", kind: "direct" }, intent });
  expect(await adapter.send(asked)).toMatchObject({ kind: "sent" });
  return asked;
}

const formOf = ({ slack }: AdapterOn) =>
  until("a form", () => slack.world.views.find(({ user }) => user === LIN));

describe("a typed question after a tap in a channel", () => {
  test("stands in the direct chat, and opens as a form where the person is", async () => {
    const on = await adapterOn();
    const asked = await tapThenAsked(on);
    await formOf(on);
    expect(heard(on.slack, LIN, asked.space.platformId).join()).toContain(ask.text);
    expect(heard(on.slack, KITE, GROUP).join()).not.toContain(ask.text);
    const { tries, answer } = await on.slack.people.submits(LIN, "第四年房租怎么算？");
    expect([tries, answer]).toEqual([[200], undefined]);
    expect(on.taken.at(-1)).toMatchObject({
      space: { platformId: asked.space.platformId, kind: "direct" },
      account: { platformId: LIN, name: "林小满" },
      body: { kind: "text", text: "第四年房租怎么算？", addressed: true },
    });
    expect(on.slack.mistakes()).toEqual([]);
  });

  test("answered with blanks alone: the form stays and says why", async () => {
    const on = await adapterOn();
    await tapThenAsked(on);
    await formOf(on);
    const { answer } = await on.slack.people.submits(LIN, " \n\u200b ");
    expect(answer).toEqual({ response_action: "errors", errors: { answer: "还没有写内容。" } });
    expect(on.taken.filter(({ body }) => body.kind === "text")).toEqual([]);
    expect(on.slack.world.views).toHaveLength(1);
  });

  test("answered in the direct chat meanwhile: the form's words are not taken for another answer", async () => {
    const on = await adapterOn();
    const asked = await tapThenAsked(on);
    await formOf(on);
    await on.adapter.send({ ...asked, outbound: "next", intent: choose });
    const { answer } = await on.slack.people.submits(LIN, "第四年房租怎么算？");
    expect(JSON.stringify(answer)).toContain("已经回答过");
    expect(on.taken.filter(({ body }) => body.kind === "text")).toEqual([]);
  });

  test("handed in while the service cannot commit: the form stays open with its words", async () => {
    const on = await adapterOn();
    await tapThenAsked(on);
    await formOf(on);
    on.receive = async () => {
      throw new Error("The database is away");
    };
    expect((await on.slack.people.submits(LIN, "第四年？")).tries).toEqual([503]);
    on.receive = undefined;
    expect((await on.slack.people.submits(LIN, "第四年？")).tries).toEqual([200]);
    expect(on.taken.at(-1)).toMatchObject({ body: { text: "第四年？" } });
  });

  test("a form that may not open any more loses nothing", async () => {
    const on = await adapterOn();
    on.slack.faults.push({ method: "views.open", times: 1, error: "expired_trigger_id" });
    const asked = await tapThenAsked(on);
    await until("the refusal", () => on.logged().includes("a form could not be opened"));
    expect(heard(on.slack, LIN, asked.space.platformId).join()).toContain(ask.text);
  });
});

describe("no form", () => {
  test("for a question with options", async () => {
    const on = await adapterOn();
    await tapThenAsked(on, choose);
    expect(on.slack.calls.some(({ method }) => method === "views.open")).toBe(false);
  });

  test("after a tap in the direct chat itself, where the question stands in view", async () => {
    const on = await adapterOn();
    const space = { platformId: on.slack.people.direct(LIN).id, kind: "direct" } as const;
    await on.adapter.send(outgoing({ space, intent: card }));
    await on.slack.people.taps(LIN, space.platformId, "问窗口");
    await on.adapter.send(outgoing({ space, intent: ask }));
    expect(on.slack.calls.some(({ method }) => method === "views.open")).toBe(false);
  });

  test("three seconds after the tap", async () => {
    let now = Date.now();
    const on = await adapterOn({ now: () => now });
    await on.adapter.send(outgoing({ intent: card }));
    await on.slack.people.taps(LIN, GROUP, "问窗口");
    now += 3_000;
    const direct = await on.adapter.directSpace(LIN);
    await on.adapter.send(
      outgoing({ space: { platformId: direct ?? "", kind: "direct" }, intent: ask }),
    );
    expect(on.slack.calls.some(({ method }) => method === "views.open")).toBe(false);
  });
});
