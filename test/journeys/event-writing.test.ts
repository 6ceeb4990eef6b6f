import { describe, expect, test } from "vitest";
import { useStage } from "./cast.ts";
import { fillSignUp, HOUR, startEvents } from "./event-stage.ts";

const stage = useStage();

describe("staff write an event in their direct chat", () => {
  test("step by step over a crash, keep it, open it; then the group signs up for it", async () => {
    const bot = await startEvents(stage);
    await bot.says("ying", "新活动");
    await bot.taps("ying", "从头写");
    await bot.says("ying", "夜谈 / Night talk");
    await bot.settle();
    bot.crash();
    await bot.says("ying", "聊聊创作。\nOn making things.");
    await bot.says("ying", "V聚场二楼 / V Juchang, 2nd floor");
    await bot.says("ying", "+12d 19:00-21:00");
    await bot.says("ying", "1");
    await bot.settle();
    await bot.taps("ying", "就这样");
    await bot.settle();
    expect(bot.reads("ying")).toMatch(/请核对这场活动[\s\S]*编号：EV-08/);
    await bot.taps("ying", "确认存为草稿");
    await bot.settle();
    expect(bot.reads("ying")).toContain("已存为草稿 · EV-08");
    await bot.says("lin", "报名 EV-08");
    await bot.settle();
    expect(bot.reads("lin")).toContain("没有找到这场活动");
    await bot.taps("ying", "开放报名");
    await bot.settle();
    await bot.taps("ying", "确认执行");
    await bot.settle();
    await bot.says("ying", "发活动 EV-08", { in: "group", addressed: true });
    await bot.settle();
    expect(bot.reads("wu")).toMatch(/EV-08 夜谈[\s\S]*0\/1/);
    await bot.says("lin", "报名 EV-08");
    await fillSignUp(bot, "lin", "林小满");
    await bot.taps("lin", "确认报名");
    await bot.settle();
    expect(bot.reads("lin")).toContain("报名成功");
    expect(bot.errors).toEqual([]);
  });

  test("change its place: who has a seat is told; fewer places than taken are refused", async () => {
    const bot = await startEvents(stage);
    await bot.says("kite", "/signup EV-02");
    await bot.taps("kite", "I agree");
    await bot.says("kite", "Blue Kite");
    await bot.says("kite", "+44 20 7946 0000");
    await bot.taps("kite", "Confirm sign-up");
    await bot.fills("EV-01", 3);
    await bot.settle();
    bot.reads("kite");
    await bot.says("ying", "编辑活动 EV-02");
    await bot.taps("ying", "地点");
    await bot.says("ying", "V聚场三楼 / V Juchang, 3rd floor");
    await bot.settle();
    expect(bot.reads("ying")).toMatch(/原来：V聚场二楼[\s\S]*新内容：V聚场三楼/);
    await bot.taps("ying", "确认修改");
    await bot.settle();
    expect(bot.reads("ying")).toContain("已通知 1 人");
    expect(bot.reads("kite")).toMatch(/has a new place[\s\S]*V Juchang, 3rd floor/);
    await bot.says("ying", "编辑活动 EV-01");
    await bot.taps("ying", "名额");
    await bot.says("ying", "2");
    await bot.taps("ying", "确认修改");
    await bot.settle();
    expect(bot.reads("ying")).toMatch(/已经占了 3 个名额[\s\S]*一共多少名额/);
    await bot.says("ying", "取消");
    await bot.settle();
    expect(bot.errors).toEqual([]);
  });

  test("set when people are reminded, and let it repeat, while somebody has a seat", async () => {
    const bot = await startEvents(stage);
    await bot.says("lin", "报名 EV-02");
    await fillSignUp(bot, "lin", "林小满");
    await bot.taps("lin", "确认报名");
    await bot.settle();
    const change = async (item: string, ...said: readonly string[]) => {
      await bot.says("ying", "编辑活动 EV-02");
      await bot.taps("ying", item);
      for (const words of said) await bot.says("ying", words);
      await bot.settle();
      const read = bot.reads("ying");
      await bot.taps("ying", "确认修改");
      await bot.settle();
      expect(bot.reads("ying")).toContain("改好了。");
      return read;
    };
    expect(await change("提醒", "15天", "1天, 3小时")).toMatch(
      /15 分钟到 14 天之间[\s\S]*原来：开始前 1 天、开始前 2 小时[\s\S]*新内容：开始前 1 天、开始前 3 小时/,
    );
    expect(await change("重复", "每周，共3次")).toContain("新内容：每周，共 3 次");
    bot.reads("lin");
    await bot.says("wu", "报名 EV-02");
    await bot.settle();
    expect(bot.reads("wu")).toMatch(/已满，可候补[\s\S]*余 1[\s\S]*余 1/);
    await bot.waits(9 * 24 * HOUR + 60_000);
    expect(bot.reads("lin").match(/还来吗/g)).toHaveLength(1);
    await bot.waits(21 * HOUR);
    expect(bot.reads("lin").match(/还来吗/g)).toHaveLength(1);
    expect(bot.errors).toEqual([]);
  });

  test("is for staff: a creator, and anybody in the group, gets no further", async () => {
    const bot = await startEvents(stage);
    await bot.says("lin", "新活动");
    await bot.says("lin", "编辑活动 EV-01");
    await bot.settle();
    expect(bot.reads("lin")).toMatch(/只有活动工作人员[\s\S]*没有这场活动/);
    await bot.says("ying", "帮助");
    await bot.says("lin", "帮助");
    await bot.settle();
    expect(bot.reads("ying")).toContain("“新活动”");
    expect(bot.reads("lin")).not.toContain("新活动");
    expect(bot.errors).toEqual([]);
  });
});
