import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { AlarmName, QueueLog } from "../../src/queue/alarm-clock.ts";
import type { QueueLocation } from "../../src/queue/backend.ts";
import { type OpenAlarmClock, openAlarmClock } from "../../src/queue/open-alarm-clock.ts";

const SILENT: QueueLog = { warn: () => undefined };
const SOON = { timeout: 20_000, interval: 20 };

/** What an alarm clock must do wherever it keeps its alarms. */
export function alarmClockContract(locate: () => QueueLocation): void {
  let open: OpenAlarmClock[] = [];

  const clock = async () => {
    const opened = await openAlarmClock({ location: locate(), log: SILENT });
    open.push(opened);
    return opened;
  };
  const rings = async (from: OpenAlarmClock) => {
    const rung: { alarm: AlarmName; at: number }[] = [];
    await from.answer(async (alarm) => {
      rung.push({ alarm, at: Date.now() });
    });
    return rung;
  };

  beforeAll(async () => {
    // The first opening makes what it needs, once for all tests.
    await (await openAlarmClock({ location: locate(), log: SILENT })).close();
  });
  afterEach(async () => {
    await Promise.all(open.map((each) => each.close()));
    open = [];
  });

  test("an alarm rings, not before its time", async () => {
    const one = await clock();
    const rung = await rings(one);
    const set = Date.now();
    await one.set("timers", 1_200);
    await vi.waitFor(() => expect(rung).toHaveLength(1), SOON);
    expect(rung[0]?.alarm).toBe("timers");
    expect((rung[0]?.at ?? 0) - set).toBeGreaterThanOrEqual(1_200);
  });

  test("a hundred alarms of one second ring once", async () => {
    const one = await clock();
    const rung = await rings(one);
    const inMs = 1_500 - (Date.now() % 1_000);
    await Promise.all(Array.from({ length: 100 }, () => one.set("timers", inMs)));
    await one.set("timers", inMs + 1_000);
    await vi.waitFor(() => expect(rung).toHaveLength(2), SOON);
  });

  test("an alarm set while one rings is not taken for the same", async () => {
    const one = await clock();
    let count = 0;
    await one.answer(async () => {
      count += 1;
      if (count < 3) await one.set("timers", 0);
    });
    await one.set("timers", 0);
    await vi.waitFor(() => expect(count).toBe(3), SOON);
  });

  test("of two processes one takes it", async () => {
    const [one, other] = [await clock(), await clock()];
    const [first, second] = [await rings(one), await rings(other)];
    await one.set("timers", 100);
    await other.set("timers", 100);
    await vi.waitFor(() => expect(first.length + second.length).toBeGreaterThan(0), SOON);
    await one.set("timers", 100);
    await vi.waitFor(() => expect(first.length + second.length).toBe(2), SOON);
  });

  test("an alarm that was set before anybody answered rings all the same", async () => {
    const one = await clock();
    await one.set("timers", 0);
    await one.close();
    open = [];
    const rung = await rings(await clock());
    await vi.waitFor(() => expect(rung).toHaveLength(1), SOON);
  });

  test("a ring that fails is gone, and the next one comes", async () => {
    const one = await clock();
    let count = 0;
    await one.answer(async () => {
      count += 1;
      if (count === 1) throw new Error("the database is away");
    });
    await one.set("timers", 0);
    await vi.waitFor(() => expect(count).toBe(1), SOON);
    await one.set("timers", 0);
    await vi.waitFor(() => expect(count).toBe(2), SOON);
  });

  test("closing waits for the alarm that rings", async () => {
    const one = await clock();
    const seen: string[] = [];
    await one.answer(async () => {
      seen.push("began");
      await new Promise((resolve) => setTimeout(resolve, 300));
      seen.push("ended");
    });
    await one.set("timers", 0);
    await vi.waitFor(() => expect(seen).toContain("began"), SOON);
    await one.close();
    open = [];
    expect(seen).toEqual(["began", "ended"]);
  });

  test("it says whether it can be used", async () => {
    await expect((await clock()).ping()).resolves.toBeUndefined();
  });
}
