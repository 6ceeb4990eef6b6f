import { beforeAll, expect, test } from "vitest";
import { newId } from "../../src/store/new-id.ts";
import type { Purpose } from "../../src/store/outbound/purposes.ts";
import { quietMinutesOf, setQuietMinutes } from "../../src/store/outbound/quiet.ts";
import { useStore } from "./support/store.ts";
import { draft, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("telegram", "bot");
});

/** The minute of the day in Shanghai, moved by some. */
async function minuteNow(shift: number): Promise<number> {
  const [row] = await at.sql<{ minute: number }[]>`
    select (extract(hour from now() at time zone 'Asia/Shanghai') * 60
      + extract(minute from now() at time zone 'Asia/Shanghai'))::int as minute`;
  return ((row?.minute ?? 0) + shift + 1440) % 1440;
}

/** Seconds until a message of each purpose is due, for somebody with these quiet hours; undefined as asked for. */
async function heldFor(purposes: readonly Purpose[], from: number, until: number) {
  const { loaded } = await take(at.store, said({ installation, by: newId() }));
  const hours = { from: await minuteNow(from), until: await minuteNow(until) };
  await at.store.inTransaction((transaction) => setQuietMinutes(transaction, loaded.lane, hours));
  const held: number[] = [];
  for (const purpose of purposes) {
    const to = { kind: "person", person: loaded.lane } as const;
    const [id] = await at.store.outbound.add(newId(), [draft(to, undefined, { purpose })]);
    const [row] = await at.sql<{ seconds: number; priority: number }[]>`
      select extract(epoch from due_at - now())::int as seconds, priority from deliveries
      where outbound = ${id ?? ""}`;
    held.push(row?.seconds ?? Number.NaN);
  }
  return held;
}

test("announcements wait until the quiet hours are over, and nothing else does", async () => {
  const all = ["broadcast", "reminder", "reply", "notice", "alert", "receipt"] as const;
  const [broadcast = 0, ...others] = await heldFor(all, -60, 90);
  for (const seconds of [broadcast]) {
    expect(seconds).toBeGreaterThan(88 * 60);
    expect(seconds).toBeLessThanOrEqual(90 * 60);
  }
  for (const seconds of others) expect(Math.abs(seconds)).toBeLessThan(60);
});

test("outside of them nothing waits, nor for somebody who wants none", async () => {
  for (const [from, until] of [
    [60, 120],
    [-120, -60],
    [-60, -60],
  ] as const) {
    const [seconds = Number.NaN] = await heldFor(["broadcast"], from, until);
    expect(Math.abs(seconds)).toBeLessThan(60);
  }
});

test("whoever chose none has those of the night", async () => {
  const { loaded } = await take(at.store, said({ installation, by: newId() }));
  const hours = await at.store.inTransaction((transaction) =>
    quietMinutesOf(transaction, loaded.lane),
  );
  expect(hours).toEqual({ from: 1320, until: 480 });
});
