import { afterEach, describe, expect, test, vi } from "vitest";
import { PLATFORMS } from "../../src/engine/adapter.ts";
import type { TurnOutcome } from "../../src/engine/command.ts";
import type { EventBody } from "../../src/engine/event.ts";
import { OUTCOMES } from "../../src/engine/terms.ts";
import { LABELS, type Label } from "../../src/telemetry/labels.ts";
import { createMetrics, type Metrics } from "../../src/telemetry/metrics.ts";

/** The samples of our own figures, as Prometheus reads them. */
async function samples(metrics: Metrics): Promise<readonly string[]> {
  const { body } = await metrics.render();
  return body.split("\n").filter((line) => line.startsWith("juchang_"));
}

test("turns are counted by outcome and timed in seconds", async () => {
  const metrics = createMetrics();
  metrics.turn("answer", 7);
  metrics.turn("answer", 70);
  metrics.turn("failed", 7000);
  expect(await samples(metrics)).toEqual(
    expect.arrayContaining([
      'juchang_turns_total{outcome="answer"} 2',
      'juchang_turns_total{outcome="failed"} 1',
      'juchang_turn_duration_seconds_bucket{le="0.01"} 1',
      'juchang_turn_duration_seconds_bucket{le="0.1"} 2',
      'juchang_turn_duration_seconds_bucket{le="10"} 3',
      "juchang_turn_duration_seconds_count 3",
      "juchang_turn_duration_seconds_sum 7.077",
    ]),
  );
});

test("events, sends and timers are counted", async () => {
  const metrics = createMetrics();
  metrics.event("web", "tap", "duplicate");
  metrics.send("telegram", "uncertain");
  metrics.timer(400);
  metrics.timer(-5);
  expect(await samples(metrics)).toEqual(
    expect.arrayContaining([
      'juchang_events_total{platform="web",kind="tap",receipt="duplicate"} 1',
      'juchang_sends_total{platform="telegram",result="uncertain"} 1',
      'juchang_timer_lag_seconds_bucket{le="0.1"} 1',
      'juchang_timer_lag_seconds_bucket{le="0.5"} 2',
      "juchang_timer_lag_seconds_sum 0.4",
    ]),
  );
});

test("a registry is its own: two do not add up, and each has the process's figures", async () => {
  const [one, two] = [createMetrics(), createMetrics()];
  one.turn("ended", 1);
  expect(await samples(two)).not.toContain('juchang_turns_total{outcome="ended"} 1');
  const { contentType, body } = await two.render();
  expect(contentType).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(body).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
});

describe("labels", () => {
  test("are closed: whatever else an untyped caller hands over is other", async () => {
    const metrics = createMetrics();
    const loose: {
      turn(outcome: string, durationMs: number): void;
      send(platform: string, result: string): void;
      event(platform: string, kind: string, receipt: string): void;
    } = metrics;
    loose.turn("我叫张三 13800138000", 1);
    loose.send("wangfang", "sent");
    loose.event("web", '"}\nevil', "committed");
    const { body } = await metrics.render();
    expect(body).not.toMatch(/张三|13800138000|wangfang|evil/);
    expect(body).toContain('juchang_turns_total{outcome="other"} 1');
    expect(body).toContain('juchang_sends_total{platform="other",result="sent"} 1');
    expect(body).toContain('{platform="web",kind="other",receipt="committed"} 1');
  });

  test("know every platform, outcome and kind of event there is", () => {
    const outcome: (known: TurnOutcome) => Label<"outcome"> = (known) => known;
    const kind: (known: EventBody["kind"]) => Label<"kind"> = (known) => known;
    expect(OUTCOMES.map(outcome)).toEqual(LABELS.outcome.slice(0, OUTCOMES.length));
    expect(LABELS.kind).toContain(kind("text"));
    expect([...LABELS.platform]).toEqual([...PLATFORMS]);
  });
});

describe("readings", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("are asked anew for every page", async () => {
    const metrics = createMetrics();
    let queued = 3;
    metrics.watch({
      outboundQueued: async () => queued,
      timersOverdueMs: async () => 1500,
    });
    expect(await samples(metrics)).toContain("juchang_outbound_queued 3");
    queued = 0;
    expect(await samples(metrics)).toEqual(
      expect.arrayContaining(["juchang_outbound_queued 0", "juchang_timers_overdue_seconds 1.5"]),
    );
  });

  test("are absent until somebody answers for them", async () => {
    const found = await samples(createMetrics());
    expect(found.filter((line) => /queued|overdue/.test(line))).toEqual([]);
  });

  test("that fail leave the page, which comes all the same, and are counted", async () => {
    const metrics = createMetrics();
    const answers = [async () => 3, () => Promise.reject(new Error("Wang Fang"))];
    metrics.watch({ outboundQueued: () => answers.shift()?.() ?? Promise.resolve(4) });
    expect(await samples(metrics)).toContain("juchang_outbound_queued 3");
    const page = (await samples(metrics)).join("\n");
    expect(page).not.toContain("juchang_outbound_queued");
    expect(page).not.toContain("Wang");
    expect(page).toContain('juchang_reading_failures_total{reading="outboundQueued"} 1');
    expect(await samples(metrics)).toContain("juchang_outbound_queued 4");
  });

  test("that hang do not hold up the page, and are not asked again meanwhile", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const metrics = createMetrics();
    const read = vi.fn(() => new Promise<number>(() => undefined));
    metrics.watch({ outboundQueued: read });
    for (const failures of [1, 2]) {
      const page = samples(metrics);
      await vi.advanceTimersByTimeAsync(2000);
      expect((await page).at(-1)).toBeDefined();
      expect(await page).toContain(
        `juchang_reading_failures_total{reading="outboundQueued"} ${failures}`,
      );
    }
    expect(read).toHaveBeenCalledTimes(1);
  });
});
