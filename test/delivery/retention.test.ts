import { expect, test } from "vitest";
import { createRetentionSweep } from "../../src/delivery/retention.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";

const at = useStore();
const DAYS = {
  inbound: 7,
  transcript: 180,
  event_answers: 30,
  declined_questions: 90,
  case_files: 90,
};

async function oldEvent(): Promise<void> {
  const installation = await at.store.installations.ensure("web", "playground");
  const event = said({ installation });
  await take(at.store, event);
  await at.sql`update inbound set received_at = now() - interval '8 days'
    where delivery_key = ${event.deliveryKey}`;
}

async function left(): Promise<number> {
  const [row] = await at.sql`select count(*)::int as count from inbound`;
  return row?.["count"];
}

function sweeper(logged: unknown[], sweep = at.store.sweepRetention) {
  return createRetentionSweep({
    sweep: (goOn) => sweep(DAYS, goOn),
    everyMs: 20,
    log: {
      info: (...line) => logged.push(line),
      warn: () => undefined,
      error: (...line) => logged.push(line),
    },
  });
}

test("what is past its time goes at the start, and whatever gets old goes later", async () => {
  await oldEvent();
  const logged: unknown[] = [];
  const retention = sweeper(logged);
  retention.start();
  await expect.poll(left).toBe(0);
  await oldEvent();
  await expect.poll(left).toBe(0);
  await retention.stop();
  expect(logged).toContainEqual([
    { kind: "inbound", count: 1 },
    "Rows past their time were deleted",
  ]);
  await oldEvent();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await left()).toBe(1);
});

test("a sweep that fails is tried again", async () => {
  const logged: unknown[] = [];
  let tries = 0;
  const retention = sweeper(logged, async () => {
    tries += 1;
    throw new Error("no database");
  });
  retention.start();
  await expect.poll(() => tries).toBeGreaterThan(2);
  await retention.stop();
  expect(logged.length).toBe(tries);
});
