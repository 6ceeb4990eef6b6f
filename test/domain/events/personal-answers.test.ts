import { expect, test } from "vitest";
import { RETENTION_DAYS } from "../../../src/config-lists.ts";
import { consentsOf, revokeConsent } from "../../../src/domain/data-rights.ts";
import { fillRooms } from "../../../src/domain/events/fill-rooms.ts";
import { recount } from "../../../src/store/events/recount.ts";
import { eventOf, openWorld } from "./support.ts";

const world = openWorld();
const QUESTIONS = [{ id: "name", label: "称呼", type: "text", personal: true }];

/** Somebody with a seat: an answer, a guest and, afterwards, words about it. */
async function seated(name: string, code: string): Promise<string> {
  const person = await world.person(name);
  const signed = await world.signUp(person, code, { answers: { name: "林小满" }, guest: "王一" });
  expect(signed.kind).toBe("seated");
  await world.sql(`insert into event_feedback (seat, rating, masked, sealed)
    select id, 3, '好', guest_sealed from seats where person = '${person}' and event =
      (select id from events where code = '${code}')`);
  return person;
}

/** What is left of a person's own words at an event, and of the seat. */
async function leftOf(person: string, code: string) {
  const [row] = await world.sql(`select
      (select count(*)::int from seat_answers where seat = seats.id) as answers,
      guest_sealed is not null as guest,
      (select sealed is not null from event_feedback where seat = seats.id) as feedback,
      (select rating from event_feedback where seat = seats.id) as rating, seats.state
    from seats join events on events.id = seats.event
    where seats.person = '${person}' and events.code = '${code}'`);
  return row;
}

const ended = (code: string, days: number) =>
  world.sql(`update event_sessions set starts_at = now() - interval '${days} days' - interval '1 hour',
      ends_at = now() - interval '${days} days'
    where event = (select id from events where code = '${code}')`);

const WHOLE = { answers: 1, guest: true, feedback: true, rating: 3, state: "taken" };
const FORGOTTEN = { answers: 0, guest: false, feedback: false, rating: 3 };

test("answers, guests and words go 30 days after the event, as everybody was told; seat and rating stay", async () => {
  const open = { capacity: 8, guests: 1, questions: QUESTIONS };
  await world.add(eventOf("K-1", open), eventOf("K-2", open));
  const long = await seated("k1", "K-1");
  const recent = await seated("k2", "K-2");
  await ended("K-1", 31);
  await ended("K-2", 29);
  await world.store.sweepRetention(RETENTION_DAYS);
  expect(await leftOf(long, "K-1")).toEqual({ ...FORGOTTEN, state: "taken" });
  expect(await leftOf(recent, "K-2")).toEqual(WHOLE);
  const again = await world.store.sweepRetention(RETENTION_DAYS);
  expect(again).toMatchObject({ seat_answers: 0, guests: 0, event_feedback: 0 });
});

test("a consent taken back gives the seat to whoever waits and forgets what was answered", async () => {
  await world.add(eventOf("K-3", { capacity: 2, guests: 1, questions: QUESTIONS }));
  const person = await seated("k3", "K-3");
  const waiting = await world.person("k3-waiting");
  await world.signUp(waiting, "K-3", { answers: { name: "老周" } });
  await world.sql(
    `insert into consents (person, purpose, text_version) values ('${person}', 'event', 1)`,
  );
  const listed = await world.run((transaction) => consentsOf(transaction, person));
  expect(listed).toMatchObject([{ purpose: "event", title: { zh: "报名活动" } }]);
  expect(await world.run((transaction) => revokeConsent(transaction, person, "event"))).toEqual({
    kind: "revoked",
  });
  expect(await leftOf(person, "K-3")).toEqual({ ...FORGOTTEN, state: "released" });
  await world.run((transaction) => fillRooms(transaction, 10));
  expect(await leftOf(waiting, "K-3")).toMatchObject({ answers: 1, state: "offered" });
  expect(await world.run(recount)).toEqual([]);
});
