import { describe, expect, test } from "vitest";
import { changeEventState } from "../../../src/domain/events/change-state.ts";
import { moveSession } from "../../../src/domain/events/move-session.ts";
import { remindMe } from "../../../src/domain/events/own-seat.ts";
import { sayReminders } from "../../../src/domain/events/say-reminders.ts";
import { withdraw } from "../../../src/domain/events/withdraw.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import { setQuietHours } from "../../../src/store/events/due.ts";
import { DAY, eventOf, inMinutes, openWorld } from "./support.ts";

const world = openWorld();
const say = () => world.run((transaction) => sayReminders(transaction, 100));

const remindersOf = (person: string) =>
  world.sql(`select id, kind, minutes, state,
    round(extract(epoch from due_at - now()) / 60)::int as in_minutes
    from event_reminders where person = '${person}' order by due_at`);

/** Makes everything of a person due that waits. */
const comeDue = (person: string) =>
  world.sql(`update event_reminders set due_at = now() - interval '1 second'
    where person = '${person}' and state = 'due'`);

async function seated(code: string, more: object = {}): Promise<string> {
  await world.add(eventOf(code, more));
  const person = await world.person(`p ${code}`);
  await world.signUp(person, code);
  return person;
}

describe("before an event", () => {
  test("those who come are asked a day and two hours before, each once and none early", async () => {
    const person = await seated("R-1", { reminders: ["24h", "2h"], bring: "一支笔" });
    expect(await remindersOf(person)).toMatchObject([
      { kind: "before", minutes: 1440, in_minutes: expect.closeTo(9 * DAY, -1) },
      { kind: "before", minutes: 120, in_minutes: expect.closeTo(10 * DAY - 120, -1) },
    ]);
    expect(await say()).toBe(0);
    await world.sql(
      `update event_reminders set due_at = now() where person = '${person}' and minutes = 1440`,
    );
    expect(await Promise.all([say(), say(), say()])).toEqual(expect.arrayContaining([1, 0, 0]));
    expect(await world.heard(person)).toEqual([expect.stringMatching(/还来吗[\s\S]*一支笔/)]);
  });

  test("who still waits hears a day before where they stand, once, and nobody's reminder for those who come", async () => {
    await world.add(eventOf("R-WAIT", { capacity: 1 }));
    const [taken, first, second] = [
      await world.person("R-WAIT-0"),
      await world.person("R-WAIT-1"),
      await world.person("R-WAIT-2"),
    ];
    for (const person of [taken, first, second]) await world.signUp(person, "R-WAIT");
    expect(await remindersOf(second)).toMatchObject([
      { kind: "waiting", in_minutes: expect.closeTo(9 * DAY, -1) },
    ]);
    expect(await say()).toBe(0);
    for (const person of [first, second]) await comeDue(person);
    expect([await say(), await say()]).toEqual([2, 0]);
    expect(await world.heard(first)).toEqual([expect.stringContaining("排在第 1 位")]);
    expect(await world.heard(second)).toEqual([expect.stringContaining("排在第 2 位")]);
    expect(await world.heard(taken)).toEqual([]);
  });

  test("who signs up an hour before is not reminded of yesterday", async () => {
    const person = await seated("R-2", { startsAt: inMinutes(60), endsAt: inMinutes(90) });
    expect(await remindersOf(person)).toEqual([]);
  });

  test("a seat given back is not spoken of again", async () => {
    const person = await seated("R-3");
    await comeDue(person);
    await world.run((transaction) => withdraw(transaction, person, "R-3"));
    await say();
    expect(await world.heard(person)).toEqual([]);
  });

  test("what helps nobody any more is dropped, as after a long outage", async () => {
    const person = await seated("R-4");
    await comeDue(person);
    await world.sql(`update event_reminders set useful_until = now() where person = '${person}'`);
    expect(await say()).toBe(2);
    expect(await world.heard(person)).toEqual([]);
    expect(await remindersOf(person)).toMatchObject([{ state: "skipped" }, { state: "skipped" }]);
  });
});

describe("a change of plans", () => {
  test("moving tells everybody once and moves the reminders", async () => {
    const person = await seated("M-1");
    const [session] = await world.sql(`select s.id from event_sessions s
      join events e on e.id = s.event where e.code = 'M-1'`);
    const move = (to: string) =>
      world.run((transaction) => moveSession(transaction, OPERATOR, String(session?.["id"]), to));
    expect(await move("2026-99-99 10:00")).toMatchObject({ kind: "bad_time" });
    expect(await move("2020-01-01 10:00")).toEqual({ kind: "past" });
    expect(await move(inMinutes(20 * DAY))).toEqual({ kind: "moved", code: "M-1", told: 1 });
    expect(await world.heard(person)).toEqual([expect.stringContaining("改时间")]);
    expect(await remindersOf(person)).toMatchObject([
      { minutes: 1440, in_minutes: expect.closeTo(19 * DAY, -1) },
      { minutes: 120, in_minutes: expect.closeTo(20 * DAY - 120, -1) },
    ]);
  });

  test("calling off tells everybody and leaves nothing to be said", async () => {
    const person = await seated("M-2");
    const cancel = () =>
      world.run((transaction) => changeEventState(transaction, OPERATOR, "M-2", "cancelled"));
    expect(await cancel()).toEqual({ kind: "changed", code: "M-2", told: 1 });
    expect(await cancel()).toMatchObject({ kind: "unchanged" });
    expect(await world.heard(person)).toEqual([expect.stringContaining("取消了")]);
    expect(await remindersOf(person)).toEqual([]);
    expect(await world.signUp(await world.person("late"), "M-2")).toEqual({ kind: "cancelled" });
  });
});

test("who asked is told when sign-up opens", async () => {
  await world.add(eventOf("O-1", { opensAt: inMinutes(30) }));
  const person = await world.person("watcher");
  const wish = () => world.run((transaction) => remindMe(transaction, person, "o-1"));
  expect(await wish()).toMatchObject({ kind: "will_remind", about: "opens" });
  expect(await wish()).toMatchObject({ kind: "will_remind", about: "opens" });
  await comeDue(person);
  await say();
  expect(await world.heard(person)).toEqual([expect.stringContaining("现在可以报名")]);
});

test("quiet hours hold what can wait until their end, but not beyond the start", async () => {
  const hours = (from: number, to: number) => ({
    from: inMinutes(from).slice(11),
    to: inMinutes(to).slice(11),
    zone: "Asia/Shanghai",
  });
  const [held, urgent] = [await seated("Q-1"), await seated("Q-2")];
  for (const person of [held, urgent]) {
    await world.run((transaction) => setQuietHours(transaction, person, hours(-30, 120)));
    await comeDue(person);
  }
  await world.sql(`update event_reminders set useful_until = now() + interval '1 hour'
    where person = '${urgent}'`);
  await say();
  expect(await world.heard(held)).toEqual([]);
  const later = await remindersOf(held);
  expect(later.map((row) => row["in_minutes"])).toEqual([
    expect.closeTo(120, -1),
    expect.closeTo(120, -1),
  ]);
  expect(await world.heard(urgent)).toHaveLength(2);
});
