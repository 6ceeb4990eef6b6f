import { describe, expect, test } from "vitest";
import { importEvents } from "../../../src/domain/events/import.ts";
import { extendRepetitions } from "../../../src/domain/events/upkeep.ts";
import { beginning, draftOfEvent } from "../../../src/domain/events/writing/drafts.ts";
import { AROUND, type Patch, withPatch } from "../../../src/domain/events/writing/fields.ts";
import { fitting, readField } from "../../../src/domain/events/writing/read-field.ts";
import { createEvent, editEvent } from "../../../src/domain/events/writing/write.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import { findEvent } from "../../../src/store/events/read.ts";
import { DAY, eventOf, inMinutes, noonZone, OPTIONS, openWorld } from "./support.ts";

const world = openWorld();
const ZONE = "Asia/Shanghai";
const HOUR = 3_600_000;
const edit = (code: string, patch: Patch) =>
  world.run((transaction) => editEvent(transaction, OPERATOR, { code, patch }, ZONE));
const sessionsOf = async (code: string) =>
  (await world.run((transaction) => findEvent(transaction, code)))?.sessions ?? [];
/** How long after its start each date of an event closes, hours. */
const closings = async (code: string) =>
  (await sessionsOf(code)).map(({ closesAt, startsAt }) => (closesAt - startsAt) / HOUR);
const problems = async (event: object) =>
  (
    await importEvents(world.store.inTransaction, JSON.stringify([event]), {
      ...OPTIONS,
      now: Date.now(),
    })
  ).problems.map(({ field, problem }) => `${field}: ${problem}`);

const [first, second] = [10, 11].map((days) => inMinutes(days * DAY).slice(0, 10));
/** From ten in the evening until two in the night. */
const NIGHT = { startsAt: `${first} 22:00`, endsAt: `${second} 02:00` };
const WEEKLY = "FREQ=WEEKLY;COUNT=3";

describe("sign-up that closes on a later day than the start", () => {
  test("closes so on every date once the event repeats, and when it does not any more", async () => {
    await world.add(eventOf("NIGHT-1", { ...NIGHT, closesAt: `${second} 00:30` }));
    expect(await closings("NIGHT-1")).toEqual([2.5]);
    expect(await edit("NIGHT-1", { repeats: WEEKLY })).toMatchObject({ kind: "changed" });
    expect(await closings("NIGHT-1")).toEqual([2.5, 2.5, 2.5]);
    await edit("NIGHT-1", { capacity: 9 });
    await world.run((transaction) => extendRepetitions(transaction, Date.now()));
    expect(await closings("NIGHT-1")).toEqual([2.5, 2.5, 2.5]);
    await edit("NIGHT-1", { repeats: null });
    expect(await closings("NIGHT-1")).toEqual([2.5]);
  });

  test("is counted from the start, as what opens it then is", async () => {
    const opensAt = `${second} 00:10`;
    await world.add(eventOf("NIGHT-2", { ...NIGHT, opensAt, closesAt: `${second} 00:30` }));
    await edit("NIGHT-2", { repeats: WEEKLY });
    const draft = await world.run((transaction) => draftOfEvent(transaction, "NIGHT-2"));
    expect(draft).toMatchObject({ opensAt: "start+1d 00:10", closesAt: "start+1d 00:30" });
    const opens = (await sessionsOf("NIGHT-2")).map(({ opensAt: at, startsAt }) =>
      at === null ? null : (at - startsAt) / HOUR,
    );
    expect(opens.map((hours) => hours?.toFixed(2))).toEqual(["2.17", "2.17", "2.17"]);
  });

  test("is kept by a copy, counted from its start", async () => {
    await world.add(eventOf("NIGHT-3", { ...NIGHT, closesAt: `${second} 00:30` }));
    const from = await world.run((transaction) => beginning(transaction, ZONE));
    const copy = from.earlier.find(({ code }) => code === "NIGHT-3");
    expect(copy?.draft).toMatchObject({ closesAt: "start+1d 00:30" });
    const typed = (said: string) => {
      const { closesAt: _closesAt, ...rest } = copy?.draft ?? {};
      const read = readField("when", said, rest, from.frame);
      if (!read.ok) throw new Error(read.fault.problem);
      return fitting(withPatch(copy?.draft ?? {}, read.patch), AROUND, from.frame);
    };
    const night = typed("2040-12-03 22:00-02:00");
    expect(night).toMatchObject({ endsAt: "2040-12-04 02:00", closesAt: "start+1d 00:30" });
    const saved = await world.run((transaction) =>
      createEvent(transaction, OPERATOR, { ...night, code: "NIGHT-4" }, ZONE),
    );
    expect(saved).toMatchObject({ kind: "created" });
    expect(await closings("NIGHT-4")).toEqual([2.5]);
    expect(typed("2040-12-03 19:00-21:00")).not.toHaveProperty("closesAt");
  });
});

describe.each([
  ["once", {}],
  ["every week", { repeats: WEEKLY }],
])("an event that takes place %s", (how, repeats) => {
  const dates = "repeats" in repeats ? 3 : 1;

  test.each([
    ["start+1d 00:30", 2.5],
    ["start+0d 23:00", 1],
    ["-0d 23:00", 1],
    ["start+90m", 1.5],
    ["start+4h", 4],
    ["-24h", -24],
    ["-1d 21:00", -25],
  ])("closes at %s", async (closesAt, hours) => {
    const code = `${how.slice(0, 2)}-${closesAt}`.replace(/[^a-z0-9-]/gi, "");
    await world.add(eventOf(code, { ...NIGHT, ...repeats, closesAt }));
    expect(await closings(code)).toEqual(Array<number>(dates).fill(hours));
  });

  test.each(["start+241m", "start+1d 02:01", "start+1x", "start-1h", "start +1h", "start+1d"])(
    "does not close at %s",
    async (closesAt) => {
      const event = eventOf("BAD-1", { ...NIGHT, ...repeats, closesAt });
      expect(await problems(event)).toEqual(["closesAt: bad_time"]);
    },
  );
});

test.each([
  ["once", {}],
  ["every day", { repeats: "FREQ=DAILY;COUNT=3" }],
])(
  "people are taken between the start and the closing of what takes place %s",
  async (how, repeats) => {
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const begun = { zone: noonZone(), startsAt: at(-30), endsAt: at(90), ...repeats };
    const person = await world.person(`late for ${how}`);
    for (const [closesAt, kind] of [
      ["start+60m", "seated"],
      ["start+10m", "closed"],
    ] as const) {
      const code = `LATE-${how.length}-${kind}`;
      await world.add(eventOf(code, { ...begun, closesAt }));
      const [now] = await sessionsOf(code);
      expect(now?.startsAt).toBeLessThan(Date.now());
      expect(await world.signUp(person, code, { session: now?.id })).toMatchObject({ kind });
    }
  },
);
