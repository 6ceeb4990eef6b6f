import { describe, expect, it } from "vitest";
import { parseHours } from "../../flows/account/mine.ts";
import type { AccountServices } from "../../flows/account/services.ts";
import { converse } from "../support/conversation.ts";
import { fakeKnowledge } from "../support/fake-knowledge.ts";
import {
  createLedger,
  definition,
  deskServices,
  fakeAccount,
  fakePolicy,
} from "../support/fake-services.ts";

function talk(changes: Partial<AccountServices> = {}) {
  const account = fakeAccount(changes);
  return converse(
    definition(deskServices(createLedger()), fakePolicy, fakeKnowledge(), { account }),
  );
}

describe("我的", () => {
  it("shows what is under way and how the person likes to be talked to, privately", async () => {
    const mine = async () => [
      { label: { zh: "工单 T-1", en: "Ticket T-1" }, value: { zh: "已回复", en: "answered" } },
    ];
    const { sent, text } = await talk({ mine }).says("我的", { space: "group" });
    expect(text).toMatch(/工单 T-1：已回复[\s\S]*免打扰：22:00–08:00（上海时间）/);
    expect(sent.map(({ to }) => to.kind)).toEqual(["person", "onlyYou"]);
    expect((await talk().says("/my", { locale: "en" })).text).toMatch(/nothing under way/);
  });

  it("leads to the quiet hours", async () => {
    const set: unknown[] = [];
    const lin = talk({
      quietHours: async () => ({ from: 0, until: 0 }),
      setQuietHours: async (_transaction, _person, hours) => {
        set.push(hours);
        return { kind: "set" };
      },
    });
    expect((await lin.says("我的")).text).toContain("免打扰：没有设");
    expect((await lin.tapsLabel("改免打扰时段")).text).toContain("22:00-08:00");
    expect((await lin.says("随便")).text).toContain("没看懂这个时段");
    expect((await lin.says("23点到7点半")).text).toContain("23:00 到 07:");
    expect((await lin.says("免打扰 关闭")).text).toContain("随时发给你");
    expect((await lin.says("/quiet 22-8", { locale: "en" })).text).toContain("22:00 and 08:00");
    expect(set).toHaveLength(3);
  });

  it.each([
    ["22:00-08:00", { from: 1320, until: 480 }],
    ["22：30 到 次日7:15", { from: 1350, until: 435 }],
    ["0-6", { from: 0, until: 360 }],
    ["off", { from: 0, until: 0 }],
  ])("reads %s", (said, value) => {
    expect(parseHours(said)).toEqual({ ok: true, value });
  });
});
