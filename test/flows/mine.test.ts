import { describe, expect, it } from "vitest";
import { parseHours } from "../../flows/account/mine.ts";
import type { AccountServices } from "../../flows/account/services.ts";
import { converse, openRuns } from "../support/conversation.ts";
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
      quietHours: async () => undefined,
      setQuietHours: async (_transaction, _person, hours) => {
        set.push(hours);
        return { kind: "set", zone: "Asia/Shanghai" };
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

  it("takes hours typed with the command while it asks for them, and asks no more", async () => {
    const lin = talk();
    expect((await lin.says("免打扰")).text).toContain("哪段时间");
    const done = await lin.says("免打扰 22:00-8:00");
    expect(done.text).toContain("22:00 到 08:00 之间（上海时间）");
    expect(done.text).not.toContain("回到刚才");
    expect(openRuns(lin)).toEqual([]);
    await lin.says("免打扰");
    await lin.says("稍后");
    await lin.says("免打扰 22-7", { space: "group" });
    expect(openRuns(lin)).toEqual([]);
    await lin.says("/quiet", { locale: "en" });
    expect((await lin.says("/quiet soon", { locale: "en" })).text).toContain("Between which hours");
    expect(openRuns(lin)).toHaveLength(1);
  });

  it("names the zone that is set", async () => {
    const zone = "Europe/London";
    const lin = talk({
      quietHours: async () => ({ from: 1320, until: 480, zone }),
      setQuietHours: async () => ({ kind: "set", zone }),
    });
    expect((await lin.says("我的")).text).toContain("22:00–08:00（Europe/London 时间）");
    const set = await lin.says("/quiet 22-7", { locale: "en" });
    expect(set.text).toContain("22:00 and 07:00 (time of Europe/London)");
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
