import { describe, expect, test } from "vitest";
import { editEvent } from "../../src/domain/events/writing/write.ts";
import { OPERATOR } from "../../src/store/audit.ts";
import { findEvent } from "../../src/store/events/read.ts";
import { useStage } from "./cast.ts";
import { type EventStage, fillSignUp, HOUR, startEvents } from "./event-stage.ts";

const stage = useStage();

/** Signs a member up all the way; returns what they read at its end. */
async function signsUp(bot: EventStage, member: string, code: string, name: string) {
  await bot.says(member, `报名 ${code}`);
  await fillSignUp(bot, member, name);
  await bot.taps(member, "确认报名");
  await bot.settle();
  return bot.reads(member);
}

const passIn = (read: string) => /入场码：([A-Z2-9]{8})/.exec(read)?.[1] ?? "";

/** Staff begin a task with an event; what they are asked. */
async function begins(bot: EventStage, code: string, task: string, member = "ying") {
  await bot.says(member, `管理活动 ${code}`);
  await bot.says(member, task);
  await bot.settle();
  return bot.reads(member);
}

async function answers(bot: EventStage, words: string, member = "ying") {
  await bot.says(member, words);
  await bot.settle();
  return bot.reads(member);
}

/** Somebody is staff no more. */
async function dismisses(bot: EventStage, member: string) {
  const person = await bot.store.people.ensureAccount(bot.platform.installation, member);
  await bot.store.staff.setPosition(person, undefined);
}

describe("staff at the door", () => {
  test("hear that a seat was given back, by its pass, and by whose name there is no seat yet", async () => {
    const bot = await startEvents(stage);
    const pass = passIn(await signsUp(bot, "lin", "EV-02", "林小满"));
    await bot.says("lin", "取消报名 EV-02");
    await bot.taps("lin", "确认取消报名");
    await bot.fills("EV-02", 1);
    expect(await signsUp(bot, "wu", "EV-02", "吴越")).toContain("候补第 1 位");
    expect(await begins(bot, "EV-02", "现场签到")).toContain("请输入入场码，或报名时的称呼");
    expect(await answers(bot, pass)).toContain("这个位子之前已经让出");
    await begins(bot, "EV-02", "现场签到");
    expect(await answers(bot, "吴越")).toMatch(/还没有位子：.*候补/);
    expect(bot.errors).toEqual([]);
  });

  test("hear that the event was called off, or that they are staff no more, before anybody is let in", async () => {
    const bot = await startEvents(stage);
    const pass = passIn(await signsUp(bot, "lin", "EV-01", "林小满"));
    await begins(bot, "EV-01", "现场签到");
    expect(await begins(bot, "EV-01", "取消活动", "pu")).toContain("受影响的人会马上收到通知");
    expect(await answers(bot, "确认执行", "pu")).toContain("已通知 1 人");
    expect(await answers(bot, pass)).toContain("这场活动取消了");
    await begins(bot, "EV-02", "现场签到", "pu");
    await dismisses(bot, "pu");
    expect(await answers(bot, pass, "pu")).toContain("这个操作只有活动工作人员能用");
    expect(bot.errors).toEqual([]);
  });
});

describe("staff who move one of several sessions", () => {
  async function seated() {
    const bot = await startEvents(stage);
    for (const [member, group] of [
      ["lin", "19:30组"],
      ["wu", "20:30组"],
    ] as const) {
      await bot.says(member, "报名 EV-05");
      await bot.says(member, group);
      await fillSignUp(bot, member, member);
      await bot.taps(member, "确认报名");
      await bot.settle();
      expect(bot.reads(member)).toContain("报名成功");
    }
    return bot;
  }

  /** As far as the last look. */
  async function chooses(bot: EventStage, group: string) {
    expect(await begins(bot, "EV-05", "改时间")).toMatch(/改哪一场？[\s\S]*19:30组[\s\S]*20:30组/);
    await bot.taps("ying", group);
    await bot.says("ying", "2037-01-05 20:00");
    await bot.settle();
    expect(bot.reads("ying")).toContain("“声音创作夜”改到 2037-01-05 20:00");
  }

  test("choose which; only those who sit there hear of it", async () => {
    const bot = await seated();
    await chooses(bot, "20:30组");
    expect(await answers(bot, "确认")).toContain("已通知 1 人");
    expect(bot.reads("wu")).toMatch(/改时间[\s\S]*1月5日/);
    expect(bot.reads("lin")).toBe("");
    expect(bot.errors).toEqual([]);
  });

  test("hear at the last look that the session is gone, or that they are staff no more", async () => {
    const bot = await startEvents(stage);
    await chooses(bot, "20:30组");
    const event = await bot.store.inTransaction((transaction) => findEvent(transaction, "EV-05"));
    expect(event?.sessions).toHaveLength(2);
    const [{ key, title, startsAt, endsAt } = { key: "", title: null, startsAt: 0, endsAt: 0 }] =
      event?.sessions ?? [];
    const iso = (at: number) => new Date(at).toISOString();
    const only = { id: key, startsAt: iso(startsAt), endsAt: iso(endsAt), capacity: 2, title };
    const patch = { sessions: [JSON.parse(JSON.stringify(only))] };
    const edited = await bot.store.inTransaction((transaction) =>
      editEvent(transaction, OPERATOR, { code: "EV-05", patch }, "Asia/Shanghai"),
    );
    expect(edited).toMatchObject({ kind: "changed" });
    expect(await answers(bot, "确认")).toContain("没有找到这场活动");
    await begins(bot, "EV-07", "改时间");
    await bot.taps("ying", "下午组");
    await bot.says("ying", "2037-01-05 20:00");
    await dismisses(bot, "ying");
    expect(await answers(bot, "确认")).toContain("这个操作只有活动工作人员能用");
    expect(bot.errors).toEqual([]);
  });
});

test("somebody who has seats in two events is asked at which one they are, and no other is offered", async () => {
  const bot = await startEvents(stage);
  for (const code of ["EV-01", "EV-02"]) {
    await bot.says("lin", `报名 ${code}`);
    if (code === "EV-01") await fillSignUp(bot, "lin", "林小满");
    await bot.taps("lin", "确认报名");
    await bot.settle();
    expect(bot.reads("lin")).toContain("报名成功");
  }
  await bot.waits(10 * 24 * HOUR);
  await bot.settle();
  bot.reads("lin");
  expect(await answers(bot, "签到", "lin")).toMatch(
    /在哪一场签到？[\s\S]*1\. AI开放麦[\s\S]*2\. 微短剧沙龙/,
  );
  expect(await answers(bot, "微短剧沙龙", "lin")).toContain("入口屏幕上的 6 位数字");
  const digitsOf = async (code: string) =>
    /现场码 (\d{6})/.exec(await begins(bot, code, "看现场码"))?.[1] ?? "";
  expect(await answers(bot, await digitsOf("EV-01"), "lin")).not.toContain("签到成功");
  expect(await answers(bot, await digitsOf("EV-02"), "lin")).toContain("签到成功");
  expect(bot.errors).toEqual([]);
});
