import { describe, expect, it } from "vitest";
import { converse, openRuns } from "../support/conversation.ts";
import { eventOf, FRIDAY, fakeEvents, seatOf, sessionOf } from "../support/fake-events.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

function talk(changes: Parameters<typeof fakeEvents>[0] = {}) {
  const events = fakeEvents({ seats: [seatOf()], ...changes });
  return converse(definition(deskServices(createLedger()), undefined, undefined, { events }));
}

const open = (command: string, args: string) => ({ kind: "open", command, args }) as const;

describe("what is coming", () => {
  it("lists events with time in their zone, place, room and closing time", async () => {
    const lin = talk({ seats: [] });
    const list = await lin.says("活动");
    expect(list.text).toContain(
      "EV-01 AI开放麦：11月27日周五 19:00–21:00｜V聚场二楼｜余 3｜11月26日周四 19:00 截止",
    );
    expect((await lin.tapsLabel("AI开放麦")).text).toMatch(
      /聊一聊[\s\S]*名额：余 3[\s\S]*\[报名\]/,
    );
    expect((await talk({ events: [] }).says("/events")).text).toMatch(/scheduled|排好的活动/);
  });

  it("shows one's own seat in a direct chat, and puts the live card into a group", async () => {
    const posted: string[] = [];
    const lin = talk({
      postCard: async (_transaction, at, code) => {
        posted.push(`${at.space}:${code}`);
        return { kind: "posted" };
      },
    });
    expect((await lin.taps(open("event", "EV-01"))).text).toContain("我的报名：已有位子");
    const inGroup = await lin.taps(open("event", "EV-01"), { space: "group" });
    expect(inGroup.sent).toEqual([]);
    expect(posted).toEqual(["group1:EV-01"]);
  });

  it.each([
    ["活动 EV-05", "创作夜"],
    ["活动：ev 05", "创作夜"],
    ["/events EV-05", "创作夜"],
    ["events ev-05", "Open mic"],
    ["event EV-05", "Open mic"],
    ["近期活动 ＥＶ－０５", "创作夜"],
  ])("“%s” shows that event at once, and no list", async (said, title) => {
    const lin = talk({ events: [eventOf("EV-01", "AI开放麦"), eventOf("EV-05", "创作夜")] });
    const { text, sent } = await lin.says(said);
    expect(sent).toHaveLength(1);
    expect(text).toMatch(new RegExp(`${title}[\\s\\S]*EV-05`));
    expect(text).not.toMatch(/EV-01|近期活动|Coming up/);
    expect(openRuns(lin)).toEqual([]);
  });

  it("a group that asks for one event by its code gets its live card", async () => {
    const posted: string[] = [];
    const lin = talk({
      postCard: async (_transaction, at, code) => {
        posted.push(`${at.space}:${code}`);
        return { kind: "posted" };
      },
    });
    expect((await lin.says("活动 EV-01", { space: "group" })).sent).toEqual([]);
    expect(posted).toEqual(["group1:EV-01"]);
  });

  it.each([
    ["活动 EV-77", "direct", /没有找到这场活动[\s\S]*EV-01 AI开放麦：11月27日/],
    ["活动详情 EV-77", "group", /没有找到这场活动[\s\S]*EV-01 AI开放麦：11月27日/],
    ["活动 EV-09", "direct", /没有找到这场活动[\s\S]*EV-01 AI开放麦：11月27日/],
  ] as const)(
    "“%s” names no event that is out (%s): says so, with those that are coming",
    async (said, space, words) => {
      const all = [eventOf("EV-01", "AI开放麦"), eventOf("EV-09", "秘密", { state: "draft" })];
      const lin = talk({ events: all, listEvents: async () => all.slice(0, 1) });
      const { text } = await lin.says(said, { space });
      expect(text).toMatch(words);
      expect(text).not.toMatch(/秘密|EV-77/);
      expect((await lin.tapsLabel("AI开放麦")).text).toContain("编号：EV-01");
    },
  );

  it("says so in English too", async () => {
    const { text } = await talk().says("/events EV-77", { locale: "en" });
    expect(text).toMatch(/couldn't find that event[\s\S]*EV-01 Open mic: Fri/);
  });

  it("without a code behind its word the list is shown, and nothing invented when there is none", async () => {
    const lin = talk();
    for (const said of ["活动详情", "/event", "活动 有什么"]) {
      expect((await lin.says(said)).text).toMatch(/近期活动|Coming up/);
    }
    expect((await talk({ events: [] }).says("活动 EV-01")).text).toMatch(
      /没有找到这场活动[\s\S]*近期还没有排好的活动/,
    );
  });

  it("offers to remind of what opens later, and several groups by name", async () => {
    const later = sessionOf("a", { openness: "not_yet_open", opensAt: FRIDAY });
    const groups = [
      sessionOf("g1", { title: { zh: "一组", en: "one" }, taken: 60 }),
      sessionOf("g2", { title: { zh: "二组", en: "two" } }),
    ];
    const lin = talk({
      seats: [],
      events: [
        eventOf("EV-06", "见面会", { sessions: [later] }),
        eventOf("EV-05", "创作夜", { sessions: groups }),
      ],
    });
    expect((await lin.says("活动详情 EV-06")).text).toContain("[开放时提醒我]");
    expect((await lin.says("活动详情 EV-05")).text).toMatch(/一组：已满，可候补[\s\S]*二组：余 3/);
  });

  it("does not show a group a card that is not there (any more)", async () => {
    const lin = talk({ postCard: async () => ({ kind: "not_found" }) });
    const said = await lin.taps(open("event", "EV-01"), { space: "group" });
    expect(said.text).toContain("没有找到这场活动");
  });
});
