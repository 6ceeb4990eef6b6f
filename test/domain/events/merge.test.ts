import { expect, test } from "vitest";
import { fillRooms } from "../../../src/domain/events/fill-rooms.ts";
import { joinPeople } from "../../../src/domain/linking.ts";
import { recount } from "../../../src/store/events/recount.ts";
import { newId } from "../../../src/store/new-id.ts";
import { eventOf, openWorld } from "./support.ts";

const world = openWorld();

/** The older one is whom the other becomes. */
async function twoPeople(name: string): Promise<readonly [older: string, younger: string]> {
  const older = await world.person(`${name}-older`);
  const younger = await world.person(`${name}-younger`);
  await world.sql(`update people set created_at = now() - interval '1 day' where id = '${older}'`);
  return [older, younger];
}

const join = (person: string, other: string) =>
  world.run((transaction) => joinPeople(transaction, { id: newId(), person, other }));

const seatsOf = (person: string) =>
  world.sql(`select e.code, s.state from seats s join events e on e.id = s.event
    where s.person = '${person}' and s.state <> 'released' order by e.code`);

test("seats for different events are all kept", async () => {
  await world.add(eventOf("M-1"), eventOf("M-2"));
  const [older, younger] = await twoPeople("m1");
  await world.signUp(older, "M-1");
  await world.signUp(younger, "M-2");
  expect(await join(younger, older)).toBe(true);
  expect(await seatsOf(older)).toMatchObject([{ code: "M-1" }, { code: "M-2" }]);
  expect(await seatsOf(younger)).toEqual([]);
  expect(await world.run(recount)).toEqual([]);
});

test("two seats for the same session become one, and whoever waits is offered the other", async () => {
  await world.add(eventOf("M-3", { capacity: 2 }));
  const [older, younger] = await twoPeople("m3");
  const waiting = await world.person("m3-waiting");
  for (const person of [older, younger, waiting]) await world.signUp(person, "M-3");
  expect(await join(younger, older)).toBe(true);
  expect(await seatsOf(older)).toEqual([{ code: "M-3", state: "taken" }]);
  await world.run((transaction) => fillRooms(transaction, 10));
  expect(await seatsOf(waiting)).toEqual([{ code: "M-3", state: "offered" }]);
  expect(await world.run(recount)).toEqual([]);
});

test.each(["older", "younger"] as const)(
  "the seat of the %s counts more than the other's place in the queue",
  async (seated) => {
    const code = `M-4-${seated}`;
    await world.add(eventOf(code, { capacity: 1 }));
    const [older, younger] = await twoPeople(code);
    const [first, second] = seated === "older" ? [older, younger] : [younger, older];
    const taken = await world.signUp(first, code);
    expect(await world.signUp(second, code)).toMatchObject({ kind: "waiting" });
    expect(await join(younger, older)).toBe(true);
    const kept = await world.sql(`select s.id, s.state from seats s join events e on e.id = s.event
      where s.person = '${older}' and e.code = '${code.toUpperCase()}' and s.state <> 'released'`);
    expect(kept).toMatchObject([{ state: "taken" }]);
    expect(taken).toMatchObject({ kind: "seated", seat: kept[0]?.["id"] });
    expect(await world.run(recount)).toEqual([]);
  },
);
