import { describe, expect, test } from "vitest";
import { planEvent } from "../../../src/domain/events/plan.ts";
import { readField } from "../../../src/domain/events/writing/read-field.ts";
import { showField } from "../../../src/domain/events/writing/show-field.ts";
import { eventOf } from "./support.ts";

const FRAME = { now: Date.UTC(2026, 10, 23, 2), zone: "Asia/Shanghai" };

function read(field: "remind", said: string) {
  const typed = readField(field, said, {}, FRAME);
  return typed.ok ? typed.patch : `${typed.fault.field}: ${typed.fault.problem}`;
}

describe("reminders", () => {
  test.each([
    ["1天, 3小时", ["1d", "3h"]],
    ["提前两天、半小时", ["2d", "30m"]],
    ["前一周和前90分钟", ["7d", "90m"]],
    ["开始前1周，提前90分钟提醒", ["7d", "90m"]],
    ["1 day, 3 hours", ["1d", "3h"]],
    ["an hour and 30 minutes before", ["1h", "30m"]],
    ["２４小时；１．５小时", ["1d", "90m"]],
    ["一天半\n15分钟", ["36h", "15m"]],
    ["14天", ["14d"]],
    ["不提醒", []],
    ["none", []],
    ["默认", null],
  ])("%s", (said, reminders) => {
    expect(read("remind", said)).toEqual({ reminders });
  });

  test.each([
    ["到时候再说", "bad_reminder"],
    ["明天", "bad_reminder"],
    ["3", "bad_reminder"],
    ["1天3小时", "bad_reminder"],
    ["1天，随便", "bad_reminder"],
    ["14分钟", "bad_reminder"],
    ["0小时", "bad_reminder"],
    ["-2小时", "bad_reminder"],
    ["15天", "bad_reminder"],
    ["99999天", "bad_reminder"],
    ["1天, 24小时", "same_reminder"],
    ["1天,2天,3天,4天,5天,6天", "too_many"],
  ])("%s is none: %s", (said, problem) => {
    expect(read("remind", said)).toBe(`remind: ${problem}`);
  });

  test.each([
    [undefined, "开始前 1 天、开始前 2 小时", "1 day before, 2 hours before"],
    [
      ["30m", "3d", "1h"],
      "开始前 3 天、开始前 1 小时、开始前 30 分钟",
      "3 days before, 1 hour before, 30 minutes before",
    ],
    [[], "不提醒", "no reminders"],
  ])("%s are shown as %s", (reminders, zh, en) => {
    const draft = reminders === undefined ? {} : { reminders };
    const shown = (locale: "zh-CN" | "en") => showField(draft, "remind", { ...FRAME, locale });
    expect([shown("zh-CN"), shown("en")]).toEqual([zh, en]);
  });
});

test.each([
  [["1d", "24h"], "reminders.1", "same_reminder"],
  [["14m"], "reminders.0", "bad_reminder"],
  [["1d", "337h"], "reminders.1", "bad_reminder"],
  [["soon"], "reminders.0", "bad_reminder"],
  [["1d", "2d", "3d", "4d", "5d", "6d"], "reminders", "too_many"],
])("an import of %j is told the same", (reminders, field, problem) => {
  const planned = planEvent(eventOf("RMD-9", { reminders }), { ...FRAME, state: "open" });
  const problems = planned.kind === "faulty" ? planned.problems : [];
  expect(problems.map(({ path, ...one }) => ({ ...one, field: path.join(".") }))).toEqual([
    { field, problem },
  ]);
});
