import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEvenPacer } from "../../src/delivery/pacing/even-pacer.ts";
import type { Passed } from "../../src/delivery/pacing/gate.ts";
import { limitsOf } from "../../src/delivery/pacing/limits.ts";
import { createPacing, type Pacing } from "../../src/delivery/pacing/pacing.ts";
import { createTokenPacer, type TokenPacer } from "../../src/delivery/pacing/token-pacer.ts";
import { createWindowPacer } from "../../src/delivery/pacing/window-pacer.ts";
import { drawn } from "../support/fuzz.ts";
import { type HandClock, handClock } from "./hand-clock.ts";

/** When each of so many calls goes that all come at once. */
function timesOf(pacer: ReturnType<typeof createEvenPacer>, count: number): number[] {
  let now = 0;
  return Array.from({ length: count }, () => {
    now = pacer.nextAt(now);
    pacer.took(now);
    return now;
  });
}

const inAnyStretch = (times: readonly number[], perMs: number) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + perMs).length));

describe("an even pacer", () => {
  test("spaces a whole second's budget over the second", () => {
    const times = timesOf(createEvenPacer({ count: 30, perMs: 1_000 }), 301);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    // The first gap may make up for a late start.
    expect(Math.min(...gaps.slice(1))).toBeGreaterThanOrEqual(1_000 / 30);
    expect(times.at(-1)).toBeLessThan(10_000 * 1.02);
    expect(inAnyStretch(times.slice(1), 1_000)).toBeLessThanOrEqual(30);
  });

  test("makes up for 20 ms of lateness, not for idle time", () => {
    const pacer = createEvenPacer({ count: 10, perMs: 1_000 });
    pacer.took(0);
    pacer.took(50_000);
    expect(pacer.nextAt(50_000)).toBeGreaterThanOrEqual(50_080);
  });
});

/** When calls reach the platform that take unequal times there; the way back takes 10 ms. */
function arrivalsOf(pacer: TokenPacer | ReturnType<typeof createEvenPacer>, there: number[]) {
  let now = 0;
  const answers: { readonly at: number; readonly when: number }[] = [];
  const answered = () => {
    if (!("answered" in pacer)) return;
    for (const { at, when } of answers.splice(0)) {
      if (when <= now) pacer.answered(at, when);
      else answers.push({ at, when });
    }
  };
  return there.map((ms) => {
    for (let at = pacer.nextAt(now); ; at = pacer.nextAt(now)) {
      if (at <= now) break;
      now = Math.min(at, now + 1);
      answered();
    }
    pacer.took(now);
    answers.push({ at: now, when: now + ms + 10 });
    return now + ms;
  });
}

describe("a token's pacer", () => {
  const rate = { count: 30, perMs: 1_000 };
  const steady = Array.from({ length: 60 }, () => 20);

  test("lets no more arrive in a second than may, however unequal the ways are", () => {
    const ways = fc.array(fc.integer({ min: 20, max: 200 }), { minLength: 60, maxLength: 120 });
    fc.assert(
      fc.property(ways, (there) => {
        const arrivals = arrivalsOf(createTokenPacer(rate), [...steady, ...there]);
        expect(inAnyStretch(arrivals, 1_000)).toBeLessThanOrEqual(30);
      }),
      { numRuns: drawn(30) },
    );
    const fiveHeldUp = steady.map((ms, index) => (index >= 20 && index < 25 ? 200 : ms));
    const bunched = arrivalsOf(createEvenPacer(rate), fiveHeldUp);
    expect(inAnyStretch(bunched, 1_000)).toBeGreaterThan(30);
  });

  test("costs nothing once all ways are known to be equally long", () => {
    const arrivals = arrivalsOf(
      createTokenPacer(rate),
      Array.from({ length: 400 }, () => 100),
    );
    const [from = 0, until = 0] = [arrivals[100], arrivals[399]];
    expect(until - from).toBeLessThan((299 / 30) * 1_000 * 1.02);
  });

  test("counts what its last owner sent", () => {
    const pacer = createTokenPacer(rate);
    for (let at = 0; at < 30; at++) pacer.remember(at * 10);
    expect(pacer.nextAt(500)).toBeGreaterThanOrEqual(1_000);
  });
});

describe("a window pacer", () => {
  test("keeps each limit over any stretch of time, whenever the calls come", () => {
    const rates = [
      { count: 1, perMs: 1_000 },
      { count: 20, perMs: 60_000 },
    ];
    fc.assert(
      fc.property(fc.array(fc.nat(10_000), { minLength: 30, maxLength: 80 }), (pauses) => {
        const pacer = createWindowPacer(rates);
        let now = 0;
        const times = pauses.map((pause) => {
          now = pacer.nextAt(now + pause);
          pacer.took(now);
          return now;
        });
        for (const { count, perMs } of rates) {
          expect(inAnyStretch(times, perMs)).toBeLessThanOrEqual(count);
        }
      }),
    );
  });

  test("lets what fits go at once", () => {
    const pacer = createWindowPacer([{ count: 3, perMs: 1_000 }]);
    expect(timesOf(pacer, 4)).toEqual([0, 0, 0, 1_060]);
  });
});

describe("the pace of a token", () => {
  const telegram = (clock: HandClock) =>
    createPacing({ platform: "telegram", limits: limitsOf("telegram"), clock });

  /** Sends calls and notes when each went, or that it was put off. */
  function goer(pacing: Pacing, clock: HandClock) {
    const went: { chat: string; at: number; passed: Passed["kind"] }[] = [];
    const start = clock.now();
    return {
      went,
      go(chat: string, priority = 30) {
        void pacing.pass({ chat, kind: "direct", priority }).then(({ kind }) => {
          went.push({ chat, at: clock.now() - start, passed: kind });
        });
      },
    };
  }

  test("a reply goes before announcements that wait", async () => {
    const clock = handClock();
    const { went, go } = goer(telegram(clock), clock);
    for (let chat = 0; chat < 40; chat += 1) go(`a${chat}`, 10);
    await clock.move(100);
    go("reply", 30);
    await clock.move(40);
    expect(went.map(({ chat }) => chat).indexOf("reply")).toBeLessThan(6);
  });

  test("a call that travels for long keeps the next one to its chat back, and its budget counts from its answer", async () => {
    const clock = handClock();
    const pacing = telegram(clock);
    const { went, go } = goer(pacing, clock);
    go("slow");
    go("other");
    await clock.move(0);
    go("slow");
    await clock.move(5_000);
    expect(went.map(({ chat }) => chat)).toEqual(["slow", "other"]);
    pacing.answered({ chat: "slow", kind: "direct" });
    await clock.move(1_000);
    expect(went).toHaveLength(2);
    await clock.move(100);
    expect(went.at(-1)).toMatchObject({ chat: "slow", passed: "now" });
  });

  test("a hint and a direct message share the person's pace, whichever name the chat went by", async () => {
    const clock = handClock();
    const pacing = telegram(clock);
    const went: string[] = [];
    const go = (name: string, call: { chat: string; kind: "group" | "direct"; direct?: string }) =>
      void pacing.pass({ ...call, priority: 30 }).then(() => went.push(name));
    go("hint", { chat: "group", kind: "group", direct: "U1" });
    await clock.move(0);
    go("message", { chat: "D1", kind: "direct", direct: "U1" });
    await clock.move(3_000);
    expect(went).toEqual(["hint"]);
    pacing.answered({ chat: "group", kind: "group", direct: "U1" });
    await clock.move(1_100);
    expect(went).toEqual(["hint", "message"]);
  });

  test("a chat that is told to wait 20 minutes costs nobody else anything", async () => {
    const clock = handClock();
    const pacing = telegram(clock);
    const { went, go } = goer(pacing, clock);
    pacing.slowDown("slow", "direct", 20 * 60_000, "chat");
    go("slow");
    for (let chat = 0; chat < 30; chat += 1) go(`c${chat}`);
    await clock.move(1_100);
    expect(went.find(({ chat }) => chat === "slow")?.passed).toBe("later");
    expect(went.filter(({ passed }) => passed === "now")).toHaveLength(30);
    expect(pacing.pausedForMs()).toBe(0);
  });

  test("a second chat told the same within two seconds stops the token", async () => {
    const clock = handClock();
    const pacing = telegram(clock);
    pacing.slowDown("one", "direct", 5_000, "chat");
    await clock.move(1_500);
    pacing.slowDown("two", "direct", 5_000, "chat");
    expect(pacing.pausedForMs()).toBe(5_000);
    const { went, go } = goer(pacing, clock);
    go("three");
    await clock.move(4_900);
    expect(went).toEqual([]);
    await clock.move(200);
    expect(went).toHaveLength(1);
  });

  test("the same chat told twice, or another one later, stops nobody else", async () => {
    const clock = handClock();
    const pacing = telegram(clock);
    pacing.slowDown("one", "direct", 1_000, "chat");
    pacing.slowDown("one", "direct", 1_000, "chat");
    await clock.move(2_500);
    pacing.slowDown("two", "direct", 1_000, "chat");
    expect(pacing.pausedForMs()).toBe(0);
  });

  test("a long pause of the token sends away who waits, to come again after it", async () => {
    const clock = handClock();
    const pacing = telegram(clock);
    const { went, go } = goer(pacing, clock);
    for (let chat = 0; chat < 5; chat += 1) go(`c${chat}`);
    pacing.slowDown("c0", "direct", 60_000, "token");
    await clock.move(1);
    expect(went.map(({ passed }) => passed)).toEqual(["later", "later", "later", "later", "later"]);
  });

  test("what the token's last owner sent counts", async () => {
    const clock = handClock();
    const pacing = telegram(clock);
    pacing.remember([{ chat: "a", kind: "direct", agoMs: 400 }]);
    const { went, go } = goer(pacing, clock);
    go("a");
    go("b");
    await clock.move(600);
    expect(went.map(({ chat }) => chat)).toEqual(["b"]);
    await clock.move(100);
    expect(went.map(({ chat }) => chat)).toEqual(["b", "a"]);
  });

  test("closing puts back whoever waits", async () => {
    const clock = handClock();
    const pacing = telegram(clock);
    const { went, go } = goer(pacing, clock);
    go("a");
    await clock.move(1);
    go("a");
    go("b");
    pacing.close();
    await clock.move(1);
    expect(went.map(({ passed }) => passed)).toEqual(["now", "later", "later"]);
  });

  test("the operator's limits count instead of the platform's", () => {
    const rates = new Map([["telegram", { count: 300, perMs: 1_000 }]]);
    expect(limitsOf("telegram", rates).token).toEqual({ count: 300, perMs: 1_000 });
    expect(limitsOf("web").token).toBeUndefined();
  });
});
