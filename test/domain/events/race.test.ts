import { expect, test } from "vitest";
import { signUp } from "../../../src/domain/events/sign-up.ts";
import { withdraw } from "../../../src/domain/events/withdraw.ts";
import { recount } from "../../../src/store/events/recount.ts";
import { requestOf } from "./request.ts";
import { eventOf, openWorld } from "./support.ts";

const world = openWorld();
const PEOPLE = 60;
const SEATS = 20;

async function people(prefix: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let each = 0; each < PEOPLE; each += 1) ids.push(await world.person(`${prefix}${each}`));
  return ids;
}

const takenOf = async (code: string) => {
  const [row] = await world.sql(`select count(*)::int as taken from seats
    join events on events.id = seats.event where events.code = '${code}' and seats.state = 'taken'`);
  return Number(row?.["taken"]);
};

const signUpAll = (ids: readonly string[], code: string, locks: boolean) =>
  Promise.all(
    ids.map((person) =>
      world.run((transaction) => signUp(transaction, requestOf(person, code), { locks })),
    ),
  );

test("60 people at once for 20 seats: 20 are seated, 40 wait, each at a place of their own", async () => {
  await world.add(eventOf("RUSH", { capacity: SEATS }));
  const results = await signUpAll(await people("g"), "RUSH", true);
  expect(results.filter(({ kind }) => kind === "seated")).toHaveLength(SEATS);
  const places = results.flatMap((result) => (result.kind === "waiting" ? [result.place] : []));
  expect([...places].sort((one, other) => one - other)).toEqual(
    Array.from({ length: PEOPLE - SEATS }, (_, index) => index + 1),
  );
  expect(await takenOf("RUSH")).toBe(SEATS);
  expect(await world.run(recount)).toEqual([]);
});

test("negative control: without the lock and the condition the same race oversells", async () => {
  await world.add(eventOf("OVERSOLD", { capacity: SEATS }));
  await signUpAll(await people("h"), "OVERSOLD", false);
  expect(await takenOf("OVERSOLD")).toBeGreaterThan(SEATS);
});

test("one person twice at once has one seat", async () => {
  await world.add(eventOf("TWICE", { capacity: SEATS }));
  const person = await world.person("twice");
  const results = await signUpAll([person, person, person], "TWICE", true);
  expect(results.map(({ kind }) => kind).sort()).toEqual(["already", "already", "seated"]);
  expect(await world.run(recount)).toEqual([]);
});

test("giving back and signing up at once leaves no seat empty while somebody waits", async () => {
  await world.add(eventOf("CHURN", { capacity: SEATS }));
  const ids = await people("k");
  await signUpAll(ids, "CHURN", true);
  const seated =
    await world.sql(`select seats.person from seats join events on events.id = seats.event
    where events.code = 'CHURN' and seats.state = 'taken'`);
  const newcomers = await people("l");
  await Promise.all([
    ...seated.map((row) =>
      world.run((transaction) => withdraw(transaction, String(row["person"]), "CHURN")),
    ),
    ...newcomers.map((person) => world.signUp(person, "CHURN")),
  ]);
  const [room] = await world.sql(`select room.* from event_capacities room
    join event_sessions s on s.id = room.session join events e on e.id = s.event
    where e.code = 'CHURN'`);
  expect(room).toMatchObject({ taken: 0, held: SEATS, waiting: PEOPLE * 2 - SEATS * 2 });
  const order = await world.sql(`select bool_and(offered.position < waiting.position) as fair
    from seats offered join seats waiting using (session)
    join events e on e.id = offered.event
    where e.code = 'CHURN' and offered.state = 'offered' and waiting.state = 'waiting'`);
  expect(order).toEqual([{ fair: true }]);
  expect(await world.run(recount)).toEqual([]);
});
