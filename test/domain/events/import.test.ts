import { expect, test } from "vitest";
import { importEvents } from "../../../src/domain/events/import.ts";
import { extendRepetitions } from "../../../src/domain/events/upkeep.ts";
import { findEvent } from "../../../src/store/events/read.ts";
import { DAY, eventOf, inMinutes, OPTIONS, openWorld } from "./support.ts";

const world = openWorld();
const load = (text: string) =>
  importEvents(world.store.inTransaction, text, { ...OPTIONS, now: Date.now() });

const GOOD = `
- code: ev-1
  kind: 开放麦
  title: { zh: 开放麦, en: Open mic }
  description: { zh: 讲作品, en: Talks }
  place: V聚场
  startsAt: 2030-12-05 19:00
  endsAt: "21:00"
  opensAt: -3d 10:00
  closesAt: -24h
  capacity: 60
  waitlist: 20
  reminders: [24h, 2h]
`;

test("a file is read, and reading it again changes nothing", async () => {
  expect(await load(GOOD)).toEqual({ created: ["EV-1"], changed: [], unchanged: [], problems: [] });
  expect(await load(GOOD)).toMatchObject({ created: [], unchanged: ["EV-1"], problems: [] });
  const event = await world.run((transaction) => findEvent(transaction, "ev-1"));
  expect(event).toMatchObject({
    code: "EV-1",
    state: "open",
    zone: "Asia/Shanghai",
    place: { zh: "V聚场", en: "V聚场" },
    reminders: [1_440, 120],
    sessions: [
      {
        openness: "not_yet_open",
        startsAt: Date.UTC(2030, 11, 5, 11),
        endsAt: Date.UTC(2030, 11, 5, 13),
        opensAt: Date.UTC(2030, 11, 2, 2),
        closesAt: Date.UTC(2030, 11, 4, 11),
        capacity: 60,
        quotas: [{ quota: "", capacity: 60, waitlist: 20 }],
      },
    ],
  });
});

test("every mistake is named by line, and what is right is kept", async () => {
  const bad = [
    ["capacity: 0", "capacity", "capacity_too_small"],
    ["capacity: -1", "capacity", "capacity_too_small"],
    ["zone: Asia/Shangri-La", "zone", "unknown_zone"],
    ["startsAt: 2030-02-30 10:00", "startsAt", "bad_time"],
    ["startsAt: soon", "startsAt", "bad_time"],
    ['endsAt: "18:00"', "endsAt", "ends_before_start"],
    ["closesAt: -3x", "closesAt", "bad_time"],
    ["colour: red", "colour", "unknown_field"],
    ["repeats: FREQ=OFTEN", "repeats", "bad_repetition"],
    ["title: { zh: 只有中文 }", "title.en", "missing"],
  ] as const;
  const rows = bad.map(([line], index) => {
    const field = line.slice(0, line.indexOf(":") + 1);
    const others = GOOD.trim()
      .split("\n")
      .filter((each) => !each.includes(` ${field}`) && !each.includes("ev-1"));
    return [`- code: bad-${index}`, ...others, `  ${line}`].join("\n");
  });
  const text = [
    ...rows,
    GOOD.trim().replace("ev-1", "fine"),
    GOOD.trim().replace("ev-1", "FINE"),
  ].join("\n");
  const { created, problems } = await load(text);
  expect(created).toEqual(["FINE"]);
  const lines = text.split("\n");
  expect(
    problems.map(({ line, field, problem }) => [lines[(line ?? 0) - 1]?.trim(), field, problem]),
  ).toEqual([
    ...bad.map(([line, field, problem]) => [line, field, problem]),
    ["- code: FINE", "code", "duplicate_code"],
  ]);
});

test("all mistakes of one event are named, each at its line, whatever else is wrong with it", async () => {
  await load(GOOD);
  const bad = `
- code: ev-1
  title: { zh: 只有中文 }
  colour: red
  size: xl
  description: { zh: 讲作品, en: Talks }
  place: V聚场
  zone: Asia/Shangri-La
  startsAt: 2030-02-30 10:00
  endsAt: later
  opensAt: -3x
  closesAt: start+1x
  capacity: 0
  questions:
    - { id: name, label: 称呼, type: text }
    - { id: role, label: 身份, type: choice }
    - { id: name, label: 名字, type: wish }
    - { id: name, label: 又一个, type: text }
  quotas:
    - { id: few, label: 学生, capacity: 2, when: { nobody: asks } }
    - { id: few, label: 老师, capacity: -1, when: { role: teacher } }
  reminders: [2w]
  repeats: { rule: FREQ=OFTEN, moved: { 2030-03-01: tomorrow } }
- code: ev-2
  kind: 开放麦
  title: 开放麦
  description: 讲作品
  place: V聚场
  sessions:
    - { id: a, startsAt: soon, endsAt: 2030-12-05 20:00, capacity: 3 }
    - { id: a, startsAt: 2030-12-05 21:00, endsAt: "20:00" }
    - { id: c, startsAt: 2030-12-05 21:00, endsAt: "19:00", capacity: 3, room: 2 }
  closesAt: never
- code: EV-2
  kind: 开放麦
  title: 开放麦
`.trim();
  const { created, problems } = await load(bad);
  expect(created).toEqual([]);
  const lines = bad.split("\n");
  const named = problems.map(({ line, code, field, problem }) => [
    code,
    lines[(line ?? 0) - 1]?.trim().slice(0, 14),
    `${field}: ${problem}`,
  ]);
  expect(named).toEqual([
    ["EV-1", "- code: ev-1", "kind: missing"],
    ["EV-1", "title: { zh: 只", "title.en: missing"],
    ["EV-1", "colour: red", "colour: unknown_field"],
    ["EV-1", "size: xl", "size: unknown_field"],
    ["EV-1", "zone: Asia/Sha", "zone: unknown_zone"],
    ["EV-1", "startsAt: 2030", "startsAt: bad_time"],
    ["EV-1", "endsAt: later", "endsAt: bad_time"],
    ["EV-1", "opensAt: -3x", "opensAt: bad_time"],
    ["EV-1", "closesAt: star", "closesAt: bad_time"],
    ["EV-1", "capacity: 0", "capacity: capacity_too_small"],
    ["EV-1", "- { id: role, ", "questions.1.options: missing"],
    ["EV-1", "- { id: name, ", "questions.2.type: invalid"],
    ["EV-1", "- { id: name, ", "questions.2.id: duplicate_id"],
    ["EV-1", "- { id: name, ", "questions.3.id: duplicate_id"],
    ["EV-1", "- { id: few, l", "quotas.0.when: unknown_question"],
    ["EV-1", "- { id: few, l", "quotas.1.capacity: capacity_too_small"],
    ["EV-1", "- { id: few, l", "quotas.1.when: unknown_question"],
    ["EV-1", "- { id: few, l", "quotas.1.id: duplicate_id"],
    ["EV-1", "reminders: [2w", "reminders.0: bad_reminder"],
    ["EV-1", "repeats: { rul", "repeats: bad_repetition"],
    ["EV-1", "repeats: { rul", "repeats.moved.2030-03-01: bad_time"],
    ["EV-2", "- { id: a, sta", "sessions.0.startsAt: bad_time"],
    ["EV-2", "- { id: a, sta", "sessions.1.id: duplicate_id"],
    ["EV-2", "- { id: a, sta", "sessions.1.capacity: missing"],
    ["EV-2", "- { id: a, sta", "sessions.1.endsAt: ends_before_start"],
    ["EV-2", "- { id: c, sta", "sessions.2.room: unknown_field"],
    ["EV-2", "- { id: c, sta", "sessions.2.endsAt: ends_before_start"],
    ["EV-2", "closesAt: neve", "closesAt: bad_time"],
    ["EV-2", "- code: EV-2", "code: duplicate_code"],
    ["EV-2", "- code: EV-2", "description: missing"],
    ["EV-2", "- code: EV-2", "place: missing"],
    ["EV-2", "- code: EV-2", "startsAt: missing"],
    ["EV-2", "- code: EV-2", "endsAt: missing"],
    ["EV-2", "- code: EV-2", "capacity: missing"],
  ]);
});

test("quotas larger than the capacity, of unknown questions, and ids that stand twice", async () => {
  const quota = { id: "q", label: "学生", capacity: 3, when: { role: "student" } };
  const { problems } = await load(JSON.stringify([eventOf("Q-1", { quotas: [quota, quota] })]));
  expect(problems.map(({ field, problem }) => [field, problem])).toEqual(
    expect.arrayContaining([
      ["quotas.0.capacity", "quota_too_large"],
      ["quotas.0.when", "unknown_question"],
      ["quotas.1.id", "duplicate_id"],
    ]),
  );
});

test.each([
  ["- a: [", 1],
  ["just words", 1],
  ["", 1],
])("%j is not a list of events", async (text, line) => {
  const { created, problems } = await load(text);
  expect(created).toEqual([]);
  expect(problems[0]?.line).toBe(line);
});

test("a repeating event has its dates at the same wall time, but for those left out and moved", async () => {
  const event = eventOf("R-1", {
    zone: "Europe/Berlin",
    startsAt: "2026-10-20 18:00",
    endsAt: "19:00",
    opensAt: "-0d 10:00",
    repeats: {
      rule: "FREQ=WEEKLY;BYDAY=TU",
      except: ["2026-10-27"],
      moved: { "2026-11-03": "2026-11-04 20:00" },
    },
  });
  const now = Date.UTC(2026, 9, 14);
  await importEvents(world.store.inTransaction, JSON.stringify([event]), { ...OPTIONS, now });
  const rows = await world.sql(`select occurrence, starts_local, starts_at, opens_at
    from event_sessions s join events e on e.id = s.event where e.code = 'R-1'
    order by starts_at limit 3`);
  const at = (value: unknown) => (value instanceof Date ? value.toISOString() : "");
  expect(rows.map((row) => [row["occurrence"], row["starts_local"], at(row["starts_at"])])).toEqual(
    [
      ["2026-10-20", "2026-10-20T18:00", "2026-10-20T16:00:00.000Z"],
      ["2026-11-03", "2026-11-04T20:00", "2026-11-04T19:00:00.000Z"],
      ["2026-11-10", "2026-11-10T18:00", "2026-11-10T17:00:00.000Z"],
    ],
  );
  expect(at(rows[0]?.["opens_at"])).toBe("2026-10-20T08:00:00.000Z");
});

test("another version moves the sessions, tells who sits there, and fills new places", async () => {
  await world.add(eventOf("V-1", { capacity: 1 }));
  const [one, two] = [await world.person("one"), await world.person("two")];
  await world.signUp(one, "V-1");
  await world.signUp(two, "V-1");
  const later = { startsAt: inMinutes(12 * DAY), endsAt: inMinutes(12 * DAY + 90) };
  const { changed } = await load(JSON.stringify([eventOf("V-1", { capacity: 2, ...later })]));
  expect(changed).toEqual(["V-1"]);
  expect(await world.heard(one)).toEqual([expect.stringContaining("改时间")]);
  expect(await world.heard(two)).toEqual([
    expect.stringContaining("改时间"),
    expect.stringContaining("空出了位子"),
  ]);
  const other = { sessions: [{ id: "new", ...later, capacity: 5 }] };
  const { problems } = await load(JSON.stringify([eventOf("V-1", other)]));
  expect(problems).toMatchObject([{ problem: "in_use" }]);
});

test("the next dates of a repeating event are written as time goes by, counted from the first", async () => {
  const now = Date.UTC(2031, 0, 1);
  const event = eventOf("W-1", {
    startsAt: "+1d Thu 19:00",
    endsAt: "21:00",
    opensAt: "+0d 10:00",
    repeats: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
  });
  await importEvents(world.store.inTransaction, JSON.stringify([event]), { ...OPTIONS, now });
  const dates = async () => {
    const rows = await world.sql(`select occurrence from event_sessions s
      join events e on e.id = s.event where e.code = 'W-1' order by occurrence`);
    return rows.map((row) => String(row["occurrence"]));
  };
  const first = ["2031-01-02", "2031-01-16", "2031-01-30", "2031-02-13", "2031-02-27"];
  expect(await dates()).toEqual(first);
  const later = now + 30 * 86_400_000;
  const extend = () => world.run((transaction) => extendRepetitions(transaction, later));
  await extend();
  expect(await dates()).toEqual([...first, "2031-03-13", "2031-03-27"]);
  expect(await extend()).toBe(0);
});

/** One event a line, so that an error's line is the event's number. */
const rows = (count: number, isGood: (row: number) => boolean) =>
  Array.from({ length: count }, (_, index) => {
    const row = index + 1;
    return `- ${JSON.stringify(eventOf(`ROW-${row}`, isGood(row) ? {} : { capacity: 0 }))}`;
  }).join("\n");

test("of five thousand rows the good ones are kept and each bad one is named by its line", async () => {
  const isGood = (row: number) => row % 50 === 0;
  const { created, problems } = await load(rows(5_000, isGood));
  expect(created).toHaveLength(100);
  expect(created.at(-1)).toBe("ROW-5000");
  expect(problems).toHaveLength(4_900);
  expect(
    problems.every(({ line, field, code }) => field === "capacity" && code === `ROW-${line}`),
  ).toBe(true);
});

test("more rows than that are refused as a whole", async () => {
  const { created, problems } = await load(rows(5_001, () => true));
  expect(created).toEqual([]);
  expect(problems).toMatchObject([{ problem: "too_many" }]);
});

test("a file with aliases is refused at the first of them, whatever they would grow to", async () => {
  const bombs = ["a: &a [*a]", `${GOOD}  bring: &b 名片\n- { code: *b }`];
  const lines = [1, GOOD.split("\n").length + 1];
  for (const [at, text] of bombs.entries()) {
    expect((await load(text)).problems).toEqual([
      { line: lines[at], code: null, field: "", problem: "unreadable" },
    ]);
  }
});
