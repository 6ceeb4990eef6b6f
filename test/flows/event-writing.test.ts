import { describe, expect, it } from "vitest";
import type { Conversation } from "../support/conversation.ts";
import { openRuns } from "../support/conversation.ts";
import { FRAME, SALON, talk } from "../support/event-writing-talk.ts";

async function writesBasics(lin: Conversation): Promise<string> {
  await lin.says("声音创作夜 / A night of sound");
  await lin.says("带作品来互听。\nBring your work and listen together.");
  await lin.says("V聚场二楼 / V Juchang, 2nd floor");
  await lin.says("12月11日 19:30-21:30");
  return (await lin.says("24")).text;
}

describe("writing a new event", () => {
  it("asks for what every event needs, shows the rest as it usually is, and keeps a draft", async () => {
    const { lin, drafts } = talk();
    expect((await lin.says("新活动")).text).toMatch(/照以前的一场[\s\S]*EV-02 微短剧沙龙/);
    expect((await lin.tapsLabel("从头写")).text).toContain("标题写什么");
    expect(await writesBasics(lin)).toMatch(/报名要问的：称呼[\s\S]*报名截止：开始时/);
    const review = await lin.tapsLabel("就这样");
    expect(review.text).toMatch(/只有工作人员看得见[\s\S]*时间：12月11日周五 19:30–21:30/);
    expect(review.text).toContain("编号：EV-09");
    expect(drafts).toEqual([]);
    const kept = await lin.tapsLabel("确认存为草稿");
    expect(kept.text).toMatch(/已存为草稿 · EV-09[\s\S]*发活动 EV-09/);
    expect(drafts).toMatchObject([
      {
        code: "EV-09",
        title: { zh: "声音创作夜", en: "A night of sound" },
        startsAt: "2026-12-11 19:30",
        endsAt: "2026-12-11 21:30",
        capacity: 24,
        zone: "Asia/Shanghai",
      },
    ]);
    expect(openRuns(lin)).toEqual([]);
  });

  it("copies an earlier one: only its time is asked", async () => {
    const { lin, drafts } = talk();
    expect((await lin.says("新活动 EV-02")).text).toContain("哪天几点到几点");
    const review = await lin.says("下周四 14:00-16:30");
    expect(review.text).toMatch(/请核对[\s\S]*报名截止：开始前 48 小时[\s\S]*名额：80/);
    await lin.says("确认");
    expect(drafts).toMatchObject([
      { code: "EV-09", startsAt: "2026-12-03 14:00", closesAt: "-48h", kind: "数字沙龙" },
    ]);
  });

  /** From ten in the evening until two in the night, sign-up until half past midnight. */
  const night = () =>
    talk({
      beginning: async () => ({
        nextCode: "EV-09",
        frame: FRAME,
        earlier: [
          {
            code: "EV-02",
            draft: {
              ...SALON,
              startsAt: "2026-10-21 22:00",
              endsAt: "2026-10-22 02:00",
              closesAt: "start+1d 00:30",
            },
          },
        ],
      }),
    });

  it("a copy keeps a closing that lies after the start, on the next day too", async () => {
    const { lin, drafts } = night();
    await lin.says("新活动 EV-02");
    const review = await lin.says("12月4日 22:00-02:00");
    expect(review.text).toMatch(/12月4日周五 22:00[\s\S]*12月5日[\s\S]*02:00/);
    expect(review.text).toMatch(/报名截止：开始后 1 天.*00:30/);
    await lin.says("确认");
    expect(drafts).toMatchObject([
      {
        startsAt: "2026-12-04 22:00",
        endsAt: "2026-12-05 02:00",
        closesAt: "start+1d 00:30",
      },
    ]);
  });

  it("a copy that is over before that closing closes at its start, as the review says; a longer time brings it back", async () => {
    const { lin, drafts } = night();
    await lin.says("新活动 EV-02");
    expect((await lin.says("12月4日 19:00-21:00")).text).toMatch(/报名截止：开始时/);
    expect((await lin.says("改时间")).text).toContain("哪天几点到几点");
    expect((await lin.says("12月4日 21:00-01:00")).text).toMatch(/报名截止：开始后 1 天.*00:30/);
    await lin.says("改时间");
    await lin.says("12月4日 19:00-21:00");
    await lin.says("确认");
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).not.toHaveProperty("closesAt");
  });

  it("a closing that somebody wrote themselves is not dropped: a time it does not fit is refused with it", async () => {
    const { lin } = night();
    await lin.says("新活动 EV-02");
    await lin.says("12月4日 22:00-02:00");
    await lin.says("改更多设置");
    expect((await lin.says("逐项设置")).text).toContain("请核对");
    await lin.says("改报名截止");
    expect((await lin.says("开始后1天 00:45")).text).toMatch(/报名截止：开始后 1 天.*00:45/);
    await lin.says("改时间");
    expect((await lin.says("12月4日 19:00-21:00")).text).toContain("“报名截止”就不对了");
  });

  it("goes through everything else when that is wanted; skipping leaves it as usual", async () => {
    const { lin, drafts } = talk();
    await lin.says("/newevent");
    await lin.says("从头写");
    await writesBasics(lin);
    expect((await lin.tapsLabel("逐项设置")).text).toMatch(/分几组[\s\S]*跳过就是：无/);
    await lin.says(
      "19:30组 / 19:30 group，19:30-20:30，12\n20:30组 / 20:30 group，20:30-21:30，12",
    );
    await lin.says("称呼 / Name\n身份 / Role，学生 / Student | 其他 / Other");
    await lin.says("学生 / Students，4，身份=学生");
    await lin.says("提前7天 10:00");
    await lin.says("提前24小时");
    await lin.says("每两周");
    await lin.says("20人");
    expect((await lin.says("跳过")).text).toContain("同行人");
    await lin.tapsLabel("是");
    await lin.says("一支笔 / a pen");
    await lin.says("声音创作");
    expect((await lin.says("跳过")).text).toMatch(/提醒来的人[\s\S]*跳过就是：开始前 1 天/);
    expect((await lin.says("1天, 24小时")).text).toContain("同一个时间");
    const review = await lin.says("1天, 3小时");
    expect(review.text).toContain("提醒：开始前 1 天、开始前 3 小时");
    expect(review.text).toMatch(/19:30组 \/ 19:30 group · 12月11日周五 19:30–20:30 · 12 人/);
    await lin.tapsLabel("确认存为草稿");
    expect(drafts).toMatchObject([
      {
        sessions: [{ startsAt: "2026-12-11 19:30", capacity: 12 }, { capacity: 12 }],
        questions: [
          { id: "name", personal: true },
          { id: "role", type: "choice" },
        ],
        quotas: [{ capacity: 4, when: { role: "student" } }],
        opensAt: "-7d 10:00",
        closesAt: "-24h",
        repeats: "FREQ=WEEKLY;INTERVAL=2",
        reminders: ["1d", "3h"],
        waitlist: 20,
        guests: true,
        bring: { en: "a pen" },
        kind: "声音创作",
      },
    ]);
    expect(drafts[0]).not.toHaveProperty("approval");
  });

  it("says what is wrong with what was typed, and how it is written", async () => {
    const { lin } = talk();
    await lin.says("新活动");
    await lin.says("从头写");
    expect((await lin.says("只有中文")).text).toMatch(/中英文都要有[\s\S]*标题写什么/);
    await lin.says("声音创作夜 / A night of sound");
    await lin.says("中文\nEnglish");
    await lin.says("V聚场二楼 / V Juchang");
    expect((await lin.says("过几天吧")).text).toContain("没看懂这个时间");
    expect((await lin.says("2020-01-01 10:00-11:00")).text).toContain("已经过去");
    await lin.says("12月11日 19:00-21:00");
    expect((await lin.says("0")).text).toContain("至少是 1");
    await lin.says("返回");
    expect((await lin.says("12月11日 21:00-19:00")).text).toContain("要晚于");
  });

  it("goes back, changes one thing on the review card, is put aside and taken up, or given up", async () => {
    const { lin, drafts } = talk();
    await lin.says("新活动");
    await lin.says("从头写");
    await lin.says("声音创作夜 / A night of sound");
    expect((await lin.says("返回")).text).toMatch(/标题写什么[\s\S]*声音创作夜/);
    await lin.says("夜谈 / Night talk");
    await lin.says("稍后");
    expect((await lin.says("继续")).text).toContain("简介写什么");
    await lin.says("聊\nTalk");
    await lin.says("Online");
    await lin.says("明天 19:00-21:00");
    await lin.says("30");
    await lin.says("就这样");
    expect((await lin.tapsLabel("改名额")).text).toContain("一共多少名额");
    expect((await lin.says("40")).text).toMatch(/请核对[\s\S]*名额：40/);
    expect((await lin.tapsLabel("改编号")).text).toContain("编号用什么");
    expect((await lin.says("NIGHT-1")).text).toContain("编号：NIGHT-1");
    await lin.says("确认");
    expect(drafts).toMatchObject([{ code: "NIGHT-1", capacity: 40, place: { zh: "Online" } }]);
    await lin.says("新活动");
    await lin.says("取消");
    expect(openRuns(lin)).toEqual([]);
  });

  it("takes the next code when somebody was faster, and is for staff only", async () => {
    let nextCode = "EV-09";
    const results = [{ kind: "code_taken" }, { kind: "created", code: "EV-10" }] as const;
    const tried: unknown[] = [];
    const { lin } = talk({
      beginning: async () => ({
        nextCode,
        frame: FRAME,
        earlier: [{ code: "EV-02", draft: SALON }],
      }),
      createEvent: async (_transaction, _staff, draft) => {
        tried.push(draft["code"]);
        return results[tried.length - 1] ?? { kind: "not_staff" };
      },
    });
    await lin.says("新活动 EV-02");
    await lin.says("明天 14:00-16:30");
    nextCode = "EV-10";
    expect((await lin.says("确认")).text).toMatch(/刚被别的活动用了[\s\S]*请核对/);
    expect((await lin.says("确认")).text).toContain("已存为草稿");
    expect(tried).toEqual(["EV-09", "EV-10"]);
    const guest = talk({ beginning: async () => undefined });
    expect((await guest.lin.says("新活动")).text).toContain("只有活动工作人员");
    for (const result of [{ kind: "not_staff" }, { kind: "invalid", problems: [] }] as const) {
      const other = talk({ createEvent: async () => result });
      await other.lin.says("新活动 EV-02");
      await other.lin.says("明天 14:00-16:30");
      expect((await other.lin.says("确认")).text).toMatch(/工作人员能用|没看懂[\s\S]*请核对/);
    }
  });

  it("speaks English to whoever does", async () => {
    const { lin } = talk();
    await lin.says("/language en");
    expect((await lin.says("/newevent EV-02")).text).toContain("Which day, from when to when?");
    const review = await lin.says("2026-12-03 14:00-16:30");
    expect(review.text).toMatch(/Please check the event[\s\S]*time: Thu 3 Dec, 14:00–16:30/);
    expect((await lin.says("confirm")).text).toContain("Kept as a draft · EV-09");
  });
});
