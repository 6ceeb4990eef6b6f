import { describe, expect, it } from "vitest";
import type { RosterRow } from "../../src/domain/events/views.ts";
import { converse, openRuns } from "../support/conversation.ts";
import { eventOf, FRIDAY, fakeEvents, seatOf, sessionOf } from "../support/fake-events.ts";
import { createLedger, definition, deskServices } from "../support/fake-services.ts";

function talk(changes: Parameters<typeof fakeEvents>[0] = {}) {
  const events = fakeEvents({ mayManage: async () => true, ...changes });
  return converse(definition(deskServices(createLedger()), undefined, undefined, { events }));
}

function rowOf(seat: string, name: string): RosterRow {
  return { ...seatOf({ seat }), person: seat, name, noShow: false, locale: "zh-CN" };
}

describe("running an event from the chat", () => {
  it("is for staff only", async () => {
    const lin = talk({ mayManage: async () => false });
    expect((await lin.says("管理活动 EV-01")).text).toContain("只有活动工作人员能用");
    expect(openRuns(lin)).toEqual([]);
  });

  it.each([
    ["开放报名", "open"],
    ["停止报名", "closed"],
    ["取消活动", "cancelled"],
  ])("%s, after a last look", async (task, state) => {
    const states: string[] = [];
    const lin = talk({
      setEventState: async (_transaction, _staff, code, wanted) => {
        states.push(wanted);
        return { kind: "changed", code, told: 12 };
      },
    });
    expect((await lin.says("管理活动 EV-01")).text).toContain("“AI开放麦”（余 3）要做什么");
    expect((await lin.tapsLabel(task)).text).toContain(`${task}：“AI开放麦”`);
    expect(states).toEqual([]);
    expect((await lin.tapsLabel("确认执行")).text).toContain("已通知 12 人");
    expect(states).toEqual([state]);
  });

  it.each([
    [{ kind: "unchanged", code: "EV-01" }, "本来就是这样"],
    [{ kind: "cancelled" }, "已经取消"],
    [{ kind: "not_found" }, "没有找到这场活动"],
    [{ kind: "not_staff" }, "只有活动工作人员"],
  ] as const)("says what came of a change: %o", async (result, words) => {
    const lin = talk({ setEventState: async () => result });
    await lin.says("管理活动 EV-01");
    await lin.says("停止报名");
    expect((await lin.says("确认")).text).toContain(words);
  });

  it("moves a session, and asks again for a time that cannot be", async () => {
    const results = [
      { kind: "bad_time", problem: "bad_time" },
      { kind: "past" },
      { kind: "moved", code: "EV-01", told: 3 },
    ] as const;
    const starts: string[] = [];
    const lin = talk({
      moveSession: async (_transaction, _staff, _session, start) => {
        starts.push(start);
        return results[starts.length - 1] ?? { kind: "not_found" };
      },
    });
    await lin.says("/manage EV-01");
    await lin.says("4");
    expect((await lin.says("明晚 7 点")).text).toMatch(/2026-12-03 19:00/);
    for (const start of ["2026-02-30 19:00", "2020-01-01 19:00", "2026-12-04 19:00"]) {
      await lin.says(start);
      await lin.says("yes");
    }
    expect(starts).toEqual(["2026-02-30 19:00", "2020-01-01 19:00", "2026-12-04 19:00"]);
    expect(openRuns(lin)).toEqual([]);
  });

  it.each([
    ["not_found", "没有找到这场活动。回复“活动”看看现在有哪些。"],
    ["not_staff", "这个操作只有活动工作人员能用。"],
  ] as const)("says why a session was not moved: %s", async (kind, words) => {
    const lin = talk({ moveSession: async () => ({ kind }) });
    await lin.says("管理活动 EV-01");
    expect((await lin.says("改时间")).text).toContain("新的开始时间");
    await lin.says("2026-12-04 19:00");
    expect((await lin.says("确认")).text).toBe(words);
    expect(openRuns(lin)).toEqual([]);
  });

  it("asks which of several sessions moves, and moves that one", async () => {
    const groups = ["一", "二"].map((name, index) =>
      sessionOf(`g${index + 1}`, { title: { zh: `${name}组`, en: `group ${index + 1}` } }),
    );
    const moved: string[] = [];
    const lin = talk({
      events: [eventOf("EV-05", "创作夜", { sessions: groups })],
      moveSession: async (_transaction, _staff, session, start) => {
        moved.push(`${session} ${start}`);
        return { kind: "moved", code: "EV-05", told: 4 };
      },
    });
    await lin.says("管理活动 EV-05");
    expect((await lin.says("改时间")).text).toMatch(/改哪一场？[\s\S]*一组[\s\S]*二组/);
    expect((await lin.tapsLabel("二组")).text).toContain("新的开始时间");
    expect((await lin.says("2026-12-04 20:00")).text).toContain("改到 2026-12-04 20:00");
    expect((await lin.says("确认")).text).toContain("已通知 4 人");
    expect(moved).toEqual(["g2 2026-12-04 20:00"]);
  });

  it("goes on at the same question when the version changes under it", async () => {
    const build = (version: 1 | 2) => {
      const events = fakeEvents({
        mayManage: async () => true,
        checkInPass: async () => ({ kind: "checked_in", seat: "s", places: 1, startsAt: FRIDAY }),
      });
      const built = definition(deskServices(createLedger()), undefined, undefined, { events });
      const flows = built.flows.map((flow) =>
        flow.id === "events.manage" ? { ...flow, version } : flow,
      );
      return { ...built, flows };
    };
    const lin = converse(build(1));
    await lin.says("管理活动 EV-01");
    await lin.says("现场签到");
    expect(openRuns(lin)).toMatchObject([{ version: 1, step: "pass" }]);
    lin.deploys(build(2));
    expect((await lin.says("ABCD2345")).text).toContain("签到成功");
    expect(openRuns(lin)).toEqual([]);
  });

  it("checks in by pass or by name, never one of several namesakes", async () => {
    const done: string[] = [];
    const lin = talk({
      checkInPass: async (_transaction, _staff, _code, pass) => {
        done.push(pass);
        return { kind: "checked_in", seat: "s", places: 1, startsAt: FRIDAY };
      },
      checkInSeat: async (_transaction, _staff, seat) => {
        done.push(seat);
        return { kind: "already_in", seat, at: FRIDAY };
      },
      roster: async () =>
        [rowOf("s1", "吴越"), rowOf("s2", "王一"), rowOf("s3", "王一")].map((row) => ({
          ...row,
          answers: {},
        })),
    });
    const door = async (said: string) => {
      await lin.says("管理活动 EV-01");
      await lin.says("现场签到");
      return (await lin.says(said)).text;
    };
    expect(await door("abcd 2345")).toContain("签到成功");
    expect(await door("吴越")).toContain("已经签过到了");
    expect(await door("没这个人")).toContain("没有找到");
    expect(await door("王一")).toMatch(/同名[\s\S]*入场码/);
    expect(done).toEqual(["ABCD2345", "s1"]);
  });

  it("finds nobody by name for somebody who may not run events any more", async () => {
    const lin = talk({ roster: async () => undefined });
    await lin.says("管理活动 EV-01");
    await lin.says("现场签到");
    expect((await lin.says("吴越")).text).toBe("这个操作只有活动工作人员能用。");
  });

  it.each([
    [{ kind: "checked_in", seat: "s", places: 1, startsAt: FRIDAY }, "已登记"],
    [{ kind: "full" }, "没有空位"],
    [{ kind: "already", seat: "s" }, "已登记"],
    [{ kind: "not_found" }, "今天没有"],
    [{ kind: "not_staff" }, "工作人员"],
  ] as const)("lets somebody in who had not signed up: %o", async (result, words) => {
    const lin = talk({ walkIn: async () => result });
    await lin.says("管理活动 EV-01");
    await lin.says("现场登记");
    expect((await lin.says("阿越")).text).toContain(words);
  });

  it("shows the code for the screen at the entrance", async () => {
    const lin = talk({ onSiteCode: async () => ({ digits: "246810", changesInMs: 31_000 }) });
    await lin.says("管理活动 EV-01");
    expect((await lin.says("看现场码")).text).toContain("现场码 246810，31 秒后更换");
    const none = talk();
    await none.says("管理活动 EV-01");
    expect((await none.says("看现场码")).text).toContain("今天没有");
  });
});
