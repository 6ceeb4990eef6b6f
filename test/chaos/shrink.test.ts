import { expect, test } from "vitest";
import { scheduleOf } from "./schedule.ts";
import { shrink } from "./shrink.ts";

test("a failing schedule is cut down to what it takes to fail", async () => {
  const whole = scheduleOf(3);
  const needed = [whole.operations[2], whole.operations[9]];
  const fails = async ({ operations }: typeof whole) =>
    needed.every((one) => one !== undefined && operations.includes(one));
  expect((await shrink(whole, fails))?.operations).toEqual(needed);
});

test("a schedule that does not fail has no shorter form", async () => {
  expect(await shrink(scheduleOf(3), async () => false)).toBeUndefined();
});
