import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { QueueRefused, QueueUnavailable } from "../../src/queue/alarm-clock.ts";
import { openAlarmClock } from "../../src/queue/open-alarm-clock.ts";
import { describeWith } from "../support/requires.ts";
import { alarmClockContract } from "./alarm-contract.ts";
import { type RedisServerForTests, startRedis } from "./redis-server.ts";

const log = { warn: () => undefined };

describeWith("redis", "alarms on Redis", (find) => {
  let server: RedisServerForTests;
  beforeAll(async () => {
    server = await startRedis(find());
  });
  afterAll(() => server.stop());

  const location = () => ({ kind: "redis", url: server.url }) as const;

  alarmClockContract(location);

  test("a server that evicts keys is refused, with what to change", async () => {
    const evicting = await startRedis(find(), { policy: "allkeys-lru" });
    const opening = openAlarmClock({ location: { kind: "redis", url: evicting.url }, log });
    await expect(opening).rejects.toThrow(QueueRefused);
    await expect(opening).rejects.toThrow("noeviction");
    await evicting.stop();
  });

  test("a server that is not there is said so", async () => {
    const opening = openAlarmClock({
      location: { kind: "redis", url: "redis://127.0.0.1:1" },
      log,
    });
    await expect(opening).rejects.toBeInstanceOf(QueueUnavailable);
  });

  test("alarms go on after everything the server held was lost", async () => {
    const clock = await openAlarmClock({ location: location(), log });
    let count = 0;
    await clock.answer(async () => {
      count += 1;
    });
    await clock.set("timers", 3_600_000);
    await server.flush();
    await clock.set("timers", 0);
    await vi.waitFor(() => expect(count).toBe(1), { timeout: 20_000 });
    await clock.close();
  });

  test("while the server is away setting fails soon, and works again once it is back", async () => {
    const first = await startRedis(find());
    const port = Number(new URL(first.url).port);
    const clock = await openAlarmClock({ location: { kind: "redis", url: first.url }, log });
    let count = 0;
    await clock.answer(async () => {
      count += 1;
    });
    await first.stop();
    await expect(clock.set("timers", 0)).rejects.toBeInstanceOf(QueueUnavailable);
    await expect(clock.ping()).rejects.toBeInstanceOf(QueueUnavailable);
    const second = await startRedis(find(), { port });
    await vi.waitFor(() => clock.set("timers", 0), { timeout: 20_000, interval: 200 });
    await vi.waitFor(() => expect(count).toBeGreaterThan(0), { timeout: 20_000 });
    await clock.close();
    await second.stop();
  });
});
