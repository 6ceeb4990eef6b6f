import { describe, expect, test } from "vitest";
import type { Draft, FieldId } from "../../../src/domain/events/writing/fields.ts";
import { readField } from "../../../src/domain/events/writing/read-field.ts";
import { showField } from "../../../src/domain/events/writing/show-field.ts";

/** Monday, 10:00 in Shanghai. */
const FRAME = { now: Date.UTC(2026, 10, 23, 2), zone: "Asia/Shanghai" };
const ROLE = {
  id: "role",
  label: { zh: "身份", en: "Role" },
  type: "choice",
  options: [
    { id: "student", label: { zh: "学生", en: "Student" } },
    { id: "other", label: { zh: "其他", en: "Other" } },
  ],
};
const DRAFT: Draft = {
  startsAt: "2026-12-03 19:00",
  endsAt: "2026-12-03 21:00",
  capacity: 50,
  questions: [
    { id: "name", label: { zh: "称呼", en: "Name" }, type: "text", personal: true },
    ROLE,
  ],
};

function read(field: FieldId, said: string, draft: Draft = DRAFT) {
  const typed = readField(field, said, draft, FRAME);
  return typed.ok ? typed.patch : `${typed.fault.field}: ${typed.fault.problem}`;
}

describe("both languages at once", () => {
  test.each([
    ["AI开放麦 / AI open mic", { zh: "AI开放麦", en: "AI open mic" }],
    ["AI开放麦\nAI open mic", { zh: "AI开放麦", en: "AI open mic" }],
    ["AI开放麦｜AI open mic", { zh: "AI开放麦", en: "AI open mic" }],
  ])("%j", (said, title) => {
    expect(read("title", said)).toEqual({ title });
  });

  test("paragraphs are split where English begins, even if it names something in Chinese", () => {
    const said = "第一段。\n第二段。\n\nFirst paragraph.\nSecond, about the V聚场 building.";
    expect(read("text", said)).toEqual({
      description: {
        zh: "第一段。\n第二段。",
        en: "First paragraph.\nSecond, about the V聚场 building.",
      },
    });
  });

  test("a name without Chinese is the same in both; Chinese alone is not enough", () => {
    expect(read("place", "Online")).toEqual({ place: { zh: "Online", en: "Online" } });
    expect(read("place", "V聚场二楼")).toBe("place: both_languages");
    expect(read("title", "English only")).toBe("title: both_languages");
    expect(read("title", `长${"长".repeat(120)} / Long`)).toBe("title: too_many");
  });
});

describe("day and times", () => {
  test.each([
    ["2026-12-10 19:00-21:00", "2026-12-10 19:00", "2026-12-10 21:00"],
    ["12月10日 19点半到21点", "2026-12-10 19:30", "2026-12-10 21:00"],
    ["１２月１０日　１９：３０－２１：００", "2026-12-10 19:30", "2026-12-10 21:00"],
    ["周四 19:00–21:00", "2026-11-26 19:00", "2026-11-26 21:00"],
    ["下周四晚上7点到9点", "2026-12-03 19:00", "2026-12-03 21:00"],
    ["next Thursday 7pm-9pm", "2026-12-03 19:00", "2026-12-03 21:00"],
    ["明天 14:00-16:30", "2026-11-24 14:00", "2026-11-24 16:30"],
    ["+5d Thu 19:00-21:00", "2026-12-03 19:00", "2026-12-03 21:00"],
    ["Dec 10 19:00-21:00", "2026-12-10 19:00", "2026-12-10 21:00"],
    ["10 December, 19:00-21:00", "2026-12-10 19:00", "2026-12-10 21:00"],
    ["1月5日 10:00-11:00", "2027-01-05 10:00", "2027-01-05 11:00"],
    ["20:00-22:00", "2026-12-03 20:00", "2026-12-03 22:00"],
    ["2026-12-12", "2026-12-12 19:00", "2026-12-12 21:00"],
  ])("%s", (said, startsAt, endsAt) => {
    expect(read("when", said)).toEqual({ startsAt, endsAt });
  });

  test.each([
    ["过几天吧", "when: bad_time"],
    ["12月32日 10:00-11:00", "when: bad_time"],
    ["2026-02-30 10:00-11:00", "when: bad_time"],
    ["25:00-26:00", "when: bad_time"],
    ["10:00", "when: bad_time"],
    ["2020-01-01 10:00-11:00", "when: past"],
    ["12月10日 21:00-19:00", "when: ends_before_start"],
  ])("%s is none: %s", (said, fault) => {
    expect(read("when", said)).toBe(fault);
  });

  test.each([
    ["提前3天 10:00", "-3d 10:00"],
    ["开始前24小时", "-24h"],
    ["-48h", "-48h"],
    ["2 days before", "-2d"],
    ["2026-12-01 10:00", "2026-12-01 10:00"],
    ["开始后1小时", "start+1h"],
    ["1 hour after it starts", "start+1h"],
    ["start+90m", "start+90m"],
    ["开始后0天 20:30", "start+0d 20:30"],
    ["无", null],
  ])("closing %s", (said, closesAt) => {
    expect(read("closes", said)).toEqual({ closesAt });
  });

  test("closing after the end is none, and a day that leaves it behind is refused for its sake", () => {
    expect(read("closes", "2026-12-09 10:00")).toBe("closes: bad_time");
    expect(read("closes", "随便")).toBe("closes: bad_time");
    expect(read("closes", "开始后1天 00:30")).toBe("closes: bad_time");
    expect(read("closes", "3小时后")).toBe("closes: bad_time");
    const closing = { ...DRAFT, closesAt: "2026-12-02 10:00" };
    expect(read("when", "2026-12-01 10:00-11:00", closing)).toBe("closes: bad_time");
    expect(read("opens", "2026-12-02 11:00", closing)).toBe("opens: ends_before_start");
  });
});

test.each([
  ["start+1d 00:30", "开始后 1 天 00:30", "1 day after 00:30"],
  ["start+2h", "开始后 2 小时", "2 hours after"],
  ["start+90m", "开始后 90 分钟", "90 minutes after"],
  ["-3d 10:00", "开始前 3 天 10:00", "3 days before 10:00"],
  ["-24h", "开始前 24 小时", "24 hours before"],
])("closing %s is shown as “%s”, and read again from it", (closesAt, zh, en) => {
  const draft = { ...DRAFT, endsAt: "2026-12-05 21:00", closesAt };
  for (const [locale, words] of [
    ["zh-CN", zh],
    ["en", en],
  ] as const) {
    expect(showField(draft, "closes", { ...FRAME, locale })).toBe(words);
    expect(read("closes", words, draft)).toEqual({ closesAt });
  }
});

describe("how it repeats", () => {
  test.each([
    ["每周", "FREQ=WEEKLY"],
    ["每两周", "FREQ=WEEKLY;INTERVAL=2"],
    ["每周三", "FREQ=WEEKLY;BYDAY=WE"],
    ["每月第三个周三", "FREQ=MONTHLY;BYDAY=3WE"],
    ["third Wednesday of the month", "FREQ=MONTHLY;BYDAY=3WE"],
    ["every other week", "FREQ=WEEKLY;INTERVAL=2"],
    ["every Thursday", "FREQ=WEEKLY;BYDAY=TH"],
    ["每周，共6次", "FREQ=WEEKLY;COUNT=6"],
    ["每周 到2027-01-31", "FREQ=WEEKLY;UNTIL=20270131T235900Z"],
    ["FREQ=WEEKLY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=3"],
  ])("%s", (said, repeats) => {
    expect(read("repeats", said)).toEqual({ repeats });
  });

  test("but for some dates, not at all, or nothing that can be read", () => {
    expect(read("repeats", "每周，除 2026-12-24、2026-12-31")).toEqual({
      repeats: { rule: "FREQ=WEEKLY", except: ["2026-12-24", "2026-12-31"] },
    });
    expect(read("repeats", "不重复")).toEqual({ repeats: null });
    expect(read("repeats", "偶尔")).toBe("repeats: bad_repetition");
    expect(read("repeats", "FREQ=SOMETIMES")).toBe("repeats: bad_repetition");
  });
});

describe("lists", () => {
  test("sessions, one a line, and equal slots within the event's own times", () => {
    const groups = "19:30组 / 19:30 group, 19:30-20:30, 12\n20:30组 / 20:30 group，20:30-21:30，12";
    expect(read("sessions", groups)).toMatchObject({
      sessions: [
        { startsAt: "2026-12-03 19:30", endsAt: "2026-12-03 20:30", capacity: 12 },
        { title: { zh: "20:30组", en: "20:30 group" } },
      ],
    });
    const slots = read("sessions", "每20分钟，1人");
    expect(slots).toHaveProperty("sessions.length", 6);
    expect(slots).toHaveProperty("sessions.5.endsAt", "2026-12-03 21:00");
    expect(read("sessions", "上午场, 10:00-11:00")).toBe("sessions: invalid");
    expect(read("sessions", "A, 10:00-11:00", {})).toBe("sessions: when_first");
  });

  test("a session keeps its id as long as it keeps its name", () => {
    const draft = {
      ...DRAFT,
      sessions: [
        { id: "1930", title: "早组", startsAt: "2026-12-03 19:30", endsAt: "20:30", capacity: 12 },
      ],
    };
    expect(read("sessions", "早组 / Early, 19:00-20:00, 9", draft)).toMatchObject({
      sessions: [{ id: "1930", capacity: 9 }],
    });
  });

  test("questions with their kinds; what many events ask keeps its usual id", () => {
    const said = [
      "称呼 / Name",
      "联系电话 / Phone, 选填",
      "组别 / Group, A组 / Group A | B组 / Group B",
      "带麦吗 / Bring a mic?, 是否",
    ].join("\n");
    expect(read("questions", said)).toMatchObject({
      questions: [
        { id: "name", type: "text", personal: true, required: true },
        { id: "phone", type: "phone", personal: true, required: false },
        { id: "group", type: "choice", options: [{ id: "group-a" }, { id: "group-b" }] },
        { id: "bring-a-mic", type: "yes_no" },
      ],
    });
    expect(read("questions", "+ 作品 / Work, 链接")).toMatchObject({
      questions: [{ id: "name" }, { id: "role" }, { id: "work", type: "link" }],
    });
    expect(read("questions", "- 2")).toMatchObject({ questions: [{ id: "name" }] });
    expect(read("questions", "- 7")).toBe("questions: invalid");
    expect(read("questions", "身份 / Role, 选择")).toBe("questions: invalid");
    expect(read("questions", "只有中文")).toBe("questions: invalid");
  });

  test("places set apart, by an answer the event asks for", () => {
    expect(read("quotas", "学生 / Students, 20, 身份=学生")).toEqual({
      quotas: [
        {
          id: "students",
          label: { zh: "学生", en: "Students" },
          capacity: 20,
          when: { role: "student" },
        },
      ],
    });
    expect(read("quotas", "学生 / Students, 60, 身份=学生")).toBe("quotas: quota_too_large");
    expect(read("quotas", "学生 / Students, 20, 身份=老师")).toBe("quotas: invalid");
    const apart = { ...DRAFT, ...Object(read("quotas", "学生 / Students, 20, 身份=学生")) };
    expect(read("capacity", "10", apart)).toBe("quotas: quota_too_large");
    expect(read("questions", "称呼 / Name", apart)).toBe("quotas: unknown_question");
  });
});

test("single values", () => {
  expect(read("capacity", "４０人")).toEqual({ capacity: 40 });
  expect(read("capacity", "0")).toBe("capacity: capacity_too_small");
  expect(read("capacity", "-1")).toBe("capacity: invalid");
  expect(read("capacity", "六十")).toBe("capacity: invalid");
  expect(read("zone", "Europe/London")).toEqual({ zone: "Europe/London" });
  expect(read("zone", "Mars/One")).toBe("zone: unknown_zone");
  expect(read("waitlist", "20人")).toEqual({ waitlist: 20 });
  expect(read("waitlist", "不要")).toEqual({ waitlist: false });
  expect(read("waitlist", "不限")).toEqual({ waitlist: true });
  expect(read("approval", "要")).toEqual({ approval: true });
  expect(read("guests", "maybe")).toBe("guests: invalid");
  expect(read("bring", "无")).toEqual({ bring: null });
  expect(read("code", "ev 99")).toEqual({ code: "EV-99" });
  expect(read("code", "!!")).toBe("code: invalid");
});

test.each([
  ["FREQ=WEEKLY", "每周", "every week"],
  ["FREQ=WEEKLY;BYDAY=TH", "每周四", "every week on Thursday"],
  ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", "每 2 周的周四", "every 2 weeks on Thursday"],
  [
    "FREQ=MONTHLY;BYDAY=3WE;COUNT=6",
    "每月第 3 个周三，共 6 次",
    "3rd Wednesday of the month, 6 times",
  ],
  ["FREQ=WEEKLY;UNTIL=20270131T235900Z", "每周，到 2027-01-31", "every week, until 2027-01-31"],
  ["FREQ=YEARLY", "FREQ=YEARLY", "FREQ=YEARLY"],
])("%s is shown as %s", (repeats, zh, en) => {
  const shown = (locale: "zh-CN" | "en") => showField({ repeats }, "repeats", { ...FRAME, locale });
  expect([shown("zh-CN"), shown("en")]).toEqual([zh, en]);
});

test("a new day takes the sessions along, each at its time", () => {
  const draft = {
    ...DRAFT,
    startsAt: "2026-12-10 19:00",
    sessions: [
      { id: "a", title: "A", startsAt: "2026-12-03 19:30", endsAt: "20:30", capacity: 12 },
      { id: "b", title: "B", startsAt: "2026-12-04 19:30", endsAt: "20:30", capacity: 12 },
    ],
  };
  const shown = showField(draft, "sessions", { ...FRAME, locale: "en" });
  expect(shown).toBe(
    "A · Thu 10 Dec, 19:30–20:30 · 12 places\nB · Fri 11 Dec, 19:30–20:30 · 12 places",
  );
});
