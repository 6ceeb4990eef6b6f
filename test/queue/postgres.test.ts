import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { QueueUnavailable } from "../../src/queue/alarm-clock.ts";
import { openAlarmClock } from "../../src/queue/open-alarm-clock.ts";
import { testDatabase } from "../support/postgres.ts";
import type { TestDatabase } from "../support/postgres-server.ts";
import { alarmClockContract } from "./alarm-contract.ts";

describe("alarms on PostgreSQL", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  alarmClockContract(() => ({ kind: "postgres", url: database.url }));

  test("a database that is not there is said so", async () => {
    const url = "postgres://nobody@127.0.0.1:1/none";
    const opening = openAlarmClock({
      location: { kind: "postgres", url },
      log: { warn: () => undefined },
    });
    await expect(opening).rejects.toBeInstanceOf(QueueUnavailable);
  });
});
