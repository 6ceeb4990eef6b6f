import fc from "fast-check";
import { expect, test } from "vitest";
import { alarmJob, alarmOf } from "../../src/queue/alarm-id.ts";

test("an alarm rings after what it is for, within a second", () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000_000), fc.integer({ min: -10_000, max: 1e9 }), (now, inMs) => {
      const { delayMs } = alarmJob("timers", now, inMs);
      expect(delayMs).toBeGreaterThan(Math.max(0, inMs));
      expect(delayMs).toBeLessThanOrEqual(Math.max(0, inMs) + 1_000);
    }),
  );
});

test("an id holds nothing a queue takes for its own", () => {
  expect(alarmJob("timers", 1_700_000_000_500, 400).id).toBe("timers-1700000001");
});

test("a job of an unknown name is nobody's alarm", () => {
  expect(alarmOf("timers")).toBe("timers");
  expect(alarmOf("of-tomorrow")).toBeUndefined();
});
