import { describe, expect, test } from "vitest";
import { moveSession } from "../../../src/domain/events/move-session.ts";
import { remindAnew } from "../../../src/domain/events/replace-sessions.ts";
import { extendRepetitions } from "../../../src/domain/events/upkeep.ts";
import { beginning, draftOfEvent, nextCode } from "../../../src/domain/events/writing/drafts.ts";
import type { Patch } from "../../../src/domain/events/writing/fields.ts";
import { createEvent, editEvent } from "../../../src/domain/events/writing/write.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import { findEvent } from "../../../src/store/events/read.ts";
import { recount } from "../../../src/store/events/recount.ts";
import { DAY, eventOf, inMinutes, openWorld } from "./support.ts";

const world = openWorld();
const ZONE = "Asia/Shanghai";
const edit = (code: string, patch: Patch, staff: string = OPERATOR) =>
  world.run((transaction) => editEvent(transaction, staff, { code, patch }, ZONE));
const view = (code: string) => world.run((transaction) => findEvent(transaction, code));
const draftOf = (code: string) => world.run((transaction) => draftOfEvent(transaction, code));

async function staff(role: "operator" | "viewer"): Promise<string> {
  const person = await world.person(`${role} of editing`);
  await world.store.staff.setPosition(person, { role, desks: [] });
  return person;
}

/** When the reminders of an event's seats are due, soonest first. */
const remindersOf = async (code: string) =>
  world.sql(`select due_at from event_reminders where state = 'due' and kind = 'before' and session in
    (select s.id from event_sessions s join events e on e.id = s.event where e.code = '${code}')
    order by due_at`);

describe("a new event", () => {
  test("is a draft with a code of its own, written by those who run events alone", async () => {
    const operator = await staff("operator");
    const draft = { ...eventOf("NEW-1") };
    const create = (who: string) =>
      world.run((transaction) =>
        createEvent(transaction, who, JSON.parse(JSON.stringify(draft)), ZONE),
      );
    expect(await create(await staff("viewer"))).toEqual({ kind: "not_staff" });
    expect(await create(await world.person("nobody"))).toEqual({ kind: "not_staff" });
    expect(await create(operator)).toEqual({ kind: "created", code: "NEW-1" });
    expect(await view("NEW-1")).toMatchObject({ state: "draft", zone: ZONE });
    expect(await create(operator)).toEqual({ kind: "code_taken" });
    const [entry] = await world.sql("select who, what from audit where on_what = 'NEW-1'");
    expect(entry).toMatchObject({ who: operator, what: "event.created" });
  });

  test("may begin from an earlier one, whose times count from the new start", async () => {
    const closesAt = inMinutes(9 * DAY);
    await world.add(eventOf("OLD-07", { closesAt, opensAt: "-7d 10:00" }));
    const from = await world.run((transaction) => beginning(transaction, ZONE));
    const copy = from.earlier.find(({ code }) => code === "OLD-07");
    expect(copy?.draft).toMatchObject({
      opensAt: "-7d 10:00",
      closesAt: `-1d ${closesAt.slice(11)}`,
    });
    expect(copy?.draft).not.toHaveProperty("code");
    expect(copy?.draft).not.toHaveProperty("state");
  });

  test("gets the number after the highest of most", () => {
    expect(nextCode([])).toBe("EV-01");
    expect(nextCode(["EV-01", "EV-08", "SALON-3", "TALK"])).toBe("EV-09");
    expect(nextCode(["A-009", "A-010"])).toBe("A-011");
  });
});

describe("an event that is changed", () => {
  test("may have fewer places, but never fewer than are taken or kept", async () => {
    await world.add(eventOf("CAP-1", { capacity: 4 }));
    for (const name of ["a", "b", "c"])
      await world.signUp(await world.person(`cap ${name}`), "CAP-1");
    expect(await edit("CAP-1", { capacity: 2 })).toEqual({
      kind: "below_taken",
      field: "capacity",
      taken: 3,
    });
    expect(await edit("CAP-1", { capacity: 3 })).toMatchObject({ kind: "changed", told: 0 });
    const waiting = await world.person("cap d");
    expect(await world.signUp(waiting, "CAP-1")).toMatchObject({ kind: "waiting" });
    expect(await edit("CAP-1", { capacity: 4 })).toMatchObject({ kind: "changed" });
    expect(await world.heard(waiting)).toEqual([expect.stringContaining("空出了位子")]);
    expect(await edit("CAP-1", { capacity: 3 })).toMatchObject({ kind: "below_taken", taken: 4 });
    expect(await world.run(recount)).toEqual([]);
  });

  test("at another time: everybody is told, and the reminders are set anew", async () => {
    await world.add(eventOf("TIME-1"));
    const lin = await world.person("time lin");
    await world.signUp(lin, "TIME-1");
    const before = await remindersOf("TIME-1");
    const times = { startsAt: inMinutes(20 * DAY), endsAt: inMinutes(20 * DAY + 60) };
    expect(await edit("TIME-1", times)).toEqual({ kind: "changed", code: "TIME-1", told: 1 });
    expect(await world.heard(lin)).toEqual([expect.stringContaining("改时间")]);
    const after = await remindersOf("TIME-1");
    expect(after).toHaveLength(before.length);
    expect(
      Date.parse(String(after[0]?.["due_at"])) - Date.parse(String(before[0]?.["due_at"])),
    ).toBe(10 * DAY * 60_000);
  });

  test("somewhere else: those who come are told where, once", async () => {
    await world.add(eventOf("PLACE-1"));
    const lin = await world.person("place lin");
    await world.signUp(lin, "PLACE-1");
    const place = { zh: "V聚场三楼", en: "V Juchang, 3rd floor" };
    expect(await edit("PLACE-1", { place })).toMatchObject({ kind: "changed", told: 1 });
    expect(await world.heard(lin)).toEqual([expect.stringMatching(/换地点[\s\S]*改在：V聚场三楼/)]);
    expect(await edit("PLACE-1", { place })).toEqual({ kind: "unchanged", code: "PLACE-1" });
    expect(await world.heard(lin)).toHaveLength(1);
  });

  test("stays where one of its dates was moved to, until its own time changes", async () => {
    await world.add(eventOf("MOVE-1", { repeats: "FREQ=WEEKLY;COUNT=3" }));
    const event = await view("MOVE-1");
    const [, second] = event?.sessions ?? [];
    const lin = await world.person("move lin");
    await world.signUp(lin, "MOVE-1", { session: second?.id ?? "" });
    const moved = inMinutes(18 * DAY);
    await world.run((transaction) => moveSession(transaction, OPERATOR, second?.id ?? "", moved));
    expect(await edit("MOVE-1", { capacity: 9 })).toMatchObject({ kind: "changed", told: 0 });
    const now = (await view("MOVE-1"))?.sessions.find(({ id }) => id === second?.id);
    expect(now).toMatchObject({ capacity: 9, startsAt: Date.parse(`${moved}:00+08:00`) });
    expect(await world.heard(lin)).toHaveLength(1);
  });

  test("shows the time it was moved to, and keeps what others changed meanwhile", async () => {
    await world.add(eventOf("BOTH-1", { closesAt: inMinutes(9 * DAY) }));
    const [session] = (await view("BOTH-1"))?.sessions ?? [];
    const moved = inMinutes(15 * DAY);
    await world.run((transaction) => moveSession(transaction, OPERATOR, session?.id ?? "", moved));
    expect(await draftOf("BOTH-1")).toMatchObject({ startsAt: moved });
    await Promise.all([
      edit("BOTH-1", { title: { zh: "新名字", en: "New name" } }),
      edit("BOTH-1", { capacity: 7 }),
    ]);
    const after = await view("BOTH-1");
    expect(after).toMatchObject({ title: { zh: "新名字" } });
    expect(after?.sessions).toMatchObject([
      { capacity: 7, closesAt: (session?.closesAt ?? 0) + 5 * DAY * 60_000 },
    ]);
  });

  test("with other reminders: those who have seats get them instead, each once", async () => {
    await world.add(eventOf("RMD-1"));
    const lin = await world.person("rmd lin");
    await world.signUp(lin, "RMD-1");
    const minutes = () =>
      world.sql(`select minutes from event_reminders where person = '${lin}' and state = 'due'
        order by minutes desc`);
    expect(await minutes()).toEqual([{ minutes: 1_440 }, { minutes: 120 }]);
    expect(await edit("RMD-1", { reminders: ["1d", "3h"] })).toMatchObject({ told: 0 });
    expect(await minutes()).toEqual([{ minutes: 1_440 }, { minutes: 180 }]);
    expect(await edit("RMD-1", { reminders: ["20d"] })).toMatchObject({
      kind: "invalid",
      problems: [{ field: "reminders.0", problem: "bad_reminder" }],
    });
    expect(await edit("RMD-1", { reminders: [] })).toMatchObject({ kind: "changed" });
    expect(await minutes()).toEqual([]);
    expect(await edit("RMD-1", { reminders: null })).toMatchObject({ kind: "changed" });
    expect(await minutes()).toHaveLength(2);
  });

  test("keeps a reminder that waits for the end of quiet hours", async () => {
    await world.add(eventOf("RMD-2"));
    const lin = await world.person("rmd quiet");
    await world.signUp(lin, "RMD-2");
    await world.sql(`update event_sessions set starts_at = now() + interval '20 hours'
      where id = (select session from seats where person = '${lin}')`);
    await world.sql(`update event_reminders set due_at = now() + interval '5 hours',
      useful_until = (select starts_at from event_sessions where id = session)
      where person = '${lin}' and minutes = 1440`);
    const postponed = () =>
      world.sql(`select id, due_at from event_reminders where person = '${lin}'
        and state = 'due' and minutes = 1440`);
    const [session] = (await view("RMD-2"))?.sessions ?? [];
    const before = await postponed();
    await world.run((transaction) => remindAnew(transaction, session?.id ?? ""));
    expect(await postponed()).toEqual(before);
    await world.sql("update events set reminders = '{120}' where code = 'RMD-2'");
    await world.run((transaction) => remindAnew(transaction, session?.id ?? ""));
    expect(await postponed()).toEqual([]);
  });

  test("with groups moves as a whole, each group at its time of day", async () => {
    const day = inMinutes(12 * DAY).slice(0, 10);
    const next = inMinutes(13 * DAY).slice(0, 10);
    const group = (id: string, from: string, to: string) => ({
      id,
      title: id,
      startsAt: `${day} ${from}`,
      endsAt: `${day} ${to}`,
      capacity: 2,
    });
    const sessions = [group("a", "19:30", "20:30"), group("b", "20:30", "21:30")];
    await world.add(eventOf("GRP-1", { startsAt: undefined, endsAt: undefined, sessions }));
    expect(await draftOf("GRP-1")).toMatchObject({
      startsAt: `${day}T19:30`,
      endsAt: `${day}T21:30`,
    });
    const times = { startsAt: `${next} 19:30`, endsAt: `${next} 21:30` };
    expect(await edit("GRP-1", times)).toMatchObject({ kind: "changed" });
    const starts = (await view("GRP-1"))?.sessions.map(({ startsAt }) => startsAt);
    expect(starts).toEqual(
      [`${next}T19:30`, `${next}T20:30`].map((at) => Date.parse(`${at}:00+08:00`)),
    );
  });

  test("is for those who run events, and not once it is called off", async () => {
    await world.add(eventOf("OFF-1"));
    expect(await edit("OFF-1", { capacity: 9 }, await staff("viewer"))).toEqual({
      kind: "not_staff",
    });
    expect(await edit("NONE-1", { capacity: 9 })).toEqual({ kind: "not_found" });
    await world.sql("update events set state = 'cancelled' where code = 'OFF-1'");
    expect(await edit("OFF-1", { capacity: 9 })).toEqual({ kind: "not_found" });
  });
});

describe("an event that takes place once and comes to repeat", () => {
  const seatOf = (person: string) =>
    world.sql(`select seat.id, seat.session, seat.occurrence, seat.pass, seat.state, one.starts_at,
      (select array_agg(due_at order by due_at) from event_reminders
        where seat = seat.id and state = 'due') as reminders
      from seats seat join event_sessions one on one.id = seat.session
      where seat.person = '${person}'`);

  test("keeps its seats, passes and reminders; the dates after it are added, and it can be undone", async () => {
    const closesAt = inMinutes(9 * DAY);
    await world.add(eventOf("REP-1", { closesAt }));
    const [lin, wu] = [await world.person("rep lin"), await world.person("rep wu")];
    await world.signUp(lin, "REP-1");
    const [before] = await seatOf(lin);
    const [once] = (await view("REP-1"))?.sessions ?? [];
    expect(await edit("REP-1", { repeats: "FREQ=WEEKLY;COUNT=3" })).toMatchObject({ told: 0 });
    const sessions = (await view("REP-1"))?.sessions ?? [];
    expect(sessions).toMatchObject([{ id: once?.id, taken: 1 }, { taken: 0 }, { taken: 0 }]);
    const week = 7 * DAY * 60_000;
    expect(sessions.map(({ startsAt }) => startsAt - (once?.startsAt ?? 0))).toEqual([
      0,
      week,
      2 * week,
    ]);
    expect(sessions.map(({ closesAt: at }) => at - (once?.closesAt ?? 0))).toEqual([
      0,
      week,
      2 * week,
    ]);
    expect(await seatOf(lin)).toEqual([{ ...before, occurrence: sessions[0]?.occurrence }]);
    expect(await world.heard(lin)).toEqual([]);
    expect(await world.signUp(wu, "REP-1", { session: sessions[1]?.id })).toMatchObject({
      kind: "seated",
    });
    expect(await world.signUp(lin, "REP-1", { session: once?.id })).toMatchObject({
      kind: "already",
    });
    expect(await world.run((transaction) => extendRepetitions(transaction, Date.now()))).toBe(0);
    expect(await edit("REP-1", { repeats: null })).toMatchObject({ kind: "in_use" });
    await edit("REP-1", { repeats: "FREQ=WEEKLY;COUNT=2" });
    expect(await world.run(recount)).toEqual([]);
  });

  test("until somebody has a seat on a later date it can take place once again", async () => {
    await world.add(eventOf("REP-2"));
    const lin = await world.person("rep back");
    await world.signUp(lin, "REP-2");
    const before = await seatOf(lin);
    await edit("REP-2", { repeats: "FREQ=WEEKLY;COUNT=3" });
    expect(await edit("REP-2", { repeats: null })).toMatchObject({ kind: "changed" });
    expect(await seatOf(lin)).toEqual(before);
    expect((await view("REP-2"))?.sessions).toHaveLength(1);
  });

  test("needs its own day among the dates while people sit there; once it is over it stays as it was", async () => {
    await world.add(eventOf("REP-3"));
    const lin = await world.person("rep day");
    await world.signUp(lin, "REP-3");
    const own = new Date(Date.parse(`${inMinutes(10 * DAY)}Z`)).getUTCDay();
    const other = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][(own + 1) % 7] ?? "";
    expect(await edit("REP-3", { repeats: `FREQ=WEEKLY;BYDAY=${other}` })).toEqual({
      kind: "in_use",
      field: "repeats",
    });
    const past = inMinutes(-10 * DAY);
    await world.add(eventOf("REP-4", { startsAt: past, endsAt: inMinutes(-10 * DAY + 60) }));
    const wu = await world.person("rep past");
    await world.sql(`update event_sessions set ends_at = now() + interval '1 day',
      closes_at = now() + interval '1 day' where event = (select id from events where code = 'REP-4')`);
    expect(await world.signUp(wu, "REP-4")).toMatchObject({ kind: "seated" });
    await world.sql(`update event_sessions set ends_at = starts_at + interval '1 hour'
      where event = (select id from events where code = 'REP-4')`);
    expect(await edit("REP-4", { repeats: "FREQ=WEEKLY" })).toMatchObject({ kind: "changed" });
    expect(await seatOf(wu)).toMatchObject([{ occurrence: past.slice(0, 10) }]);
    expect(
      (await view("REP-4"))?.sessions.every(({ startsAt }) => startsAt > Date.now() - DAY * 60_000),
    ).toBe(true);
    expect(await edit("REP-4", { capacity: 9 })).toMatchObject({ kind: "changed" });
  });
});
