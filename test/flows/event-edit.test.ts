import { describe, expect, it } from "vitest";
import { openRuns } from "../support/conversation.ts";
import { FRAME, SALON, talk } from "../support/event-writing-talk.ts";
import { eventOf } from "../support/fake-events.ts";

describe("changing an event", () => {
  it("picks one thing, takes the new value, shows before and after, and says who was told", async () => {
    const { lin, edits } = talk();
    expect((await lin.says("编辑活动 EV-02")).text).toMatch(
      /改“微短剧沙龙”的哪一项[\s\S]*名额：80/,
    );
    expect((await lin.tapsLabel("地点")).text).toMatch(/在哪里[\s\S]*现在是：V聚场一楼/);
    const review = await lin.says("V聚场三楼 / V Juchang, 3rd floor");
    expect(review.text).toMatch(/原来：V聚场一楼[\s\S]*新内容：V聚场三楼/);
    expect(edits).toEqual([]);
    const done = await lin.tapsLabel("确认修改");
    expect(done.text).toContain("已通知 12 人");
    expect(edits).toEqual([
      { code: "EV-02", patch: { place: { zh: "V聚场三楼", en: "V Juchang, 3rd floor" } } },
    ]);
    expect((await lin.tapsLabel("再改一项")).text).toContain("哪一项");
  });

  it.each([
    [{ kind: "below_taken", field: "capacity", taken: 57 }, "已经占了 57 个名额"],
    [{ kind: "in_use", field: "sessions.a" }, "有人已经报了"],
    [{ kind: "invalid", problems: [] }, "没看懂"],
  ] as const)("is refused with the reason, and asks again: %o", async (result, words) => {
    const { lin } = talk({ editEvent: async () => result });
    await lin.says("/editevent EV-02");
    await lin.says("名额");
    await lin.says("20");
    expect((await lin.says("确认")).text).toContain(words);
    expect(openRuns(lin)).toHaveLength(1);
  });

  it.each([
    [{ kind: "unchanged", code: "EV-02" }, "没有改动"],
    [{ kind: "changed", code: "EV-02", told: 0 }, "改好了。"],
    [{ kind: "created", code: "EV-02" }, "没有这场活动"],
    [{ kind: "not_found" }, "没有这场活动"],
    [{ kind: "not_staff" }, "只有活动工作人员"],
  ] as const)("says what came of it: %o", async (result, words) => {
    const { lin } = talk({ editEvent: async () => result });
    await lin.says("编辑活动 EV-02");
    await lin.says("名额");
    await lin.says("100");
    expect((await lin.says("确认")).text).toContain(words);
    expect(openRuns(lin)).toEqual([]);
  });

  it("names the other part that no longer fits", async () => {
    const { lin } = talk({
      editing: async (code) => ({
        event: eventOf(code, "微短剧沙龙"),
        draft: {
          ...SALON,
          code,
          startsAt: "2026-12-03T14:00",
          endsAt: "2026-12-03T16:30",
          quotas: [
            { id: "s", label: { zh: "学生", en: "S" }, capacity: 20, when: { role: "student" } },
          ],
        },
        frame: FRAME,
      }),
    });
    await lin.says("编辑活动 EV-02");
    await lin.says("名额");
    expect((await lin.says("10")).text).toMatch(/“专留名额”就不对了/);
  });

  it("is for staff, and for events that are still on", async () => {
    const { lin } = talk({ editing: async () => undefined });
    expect((await lin.says("编辑活动 EV-02")).text).toContain("没有这场活动");
    expect(openRuns(lin)).toEqual([]);
  });
});
