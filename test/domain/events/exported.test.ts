import { expect, test } from "vitest";
import { exportPerson } from "../../../src/domain/data-rights.ts";
import { checkInPass } from "../../../src/domain/events/check-in.ts";
import { giveFeedback } from "../../../src/domain/events/own-seat.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import { setQuietMinutes } from "../../../src/store/quiet-minutes.ts";
import { eventOf, noonZone, openWorld } from "./support.ts";

const world = openWorld();
const ZONE = "Asia/Shanghai";
const wall = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

test("a person gets to know all that events hold of them, also without a seat", async () => {
  const open = { questions: [{ id: "name", label: "称呼", type: "text", personal: true }] };
  const today = { zone: noonZone(), startsAt: wall(60), endsAt: wall(120) };
  await world.add(eventOf("X-1", { ...open, ...today }));
  const person = await world.person("x1");
  const signed = await world.signUp(person, "X-1", { answers: { name: "林小满" } });
  if (signed.kind !== "seated") throw new Error(signed.kind);
  await world.run((transaction) => checkInPass(transaction, OPERATOR, "X-1", signed.pass));
  await world.run((transaction) => giveFeedback(transaction, person, signed.seat, 3, "讲得很清楚"));
  await world.run((transaction) =>
    setQuietMinutes(transaction, person, { from: 22 * 60, until: 8 * 60, zone: ZONE }),
  );
  const held = await world.run((transaction) => exportPerson(transaction, person, person));
  expect(held["seats"]).toMatchObject([
    {
      answers: [{ question: "name", answer: "林小满" }],
      cameAt: expect.stringMatching(/^\d{4}-.*Z$/),
      feedback: { rating: 3, words: "讲得很清楚" },
    },
    { quietHours: { from: "22:00:00", until: "08:00:00", zone: ZONE } },
  ]);

  const other = await world.person("x2");
  await world.run((transaction) =>
    setQuietMinutes(transaction, other, { from: 60, until: 120, zone: ZONE }),
  );
  const theirs = await world.run((transaction) => exportPerson(transaction, other, other));
  expect(theirs["seats"]).toHaveLength(1);
  expect(JSON.stringify(theirs)).not.toContain("林小满");
});
