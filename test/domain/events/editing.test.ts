import { describe, expect, test } from "vitest";
import { moveSession } from "../../../src/domain/events/move-session.ts";
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
