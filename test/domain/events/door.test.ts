import { expect, test } from "vitest";
import {
  checkInHere,
  checkInPass,
  checkInSeat,
  onSiteCode,
} from "../../../src/domain/events/check-in.ts";
import { giveFeedback } from "../../../src/domain/events/own-seat.ts";
import { walkIn } from "../../../src/domain/events/walk-in.ts";
import { withdraw } from "../../../src/domain/events/withdraw.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import { markNoShows } from "../../../src/store/events/check-ins.ts";
import { findEvent } from "../../../src/store/events/read.ts";
import { recount } from "../../../src/store/events/recount.ts";
import { rosterOf } from "../../../src/store/events/seat-views.ts";
import { DAY, eventOf, noonZone, openWorld } from "./support.ts";

const world = openWorld();

/** An event that takes place today. */
function today(code: string, more: object = {}): object {
  const wall = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  return eventOf(code, {
    zone: noonZone(),
    startsAt: wall(60),
    endsAt: wall(120),
    capacity: 3,
    ...more,
  });
}

async function seated(code: string, name: string) {
  const person = await world.person(name);
  const result = await world.signUp(person, code);
  if (result.kind !== "seated") throw new Error(result.kind);
  return { person, ...result };
}

const byPass = (code: string, pass: string) =>
  world.run((transaction) => checkInPass(transaction, OPERATOR, code, pass));

test("a pass lets in once, and says when it did", async () => {
  await world.add(today("D-1"));
  const { pass, seat, person } = await seated("D-1", "d1");
  const written = `${pass.slice(0, 4).toLowerCase()}-${pass.slice(4)}`;
  expect(await byPass("d-1", written)).toMatchObject({ kind: "checked_in", seat });
  expect(await byPass("D-1", pass)).toEqual({ kind: "already_in", seat, at: expect.any(Number) });
  expect(await byPass("D-1", "ZZZZZZZZ")).toEqual({ kind: "not_found" });
  expect(await world.run((transaction) => checkInPass(transaction, person, "D-1", pass))).toEqual({
    kind: "not_staff",
  });
  const due = await world.sql(`select kind from event_reminders where person = '${person}'
    and kind = 'feedback' and due_at > now() + interval '8 hours'`);
  expect(due).toHaveLength(1);
});

test("who gave up, waits or comes on another day is told so", async () => {
  await world.add(
    today("D-2", { capacity: 1 }),
    eventOf("D-3", { startsAt: "2031-01-01 10:00", endsAt: "11:00" }),
  );
  const gone = await seated("D-2", "d2");
  const waiting = await world.signUp(await world.person("d3"), "D-2");
  const seat = waiting.kind === "waiting" ? waiting.seat : "";
  const other = await seated("D-3", "d4");
  expect(await byPass("D-3", other.pass)).toMatchObject({
    kind: "wrong_day",
    zone: "Asia/Shanghai",
  });
  expect(await world.run((transaction) => checkInSeat(transaction, OPERATOR, seat))).toEqual({
    kind: "no_seat",
    seat,
    state: "waiting",
  });
  await world.run((transaction) => withdraw(transaction, gone.person, "D-2"));
  expect(await byPass("D-2", gone.pass)).toEqual({ kind: "given_up", seat: gone.seat });
});

test("on site the digits on the screen are enough, for a moment", async () => {
  await world.add(today("D-4"));
  const { person, seat } = await seated("D-4", "d5");
  const code = await world.run((transaction) => onSiteCode(transaction, "D-4", OPERATOR));
  expect(code?.digits).toMatch(/^\d{6}$/);
  const typed = (digits: string) =>
    world.run((transaction) => checkInHere(transaction, person, "D-4", digits));
  const wrong = String((Number(code?.digits) + 1) % 1_000_000).padStart(6, "0");
  expect(await typed(wrong)).toEqual({ kind: "wrong_code" });
  expect(await typed(` ${code?.digits} `)).toMatchObject({ kind: "checked_in", seat });
  expect(await world.run((transaction) => onSiteCode(transaction, "D-4", person))).toBeUndefined();
});

test("somebody without a seat is let in while there is room, and stands on the roster by name", async () => {
  await world.add(today("D-5", { capacity: 1 }));
  const enter = (name: string) =>
    world.run((transaction) =>
      walkIn(transaction, {
        staff: OPERATOR,
        code: "D-5",
        session: undefined,
        name,
        locale: "zh-CN",
      }),
    );
  expect(await enter("路过的人")).toMatchObject({ kind: "checked_in" });
  expect(await enter("又一位")).toEqual({ kind: "full" });
  const event = await world.run((transaction) => findEvent(transaction, "D-5"));
  const roster = await world.run((transaction) =>
    rosterOf(transaction, { event: event?.id ?? "" }),
  );
  expect(roster).toMatchObject([
    { name: "路过的人", state: "taken", checkedInAt: expect.any(Number) },
  ]);
  expect(await world.run(recount)).toEqual([]);
});

test("those who did not come are marked where the door was kept; only those who came are asked how it was", async () => {
  await world.add(today("D-6"), today("D-7"));
  const [came, missed] = [await seated("D-6", "d6"), await seated("D-6", "d7")];
  const nobody = await seated("D-7", "d8");
  await byPass("D-6", came.pass);
  await world.sql(`update event_sessions set starts_at = now() - interval '${DAY} minutes',
    ends_at = now() - interval '1 hour' where id in ('${came.session}', '${nobody.session}')`);
  expect(await world.run(markNoShows)).toBe(1);
  expect(await world.sql("select id from seats where no_show")).toEqual([{ id: missed.seat }]);
  const rate = (of: typeof came, seat = of.seat) =>
    world.run((transaction) => giveFeedback(transaction, of.person, seat, 3, "电话 13800000000"));
  expect(await rate(came)).toEqual({ kind: "kept" });
  expect(await rate(missed)).toEqual({ kind: "not_there" });
  expect(await rate(missed, came.seat)).toEqual({ kind: "not_found" });
  const [word] = await world.sql("select masked from event_feedback");
  expect(word?.["masked"]).not.toContain("138");
});
