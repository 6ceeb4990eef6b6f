import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../src/store/new-id.ts";
import { whereWordsAre } from "./support/look.ts";
import { useStore } from "./support/store.ts";
import { commitOf, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;
let by: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("web", "playground");
});
beforeEach(() => {
  by = newId();
});

describe("a turn that hit a bug", () => {
  test("keeps its event, sealed, and takes it, so that it is not delivered again", async () => {
    await take(at.store, said({ installation, by }));
    const event = said({ installation, by, text: "让它出错的话" });
    const loaded = await at.store.turns.load(event);
    const error = new TypeError("让它出错的话 is not a function");
    const failure = { loaded, cause: { event }, error, openQuestion: "1-2" } as const;
    const id = await at.store.failures.keep(failure);
    expect(id).toBeTypeOf("string");
    expect((await at.store.turns.load(event)).seen).toBe(true);
    expect(await at.store.failures.keep(failure)).toBeUndefined();
    expect(await whereWordsAre(at.sql, "让它出错的话")).toEqual([]);
    const kept = (await at.store.failures.open(100)).find((one) => one.id === id);
    expect(kept).toMatchObject({
      lane: loaded.lane,
      openQuestion: "1-2",
      cause: "TypeError",
      details: {
        kind: "unsealed",
        value: { event, error: expect.stringContaining("is not a function") },
      },
    });
    expect(await at.store.failures.settle(id ?? "")).toBe(true);
    expect(await at.store.failures.settle(id ?? "")).toBe(false);
    expect((await at.store.failures.open(100)).find((one) => one.id === id)).toBeUndefined();
  });

  test("of a stranger is readable too, though the stranger was never added", async () => {
    const event = said({ installation, by, text: "第一句话" });
    const loaded = await at.store.turns.load(event);
    const id = await at.store.failures.keep({ loaded, cause: { event }, error: new Error("x") });
    const kept = (await at.store.failures.open(100)).find((one) => one.id === id);
    expect(kept?.details).toMatchObject({ kind: "unsealed", value: { event } });
    expect(await at.store.people.ofAccount(installation, by)).toBeUndefined();
  });

  test("of a timer drops the timer, which would fail for ever", async () => {
    const { loaded } = await take(at.store, said({ installation, by }), {
      timers: [{ kind: "timer", run: 1, name: "idle", afterMs: 0 }],
    });
    const timer = { lane: loaded.lane, run: 1, name: "idle" } as const;
    const woken = await at.store.timers.load(timer);
    if (!woken) throw new Error("not due");
    await at.store.failures.keep({ loaded: woken, cause: { timer }, error: new Error("x") });
    expect(await at.store.timers.load(timer)).toBeUndefined();
  });
});

describe("retention", () => {
  const days = {
    inbound: 7,
    transcript: 180,
    event_answers: 30,
    declined_questions: 90,
    case_files: 90,
  };

  /** A turn with a question, all of it said so many days ago. */
  async function ago(count: number, outcome: "answer" | "declined" = "answer") {
    const event = said({ installation, by });
    const loaded = await at.store.turns.load(event);
    const question = {
      kind: "question",
      text: "问",
      locale: "zh-CN",
      public: true,
      at: { space: loaded.space.id },
      outcome,
      clauses: [],
      facts: [],
      confidence: 1,
    } as const;
    const turn = commitOf(loaded, event, { records: [question] });
    await at.store.turns.commit([turn]);
    await at.store.outbound.settle(
      turn.outbound.map(({ id }) => ({ id, kind: "sent", messageId: "1" })),
    );
    const { lane, revision } = loaded;
    const back = `${count} days`;
    const mine = at.sql`lane = ${lane} and revision = ${revision}`;
    await at.sql`update inbound set received_at = now() - ${back}::interval where ${mine}`;
    await at.sql`update transcript set said_at = now() - ${back}::interval where ${mine}`;
    await at.sql`update turns set at = now() - ${back}::interval where ${mine}`;
    await at.sql`update questions set at = now() - ${back}::interval where ${mine}`;
    await at.sql`
      update outbound set created_at = now() - ${back}::interval
      where cause = ${lane} and revision = ${revision}`;
    return { event, reference: turn.reference, id: turn.outbound[0]?.id ?? "", mine };
  }

  test("deletes what is older than its days and keeps the rest", async () => {
    const old = await ago(181);
    const declined = await ago(91, "declined");
    const recent = await ago(8);
    const gone = await at.store.sweepRetention(days);
    expect(gone).toMatchObject({ inbound: 3, questions: 2, turns: 1, outbound: 1 });
    // What was said goes with its turn.
    expect(await at.sql`select from transcript where ${old.mine}`).toHaveLength(0);
    expect(await at.sql`select from transcript where ${recent.mine}`).toHaveLength(1);
    expect((await at.store.turns.load(recent.event)).seen).toBe(false);
    expect(await at.store.questions.find(old.reference)).toBeUndefined();
    expect(await at.store.questions.find(declined.reference)).toBeUndefined();
    expect(await at.store.questions.find(recent.reference)).toBeDefined();
    const fates = await at.sql`
      select outbound from deliveries where outbound in ${at.sql([old.id, recent.id])}`;
    expect(fates).toEqual([{ outbound: recent.id }]);
    const left = await at.store.sweepRetention(days);
    expect(Object.values(left).every((count) => count === 0)).toBe(true);
  });

  test("does not delete a message that still waits", async () => {
    const { id } = await ago(181);
    await at.sql`update deliveries set state = 'later' where outbound = ${id}`;
    expect(await at.store.sweepRetention(days)).toMatchObject({ outbound: 0 });
  });
});

test("counts tell what waits", async () => {
  const before = await at.store.counts();
  await take(at.store, said({ installation, by }), {
    timers: [{ kind: "timer", run: 1, name: "idle", afterMs: 0 }],
  });
  const after = await at.store.counts();
  expect(after).toMatchObject({
    outboundQueued: before.outboundQueued + 1,
    timersDue: before.timersDue + 1,
    failures: before.failures,
  });
  expect(after.oldestOutboundMs).toBeGreaterThan(0);
});

test("the database's clock is read with its offset to ours", async () => {
  const { now, offsetMs } = await at.store.databaseNow();
  expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
  expect(Math.abs(offsetMs)).toBeLessThan(60_000);
});

describe("spaces and accounts", () => {
  test("an installation is made once", async () => {
    const again = await at.store.installations.ensure("web", "playground");
    expect(again).toBe(installation);
  });

  test("a group that is upgraded keeps its id", async () => {
    const { loaded } = await take(at.store, said({ installation, by, in: `g ${by}` }));
    const { id } = loaded.space;
    expect(await at.store.spaces.move(id, `super ${by}`)).toEqual({ kind: "moved", space: id });
    const moved = await at.store.turns.load(said({ installation, by, in: `super ${by}` }));
    expect(moved.space.id).toBe(id);
    const other = await take(at.store, said({ installation, by, in: `other ${by}` }));
    const space = other.loaded.space.id;
    expect(await at.store.spaces.move(id, `other ${by}`)).toEqual({ kind: "taken", space });
  });

  test("settings and tags of a space hold", async () => {
    const { loaded } = await take(at.store, said({ installation, by, in: `g ${by}` }));
    const { id } = loaded.space;
    await at.store.spaces.set(id, { mode: "helpful", locale: "en" });
    await at.store.spaces.set(id, { tags: ["staff"] });
    const again = await at.store.turns.load(said({ installation, by, in: `g ${by}` }));
    expect(again.space).toMatchObject({ mode: "helpful", locale: "en" });
    expect(await at.store.spaces.tagged("staff", true)).toContain(id);
    expect(await at.store.spaces.tagged("staff", false)).not.toContain(id);
    expect(await at.store.spaces.set("nowhere", { mode: "quiet" })).toBe(false);
  });

  test("an account may be known before it ever wrote", async () => {
    const person = await at.store.people.ensureAccount(installation, by);
    expect(await at.store.people.ensureAccount(installation, by)).toBe(person);
    const { loaded, result } = await take(at.store, said({ installation, by, name: "林晓" }));
    expect([result, loaded.lane]).toEqual(["committed", person]);
    expect(await at.store.people.describe(person)).toMatchObject({
      name: { kind: "unsealed", value: "林晓" },
      playground: true,
    });
  });
});
