import { describe, expect, it } from "vitest";
import type { SignUpRequest } from "../../src/domain/events/work.ts";
import { converse, openRuns } from "../support/conversation.ts";
import { eventOf, FRIDAY, fakeEvents, seatOf, sessionOf } from "../support/fake-events.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

function talk(changes: Parameters<typeof fakeEvents>[0] = {}) {
  const requests: SignUpRequest[] = [];
  const events = fakeEvents({ requests, ...changes });
  const bot = definition(deskServices(createLedger()), undefined, undefined, { events });
  return { requests, lin: converse(bot) };
}

async function answerAll(lin: ReturnType<typeof converse>): Promise<void> {
  await lin.says("同意");
  await lin.says("小满");
  await lin.says("138 0000 0000");
  await lin.says("2");
  await lin.says("跳过");
}

describe("signing up", () => {
  it("asks consent before the first personal question, then each question, then confirms", async () => {
    const { lin, requests } = talk();
    expect((await lin.says("报名 EV-01")).text).toContain("同意吗");
    expect((await lin.says("同意")).text).toContain("称呼（1/4）");
    expect((await lin.says("小满")).text).toContain("联系电话（2/4）");
    expect((await lin.says("１３８　００００　００００")).text).toMatch(/主要平台[\s\S]*1\. B站/);
    expect((await lin.tapsLabel("抖音")).text).toMatch(/想问的一个问题[\s\S]*跳过/);
    const review = await lin.says("跳过");
    expect(review.text).toMatch(/请核对 · AI开放麦[\s\S]*11月27日周五 19:00–21:00/);
    expect(review.text).toContain("+8613800000000");
    expect(review.text).toContain("主要平台：抖音");
    const [card] = review.sent;
    const labels = (card?.intent.buttons ?? []).map(({ label }) => label);
    expect(labels[0]).toBe("确认报名");
    expect(labels.at(-1)).toBe("取消");
    expect(requests).toEqual([]);
    const pass = await lin.tapsLabel("确认报名");
    expect(pass.text).toMatch(/报名成功[\s\S]*入场码：ABCD2345[\s\S]*请带上：笔记本/);
    expect(pass.sent.at(-1)?.intent.attachments).toEqual([
      { kind: "qr", label: "QR", text: "ABCD2345" },
    ]);
    expect(requests).toMatchObject([
      {
        code: "EV-01",
        session: "ev01s",
        answers: { name: "小满", phone: "+8613800000000", platform: "douyin" },
      },
    ]);
    expect(requests[0]?.answers).not.toHaveProperty("ask");
    expect(openRuns(lin)).toEqual([]);
  });

  it("speaks English to whoever does", async () => {
    const { lin } = talk();
    await lin.says("/language en");
    expect((await lin.says("/signup EV-01")).text).toContain("Do you agree?");
    await lin.says("yes");
    await lin.says("Kite");
    await lin.says("+44 20 7946 0000");
    await lin.says("Bilibili");
    const review = await lin.says("skip");
    expect(review.text).toContain("Fri 27 Nov, 19:00–21:00");
    expect((await lin.says("confirm")).text).toContain("You're in");
  });

  it("knows its English words without a slash when a code stands behind them", async () => {
    const { lin } = talk();
    await lin.says("/language en");
    expect((await lin.says("signup EV-01")).text).toContain("Do you agree?");
    await lin.says("cancel");
    await lin.says("signup for what?");
    expect(openRuns(lin)).toEqual([]);
  });

  it("is put aside with 稍后 and taken up again where it was, with what was answered", async () => {
    const { lin, requests } = talk();
    await lin.says("报名 EV-01");
    await lin.says("同意");
    await lin.says("小满");
    await lin.says("稍后");
    expect(openRuns(lin)).toHaveLength(1);
    expect((await lin.says("继续")).text).toContain("联系电话");
    await lin.says("13800000000");
    await lin.says("抖音");
    await lin.says("跳过");
    await lin.says("确认");
    expect(requests[0]?.answers).toMatchObject({ name: "小满", phone: "+8613800000000" });
  });

  it("takes two taps from whoever is known, and leaves out what nobody must answer", async () => {
    const { lin, requests } = talk({
      hasConsent: () => true,
      earlierAnswers: async () => ({ name: "小满", phone: "+8613800000000", platform: "douyin" }),
    });
    const open = { kind: "open", command: "signup", args: "EV-01" } as const;
    const review = await lin.taps(open, { space: "group" });
    expect(review.text).toMatch(/请核对[\s\S]*称呼：小满[\s\S]*以前报名时填的/);
    expect((await lin.tapsLabel("改称呼")).text).toContain("称呼");
    await lin.says("满满");
    expect((await lin.tapsLabel("确认报名")).text).toContain("报名成功");
    expect(requests).toMatchObject([{ answers: { name: "满满", platform: "douyin" } }]);
    const toGroup = lin.heard.filter(({ to }) => to.kind !== "person");
    expect(JSON.stringify(toGroup)).not.toMatch(/小满|满满|138/);
  });

  it("takes four when a session and the kind of seat must be chosen as well", async () => {
    const who = {
      key: "role",
      label: { zh: "身份", en: "role" },
      type: "choice" as const,
      required: true,
      personal: false,
      options: [
        { id: "student", label: { zh: "学生", en: "Student" } },
        { id: "other", label: { zh: "其他", en: "Other" } },
      ],
    };
    const { lin, requests } = talk({
      hasConsent: () => true,
      earlierAnswers: async () => ({ name: "小满" }),
      events: [
        eventOf("EV-07", "选题日", {
          questions: [...eventOf("EV-07", "选题日").questions.slice(0, 1), who],
          sessions: [
            sessionOf("g1", { title: { zh: "上午", en: "Morning" } }),
            sessionOf("g2", { title: { zh: "下午", en: "Afternoon" } }),
          ],
        }),
      ],
    });
    await lin.taps({ kind: "open", command: "signup", args: "EV-07" }, { space: "group" });
    await lin.tapsLabel("下午");
    expect((await lin.tapsLabel("学生")).text).toContain("请核对");
    expect((await lin.tapsLabel("确认报名")).text).toContain("报名成功");
    expect(requests).toMatchObject([{ session: "g2", answers: { name: "小满", role: "student" } }]);
  });

  it("asks those who agree anew whether earlier answers may be used, and fills in again if not", async () => {
    const known = { earlierAnswers: async () => ({ name: "小满" }) };
    const { lin } = talk(known);
    await lin.says("报名 ev 01");
    expect((await lin.says("同意")).text).toMatch(/以前报名时填过[\s\S]*小满/);
    expect((await lin.says("重新填")).text).toContain("称呼");
    const other = talk(known);
    await other.lin.says("报名 EV-01");
    await other.lin.says("同意");
    expect((await other.lin.says("用这些")).text).toContain("联系电话");
  });

  it("keeps nothing without consent", async () => {
    const { lin, requests } = talk();
    await lin.says("报名 EV-01");
    expect((await lin.says("不同意")).text).toContain("没有报名");
    expect(requests).toEqual([]);
    expect(openRuns(lin)).toEqual([]);
  });

  it("understands a sentence, and asks back when several events fit", async () => {
    const events = [
      eventOf("EV-01", "AI开放麦", { kind: "AI开放麦" }),
      eventOf("EV-02", "微短剧怎么找钱"),
      eventOf("EV-03", "发布前自检", {
        kind: "合规主题沙龙",
        sessions: [sessionOf("ev03s", { startsAt: FRIDAY + 86_400_000 })],
      }),
    ];
    const { lin } = talk({ events });
    expect((await lin.says("周五的沙龙帮我报一个")).text).toContain("微短剧怎么找钱");
    await lin.says("取消");
    expect((await lin.says("帮我报名沙龙")).text).toMatch(
      /哪一场[\s\S]*1\. 微短剧[\s\S]*2\. 发布前自检/,
    );
    expect((await lin.says("第二个")).text).toContain("“发布前自检”");
    await lin.says("取消");
    expect((await lin.says("我要报名周六的")).text).toContain("“发布前自检”");
    await lin.says("取消");
    await lin.says("/language en");
    expect((await lin.says("sign me up for EV-02 please")).text).toContain("Do you agree?");
    await lin.says("cancel");
    expect((await lin.says("怎么报名开放麦？")).text).toContain("paragraph");
  });

  it("shows each group with its room, and takes one a button names", async () => {
    const groups = [
      sessionOf("g1", {
        title: { zh: "19:30组", en: "19:30 group" },
        taken: 12,
        capacity: 12,
        waiting: 3,
      }),
      sessionOf("g2", { title: { zh: "20:30组", en: "20:30 group" }, taken: 8, capacity: 12 }),
    ];
    const { lin, requests } = talk({
      events: [eventOf("EV-05", "声音创作夜", { sessions: groups })],
    });
    const asked = await lin.says("报名 EV-05");
    expect(asked.text).toMatch(/19:30组 · 已满，可候补（3 人在等）[\s\S]*20:30组 · 余 4/);
    await lin.says("20:30组");
    await answerAll(lin);
    await lin.says("确认");
    expect(requests).toMatchObject([{ session: "g2" }]);
    await lin.taps({ kind: "open", command: "signup", args: "EV-05_g1" });
    await answerAll(lin);
    const review = await lin.says("重复");
    expect(review.text).toContain("进入候补");
  });

  it.each([
    [{ openness: "closed" } as const, "报名已截止"],
    [{ openness: "over" } as const, "已结束"],
    [{ openness: "cancelled" } as const, "已取消"],
    [{ openness: "not_yet_open", opensAt: FRIDAY } as const, "开放报名"],
  ])("says why nobody can sign up now: %o", async (session, words) => {
    const { lin } = talk({
      events: [eventOf("EV-06", "见面会", { sessions: [sessionOf("s", session)] })],
    });
    const said = await lin.says("报名 EV-06");
    expect(said.text).toContain(words);
    expect(openRuns(lin)).toEqual([]);
  });

  it("shows their seat to somebody who has one, and nothing to sign up for that is unknown or a draft", async () => {
    const { lin } = talk({ seats: [seatOf()] });
    expect((await lin.says("报名 EV-01")).text).toMatch(/已经报过了[\s\S]*看我的报名/);
    expect((await lin.says("报名 EV-99")).text).toContain("没有找到这场活动");
    const draft = talk({ events: [eventOf("EV-01", "草稿", { state: "draft" })] });
    expect((await draft.lin.says("报名 EV-01")).text).toContain("没有找到这场活动");
  });

  it.each([
    [{ kind: "waiting", seat: "w1", session: "ev01s", place: 2 }, "候补第 2 位"],
    [{ kind: "requested", seat: "w1", session: "ev01s" }, "已交给主办方"],
    [
      {
        kind: "full",
        alternatives: [
          { session: "ev01s", titleZh: null, titleEn: null, startsAt: FRIDAY, left: 3 },
        ],
      },
      "改报",
    ],
    [{ kind: "not_yet_open", opensAt: FRIDAY }, "开放时提醒我"],
    [{ kind: "closed" }, "报名已截止"],
    [{ kind: "cancelled" }, "已取消"],
    [{ kind: "already", seat: "s1", session: "ev01s", state: "taken" }, "已经报过了"],
    [{ kind: "elsewhere", seat: "s1", session: "g2", state: "taken" }, "先让出那个位子"],
    [{ kind: "too_many_guests", limit: 0 }, "不能再多带人"],
    [{ kind: "invalid_answers", questions: ["phone"] }, "重新报名"],
    [{ kind: "not_found" }, "没有找到这场活动"],
  ] as const)("says what came of it: %o", async (result, words) => {
    const { lin } = talk({ signUp: async () => result });
    await lin.says("报名 EV-01");
    await answerAll(lin);
    expect((await lin.says("确认")).text).toContain(words);
    expect(openRuns(lin)).toEqual([]);
  });

  it("brings along a guest where that is allowed, at no cost to those who come alone", async () => {
    const { lin, requests } = talk({ events: [eventOf("EV-01", "AI开放麦", { guests: 1 })] });
    await lin.says("报名 EV-01");
    await answerAll(lin);
    expect((await lin.tapsLabel("改同行人")).text).toContain("带谁一起来");
    expect((await lin.says("长".repeat(41))).text).toContain("40 字以内");
    await lin.says("阿越");
    await lin.says("确认");
    expect(requests).toMatchObject([{ guest: "阿越" }]);
  });

  it("answers a question in the middle and comes back to its own", async () => {
    const { lin } = talk();
    await lin.says("报名 EV-01");
    await lin.says("同意");
    expect((await lin.says("附近停车方便吗？")).text).toMatch(
      /paragraph[\s\S]*回到刚才的问题[\s\S]*称呼/,
    );
    await lin.says("小满");
    expect((await lin.says("停车多少钱？")).text).toMatch(/paragraph[\s\S]*联系电话/);
  });

  it("leaves a bare number in a group alone when it is not its own question there", async () => {
    const { lin } = talk();
    await lin.says("报名 EV-01", { space: "group" });
    expect((await lin.says("2", { space: "group", addressed: false })).outcome).toBe("ignored");
  });
});
