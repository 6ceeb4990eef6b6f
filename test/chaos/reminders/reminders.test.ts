import { afterAll, beforeAll, expect, test } from "vitest";
import { type RedisServerForTests, startRedis } from "../../queue/redis-server.ts";
import { testDatabase } from "../../support/postgres.ts";
import { describeWith } from "../../support/requires.ts";
import { type Trial, tryReminders } from "./trial.ts";

const SMALL = { reminders: 200, withinSeconds: 2, sweepMs: 1_000, restarts: 3 } as const;

function run(trial: Pick<Trial, "fault" | "location" | "flush">) {
  return tryReminders({ database: testDatabase }, { ...SMALL, ...trial });
}

test("reminders are each said once and none early, whatever the worker's clock says, and though it is killed", async () => {
  const location = (url: string) => ({ kind: "postgres", url }) as const;
  const flush = async () => undefined;
  const trials = (["ahead", "kill"] as const).map((fault) => run({ fault, location, flush }));
  for (const { problems } of await Promise.all(trials)) expect(problems).toEqual([]);
}, 240_000);

describeWith("redis", "alarms on Redis", (find) => {
  let server: RedisServerForTests;
  beforeAll(async () => {
    server = await startRedis(find());
  });
  afterAll(() => server.stop());

  test("reminders are each said once and none early, though Redis forgets everything", async () => {
    const location = () => ({ kind: "redis", url: server.url }) as const;
    const { problems } = await run({ fault: "flush", location, flush: () => server.flush() });
    expect(problems).toEqual([]);
  });
});
