import { expect, test } from "vitest";
import { dueWork } from "../../src/delivery/due-work.ts";
import { createReminderWatch } from "../../src/delivery/reminder-watch.ts";
import { withdraw } from "../../src/domain/events/withdraw.ts";
import { eventOf, openWorld } from "../domain/events/support.ts";

const world = openWorld();
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function watchOf(set: (inMs: number) => void = () => undefined) {
  const alarms = { set: async (_alarm: string, inMs: number) => set(inMs) };
  return createReminderWatch({ work: dueWork(world.store), alarms, log, onSaid: () => undefined });
}

test("several processes at once say each reminder once; the next alarm is for what is due next", async () => {
  await world.add(eventOf("W-1", { capacity: 40 }));
  const people = await Promise.all(
    Array.from({ length: 30 }, (_, index) => world.person(`w${index}`)),
  );
  for (const person of people) await world.signUp(person, "W-1");
  await world.sql("update event_reminders set due_at = now() where minutes = 1440");
  const alarms: number[] = [];
  await Promise.all([1, 2, 3].map(() => watchOf((inMs) => alarms.push(inMs)).fire()));
  const said = await world.sql("select cause from outbound");
  expect(said).toHaveLength(people.length);
  const [next] = await world.sql(`select extract(epoch from min(due_at) - now()) * 1000 as ms
    from event_reminders where state = 'due'`);
  const isForNext = (inMs: number) => Math.abs(inMs - Number(next?.["ms"])) < 60_000;
  // One that rings at once looks again: others were still committing what was due.
  expect(alarms.filter((inMs) => inMs > 0 && !isForNext(inMs))).toEqual([]);
  expect(alarms.some(isForNext)).toBe(true);
});

test("an offer that is over goes on to the next, though one before it cannot", async () => {
  await world.add(eventOf("W-2", { capacity: 1 }));
  const people = await Promise.all(["x1", "x2", "x3"].map((name) => world.person(name)));
  const [one = "", two = "", three = ""] = people;
  for (const person of people) await world.signUp(person, "W-2");
  await world.run((transaction) => withdraw(transaction, one, "W-2"));
  await world.sql(`update seats set offered_until = now() where person = '${two}'`);
  const work = dueWork(world.store);
  const broken = {
    ...work,
    expiredOffers: async () => ["nobody's", ...(await work.expiredOffers(9))],
  };
  const watch = createReminderWatch({
    work: {
      ...broken,
      expireOffer: (seat) =>
        seat === "nobody's" ? Promise.reject(new Error("later")) : work.expireOffer(seat),
    },
    alarms: undefined,
    log,
    onSaid: () => undefined,
  });
  await watch.fire();
  expect(await world.heard(three)).toEqual([expect.stringContaining("空出了位子")]);
});
