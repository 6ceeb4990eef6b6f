import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "../../support/postgres.ts";
import type { TestDatabase } from "../../support/postgres-server.ts";
import { rushForCard } from "./card-rush.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test("a thousand sign-ups are at most twenty edits a minute, and the card is right soon after the last", async () => {
  const { edits, mostInAMinute, rightAfterMs, refusals } = await rushForCard(database.url, 1_000);
  expect(edits).toBeGreaterThan(0);
  expect(mostInAMinute).toBeLessThanOrEqual(20);
  expect(rightAfterMs).toBeLessThanOrEqual(10_000);
  expect(refusals).toBe(0);
}, 180_000);
