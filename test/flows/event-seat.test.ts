import { describe, expect, it } from "vitest";
import { converse, openRuns } from "../support/conversation.ts";
import { eventOf, FRIDAY, fakeEvents, SEATED, seatOf } from "../support/fake-events.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

function talk(changes: Parameters<typeof fakeEvents>[0] = {}) {
  const events = fakeEvents({ seats: [seatOf()], ...changes });
  return converse(definition(deskServices(createLedger()), undefined, undefined, { events }));
}

const open = (command: string, args: string) => ({ kind: "open", command, args }) as const;

describe("one's own seat", () => {
  it("shows the pass, or where one stands", async () => {
    expect((await talk().taps(open("seat", "seat1"))).text).toMatch(
      /入场码 · AI开放麦[\s\S]*ABCD2345/,
    );
    const states = [
      [{ state: "waiting", place: 3 }, "候补第 3 位"],
      [{ state: "offered", offeredUntil: FRIDAY }, "有位子留给你"],
      [{ state: "requested" }, "等主办方确认"],
      [{ state: "released" }, "已让出"],
    ] as const;
    for (const [more, words] of states) {
      const said = await talk({ seats: [seatOf(more)] }).taps(open("seat", "seat1"));
      expect(said.text).toContain(words);
      expect(said.text).not.toContain("ABCD2345");
    }
    expect((await talk({ seats: [] }).taps(open("seat", "seat1"))).text).toContain(
      "没有找到这个报名",
    );
  });

  it("lists all sign-ups", async () => {
    expect((await talk().says("我的报名")).text).toMatch(/AI开放麦：11月27日周五 19:00 · 已有位子/);
    expect((await talk({ seats: [] }).says("我的报名")).text).toContain("现在没有报名");
  });

  it("is given back after a last look", async () => {
    const lin = talk();
    expect((await lin.says("取消 EV-01")).text).toMatch(/要让出“AI开放麦”[\s\S]*确认取消报名/);
    expect((await lin.says("确认")).text).toMatch(/已取消“AI开放麦”的报名[\s\S]*\[报名\]/);
    const two = talk({ seats: [seatOf(), seatOf({ seat: "seat2", code: "EV-02" })] });
    expect((await two.says("取消报名")).text).toContain("要让出哪一个");
    expect((await two.says("2")).text).toContain("要让出");
    expect((await two.says("取消")).text).toContain("已取消，什么都没有提交");
    expect((await talk({ seats: [] }).says("/withdraw EV-01")).text).toContain("没有可以取消");
  });

  it.each([
    [
      { kind: "withdrawn", session: "s", was: "waiting", passedOn: false },
      "已退出“AI开放麦”的候补",
    ],
    [{ kind: "withdrawn", session: "s", was: "taken", passedOn: true }, "已取消“AI开放麦”的报名"],
    [{ kind: "not_signed_up" }, "没有可以取消"],
    [{ kind: "too_late" }, "已经开始"],
    [{ kind: "not_found" }, "没有找到这个报名"],
  ] as const)("is freed at a tap on a reminder, or says why not: %o", async (result, words) => {
    const lin = talk({ withdrawSeat: async () => result });
    expect((await lin.taps(open("seat-withdraw", "seat1"))).text).toContain(words);
    await lin.says("取消报名 EV-01");
    expect((await lin.says("确认")).text).toContain(words);
  });

  it.each([
    [SEATED, "报名成功"],
    [{ kind: "declined", passedOn: false }, "让给下一位"],
    [{ kind: "expired" }, "顺延给下一位"],
    [{ kind: "no_offer", state: "released" }, "没有留给你的位子：已让出"],
    [{ kind: "not_found" }, "没有找到这个报名"],
  ] as const)("is taken up or declined when offered: %o", async (result, words) => {
    const accepted: boolean[] = [];
    const lin = talk({
      answerOffer: async (_transaction, _person, _seat, yes) => {
        accepted.push(yes);
        return result;
      },
    });
    expect((await lin.taps(open("offer-accept", "seat1"))).text).toContain(words);
    expect((await lin.taps(open("offer-decline", "seat1"))).text).toContain(words);
    expect(accepted).toEqual([true, false]);
  });

  it("is kept at a tap", async () => {
    expect((await talk().taps(open("seat-keep", "seat1"))).text).toContain("位子给你留着");
    const gone = talk({ confirmSeat: async () => ({ kind: "not_found" }) });
    expect((await gone.taps(open("seat-keep", "seat1"))).text).toContain("没有找到这个报名");
  });

  it.each([
    [{ kind: "changed" }, "改好了"],
    [{ kind: "invalid_answers", questions: ["name"] }, "现在不收"],
    [{ kind: "fixed_answer", question: "name" }, "不能直接改"],
    [{ kind: "not_found" }, "没有找到这个报名"],
  ] as const)("has answers that can be changed later: %o", async (result, words) => {
    const changes: object[] = [];
    const lin = talk({
      changeAnswers: async (_transaction, _person, _seat, { answers }) => {
        changes.push(answers);
        return result;
      },
    });
    expect((await lin.taps(open("seat-change", "seat1"))).text).toMatch(
      /改哪一项[\s\S]*称呼：小满/,
    );
    await lin.says("联系电话");
    expect((await lin.says("12")).text).toContain("号码看起来不对");
    expect((await lin.says("13900000000")).text).toContain(words);
    await lin.taps(open("seat-change", "seat1"));
    await lin.says("想问的一个问题");
    await lin.says("跳过");
    expect(changes).toEqual([{ phone: "+8613900000000" }, { ask: "" }]);
  });

  it("has nothing to change where nothing was asked", async () => {
    const events = [eventOf("EV-01", "AI开放麦", { questions: [] })];
    expect((await talk({ events }).taps(open("seat-change", "seat1"))).text).toContain(
      "没有可以改",
    );
    expect((await talk({ seats: [] }).taps(open("seat-change", "x1"))).text).toContain("没有找到");
  });
});

describe("reminders on wish", () => {
  it.each([
    [{ kind: "will_remind", about: "opens", at: FRIDAY }, "11月27日周五 19:00 一开放"],
    [{ kind: "will_remind", about: "starts", at: FRIDAY }, "11月27日周五 19:00 提醒你"],
    [{ kind: "too_late" }, "已经开始或结束"],
    [{ kind: "not_found" }, "没有找到这场活动"],
  ] as const)("are set: %o", async (result, words) => {
    const lin = talk({ remindMe: async () => result });
    expect((await lin.says("提醒我 EV-01")).text).toContain(words);
    expect((await lin.says("提醒我 EV-77")).text).toContain("没有找到这场活动");
  });

  it("ask which event when none is named", async () => {
    const lin = talk({ events: [eventOf("EV-01", "一"), eventOf("EV-02", "二")] });
    expect((await lin.says("/remindme")).text).toMatch(/Which event|提醒哪一场/);
    expect((await lin.says("2")).text).toContain("一开放报名就告诉你");
  });
});

describe("at the door", () => {
  it.each([
    [{ kind: "checked_in", seat: "s", places: 1, startsAt: FRIDAY }, "签到成功"],
    [{ kind: "already_in", seat: "s", at: FRIDAY }, "11月27日周五 19:00 已经签过到了"],
    [{ kind: "wrong_day", seat: "s", startsAt: FRIDAY, zone: "Asia/Shanghai" }, "不是今天"],
    [{ kind: "given_up", seat: "s" }, "已经让出"],
    [{ kind: "no_seat", seat: "s", state: "waiting" }, "在候补名单上"],
    [{ kind: "cancelled" }, "取消了"],
    [{ kind: "not_found" }, "没有找到你在这场的报名"],
    [{ kind: "not_staff" }, "工作人员"],
  ] as const)("%o", async (result, words) => {
    const lin = talk({ checkInHere: async () => result });
    expect((await lin.says("签到 EV-01")).text).toContain("6 位数字");
    expect((await lin.says("12345")).text).toContain("是 6 位数字");
    expect((await lin.says("１２３ ４５６")).text).toContain(words);
    expect(openRuns(lin)).toEqual([]);
  });

  it("takes code and digits at once, and asks again when they don't match", async () => {
    const tried: string[] = [];
    const lin = talk({
      checkInHere: async (_transaction, _person, _code, digits) => {
        tried.push(digits);
        return digits === "654321"
          ? { kind: "checked_in", seat: "s", places: 1, startsAt: FRIDAY }
          : { kind: "wrong_code" };
      },
    });
    expect((await lin.says("签到 EV-01 123456")).text).toMatch(/数字对不上[\s\S]*6 位数字/);
    expect((await lin.says("654321")).text).toContain("签到成功");
    expect(tried).toEqual(["123456", "654321"]);
    expect((await lin.says("签到 654321")).text).toContain("签到成功");
    expect((await lin.says("签到 EV-77")).text).toContain("没有找到这场活动");
  });
});

describe("the day after", () => {
  it("takes a tap, and a word more from those who did not like it", async () => {
    const kept: (string | undefined)[] = [];
    const lin = talk({
      giveFeedback: async (_transaction, _person, _seat, rating, words) => {
        kept.push(`${rating}:${words ?? ""}`);
        return { kind: "kept" };
      },
    });
    expect((await lin.taps(open("event-feedback", "seat1-3"))).text).toContain("谢谢");
    expect((await lin.taps(open("event-feedback", "seat1-1"))).text).toContain("哪里不好");
    expect((await lin.says("长".repeat(501))).outcome).toBe("retried");
    await lin.says("太吵了");
    expect(kept).toEqual(["3:", "1:太吵了"]);
    for (const [kind, words] of [
      ["not_there", "到场的人"],
      ["not_found", "没有找到"],
    ] as const) {
      const other = talk({ giveFeedback: async () => ({ kind }) });
      expect((await other.taps(open("event-feedback", "seat1-2"))).text).toContain(words);
    }
    expect((await lin.taps(open("event-feedback", "seat1-9"))).outcome).toBe("stale");
  });
});
