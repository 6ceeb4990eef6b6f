import { describe, expect, test } from "vitest";
import { answerOffer, expireOffer } from "../../../src/domain/events/answer-offer.ts";
import { fillRooms } from "../../../src/domain/events/fill-rooms.ts";
import { withdraw, withdrawSeat } from "../../../src/domain/events/withdraw.ts";
import { recount } from "../../../src/store/events/recount.ts";
import { DAY, eventOf, inMinutes, openWorld } from "./support.ts";

const world = openWorld();
const seatOf = (result: object) => ("seat" in result ? String(result.seat) : "");

describe("signing up", () => {
  test("seats up to the capacity, then a place in the queue, then full", async () => {
    await world.add(eventOf("A-1", { capacity: 1, waitlist: 1 }));
    const [one, two, three] = [
      await world.person("a1"),
      await world.person("a2"),
      await world.person("a3"),
    ];
    const seated = await world.signUp(one, "A-1");
    expect(seated).toMatchObject({ kind: "seated", pass: expect.stringMatching(/^[A-Z2-9]{8}$/) });
    expect(await world.signUp(two, "a-1")).toMatchObject({ kind: "waiting", place: 1 });
    expect(await world.signUp(three, "A-1")).toEqual({ kind: "full", alternatives: [] });
    expect(await world.signUp(one, "A-1")).toEqual({
      kind: "already",
      seat: seatOf(seated),
      session: expect.any(String),
      state: "taken",
    });
  });

  test("a full group names the other with room, and a second seat on the same day is refused", async () => {
    const times = { startsAt: inMinutes(11 * DAY), endsAt: inMinutes(11 * DAY + 60) };
    await world.add(
      eventOf("A-2", {
        waitlist: false,
        sessions: [
          { id: "early", title: { zh: "早场", en: "Early" }, capacity: 1, ...times },
          { id: "late", title: { zh: "晚场", en: "Late" }, capacity: 2, ...times },
        ],
      }),
    );
    const [one, two] = [await world.person("b1"), await world.person("b2")];
    const sessions = await world.sql(`select s.id, s.key from event_sessions s
      join events e on e.id = s.event where e.code = 'A-2'`);
    const id = (key: string) => String(sessions.find((row) => row["key"] === key)?.["id"]);
    await world.signUp(one, "A-2", { session: id("early") });
    expect(await world.signUp(two, "A-2", { session: id("early") })).toMatchObject({
      kind: "full",
      alternatives: [{ session: id("late"), titleZh: "晚场", left: 2 }],
    });
    expect(await world.signUp(one, "A-2", { session: id("late") })).toMatchObject({
      kind: "elsewhere",
      session: id("early"),
    });
  });

  test.each([
    ["not yet open", { opensAt: inMinutes(60) }, { kind: "not_yet_open" }],
    ["closed", { closesAt: inMinutes(-1) }, { kind: "closed" }],
    ["over", { startsAt: inMinutes(-120), endsAt: inMinutes(-60) }, { kind: "closed" }],
    ["a draft", { state: "draft" }, { kind: "not_found" }],
    ["closed by staff", { state: "closed" }, { kind: "closed" }],
  ])("%s", async (name, more, expected) => {
    const code = `A-${name.replaceAll(" ", "-")}`;
    await world.add(eventOf(code, more));
    expect(await world.signUp(await world.person(code), code)).toMatchObject(expected);
  });

  test("answers decide the quota, and are checked", async () => {
    const question = {
      id: "role",
      label: { zh: "身份", en: "Role" },
      type: "choice",
      options: [
        { id: "student", label: { zh: "学生", en: "Student" } },
        { id: "creator", label: { zh: "创作者", en: "Creator" } },
      ],
    };
    const phone = { id: "phone", label: "电话", type: "phone", personal: true };
    const quotas = [{ id: "students", label: "学生", capacity: 1, when: { role: "student" } }];
    await world.add(eventOf("A-3", { capacity: 2, questions: [question, phone], quotas }));
    const people = await Promise.all(["c1", "c2", "c3"].map((name) => world.person(name)));
    const [one = "", two = "", three = ""] = people;
    expect(await world.signUp(one, "A-3", { answers: { role: "学生" } })).toEqual({
      kind: "invalid_answers",
      questions: ["phone"],
    });
    const as = (role: string) => ({ answers: { role, phone: "１３８ 0000 0001" } });
    expect(await world.signUp(one, "A-3", as("学生"))).toMatchObject({ kind: "seated" });
    expect(await world.signUp(two, "A-3", as("student"))).toMatchObject({ kind: "waiting" });
    expect(await world.signUp(three, "A-3", as("2"))).toMatchObject({ kind: "seated" });
    const [row] = await world.sql("select string_agg(masked, ',') as words from seat_answers");
    expect(String(row?.["words"])).not.toContain("138");
  });
});

describe("giving a seat back", () => {
  test("offers it to the first who waits in the same commit, until a time; silence passes it on", async () => {
    await world.add(eventOf("B-1", { capacity: 1 }));
    const people = await Promise.all(["d1", "d2", "d3"].map((name) => world.person(name)));
    const [one = "", two = "", three = ""] = people;
    await world.signUp(one, "B-1");
    const second = await world.signUp(two, "B-1");
    const third = await world.signUp(three, "B-1");
    const given = await world.run((transaction) => withdraw(transaction, one, "B-1"));
    expect(given).toMatchObject({ kind: "withdrawn", was: "taken", passedOn: true });
    expect(await world.heard(two)).toEqual([expect.stringContaining("空出了位子")]);
    const [offer] = await world.sql(`select state,
      extract(epoch from offered_until - now()) / 3600 as hours from seats
      where id = '${seatOf(second)}'`);
    expect(offer?.["state"]).toBe("offered");
    expect(Number(offer?.["hours"])).toBeCloseTo(4, 1);

    const early = await world.run((transaction) => expireOffer(transaction, seatOf(second)));
    expect(early).toBe(false);
    await world.sql(`update seats set offered_until = now() where id = '${seatOf(second)}'`);
    expect(await world.run((transaction) => expireOffer(transaction, seatOf(second)))).toBe(true);
    expect(await world.heard(two)).toHaveLength(2);
    expect(await world.heard(three)).toEqual([expect.stringContaining("空出了位子")]);

    const late = await world.run((transaction) =>
      answerOffer(transaction, two, seatOf(second), true),
    );
    expect(late).toEqual({ kind: "no_offer", state: "released" });
    const taken = await world.run((transaction) =>
      answerOffer(transaction, three, seatOf(third), true),
    );
    expect(taken).toMatchObject({ kind: "seated" });
  });

  test("is for one's own seat, before it begins, once", async () => {
    await world.add(eventOf("B-2"));
    const [one, two] = [await world.person("e1"), await world.person("e2")];
    const seat = seatOf(await world.signUp(one, "B-2"));
    const by = (person: string) =>
      world.run((transaction) => withdrawSeat(transaction, person, seat));
    expect(await by(two)).toEqual({ kind: "not_found" });
    expect(await by(one)).toMatchObject({ kind: "withdrawn", passedOn: false });
    expect(await by(one)).toEqual({ kind: "not_signed_up" });
    const again = await world.signUp(one, "B-2");
    expect(again).toMatchObject({ kind: "seated", seat });
    await world.sql(`update event_sessions set starts_at = now()
      where id = (select session from seats where id = '${seat}')`);
    expect(await by(one)).toEqual({ kind: "too_late" });
  });
});

test("who is erased leaves their seat to the next, and no words behind", async () => {
  const question = { id: "nick", label: { zh: "称呼", en: "Name" }, type: "text", personal: true };
  await world.add(eventOf("C-1", { capacity: 2, guests: 1, questions: [question] }));
  const [one, two] = [await world.person("f1"), await world.person("f2")];
  await world.signUp(one, "C-1", { answers: { nick: "阿宽" }, guest: "同行的小宽" });
  expect(await world.signUp(two, "C-1", { answers: { nick: "等的人" } })).toMatchObject({
    kind: "waiting",
  });
  await world.store.people.erase(one);
  expect(await world.run(recount)).toEqual([]);
  expect(
    await world.sql(`select from seat_answers join seats on seats.id = seat
    where person = '${one}'`),
  ).toEqual([]);
  expect(await world.run((transaction) => fillRooms(transaction, 10))).toBe(1);
  expect(await world.heard(two)).toEqual([expect.stringContaining("空出了位子")]);
});
