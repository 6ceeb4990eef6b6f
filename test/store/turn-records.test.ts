import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { EMPTY_STATE } from "../../src/engine/state.ts";
import { newId } from "../../src/store/new-id.ts";
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

const timersOf = async (lane: string) => {
  const rows = await at.sql<{ timer: string }[]>`
    select run || ' ' || name as timer from timers where lane = ${lane} order by 1`;
  return rows.map(({ timer }) => timer);
};

describe("timers", () => {
  const idle = { kind: "timer", run: 1, name: "idle" } as const;
  const expiry = { kind: "timer", run: 1, name: "expiry" } as const;

  test("are set, set anew, and cleared with their run", async () => {
    const { loaded } = await take(at.store, said({ installation, by }), {
      timers: [
        { ...idle, afterMs: 1_000 },
        { ...expiry, afterMs: 30 * 24 * 3_600_000 },
        { ...idle, run: 2, afterMs: 1_000 },
      ],
    });
    expect(await timersOf(loaded.lane)).toEqual(["1 expiry", "1 idle", "2 idle"]);
    await take(at.store, said({ installation, by }), { timers: [{ ...idle, afterMs: 60_000 }] });
    const [row] = await at.sql`
      select due_at - now() > '50 seconds' as later from timers
      where lane = ${loaded.lane} and run = 1 and name = 'idle'`;
    expect(row?.["later"]).toBe(true);
    await take(at.store, said({ installation, by }), { timers: [{ kind: "clearTimers", run: 1 }] });
    expect(await timersOf(loaded.lane)).toEqual(["2 idle"]);
  });

  test("cleared and set in one turn stay set, the later word counting", async () => {
    await take(at.store, said({ installation, by }), {
      timers: [
        { ...idle, afterMs: 1_000 },
        { ...expiry, afterMs: 1_000 },
      ],
    });
    const { loaded } = await take(at.store, said({ installation, by }), {
      timers: [
        { kind: "clearTimers", run: 1 },
        { ...idle, afterMs: 1_000 },
      ],
    });
    expect(await timersOf(loaded.lane)).toEqual(["1 idle"]);
    await take(at.store, said({ installation, by }), {
      timers: [
        { ...idle, afterMs: 1_000 },
        { kind: "clearTimers", run: 1 },
      ],
    });
    expect(await timersOf(loaded.lane)).toEqual([]);
  });

  test("come due by the database's clock, cause one turn, and are gone after it", async () => {
    const { loaded } = await take(at.store, said({ installation, by, name: "林晓" }), {
      timers: [
        { ...idle, afterMs: 0 },
        { ...expiry, afterMs: 3_600_000 },
      ],
    });
    const due = await at.store.timers.due(100);
    const timer = due.find(({ lane }) => lane === loaded.lane);
    expect(timer).toEqual({ lane: loaded.lane, run: 1, name: "idle" });
    expect(await at.store.timers.msToNext()).toBe(0);
    if (!timer) throw new Error("not due");
    const woken = await at.store.timers.load(timer);
    expect(woken).toMatchObject({
      lane: loaded.lane,
      revision: 2,
      installation,
      state: { runCount: 1 },
      person: { id: loaded.lane, name: "林晓", directSpace: loaded.space.id },
    });
    if (!woken) throw new Error("not there");
    const commit = commitOf(woken, undefined, { timer });
    expect(await at.store.turns.commit([commit])).toEqual(["committed"]);
    expect(await timersOf(loaded.lane)).toEqual(["1 expiry"]);
    expect(await at.store.timers.load(timer)).toBeUndefined();
    expect(await at.store.turns.commit([commit])).toEqual(["stale"]);
  });

  test("that are not due yet cannot be loaded", async () => {
    const { loaded } = await take(at.store, said({ installation, by }), {
      timers: [{ ...idle, afterMs: 60_000 }],
    });
    const timer = { lane: loaded.lane, run: 1, name: "idle" } as const;
    expect(await at.store.timers.load(timer)).toBeUndefined();
    expect(await at.store.timers.due(1000)).not.toContainEqual(timer);
  });
});

test("questions are kept under the turn's name, with what their answers came to", async () => {
  const text = "租金补贴最高多少？我的电话是13800138000";
  const question = {
    kind: "question",
    text,
    locale: "zh-CN",
    public: true,
    outcome: "answer",
    clauses: ["rent-1", "rent-2"],
    facts: ["F1"],
    confidence: 0.5,
    desk: "tax",
  } as const;
  const loaded = await at.store.turns.load(said({ installation, by }));
  const address = { space: loaded.space.id, thread: "t1" };
  const event = said({ installation, by });
  const commit = commitOf(await at.store.turns.load(event), event);
  await at.store.turns.commit([commit]);
  const { turn } = await take(at.store, said({ installation, by }), {
    reference: `${by}-2`,
    records: [
      { ...question, at: { space: commit.loaded.space?.id ?? "", thread: "t1" }, messageId: "m1" },
      { ...question, text: "还有呢", at: { space: commit.loaded.space?.id ?? "" } },
    ],
  });
  expect(await at.store.questions.find(`${by}-2`)).toMatchObject({
    asker: turn.loaded.lane,
    words: { kind: "unsealed", value: text },
    outcome: "answer",
    desk: "tax",
    public: true,
    at: { space: commit.loaded.space?.id, thread: address.thread },
    messageId: "m1",
    clauses: ["rent-1", "rent-2"],
  });
  expect(await at.store.questions.find(`${by}-2-1`)).toMatchObject({ words: { value: "还有呢" } });
  const [row] = await at.sql`
    select questions.masked, turns.clauses, turns.confidence from questions
    join turns using (lane, revision) where reference = ${`${by}-2`}`;
  expect(row?.["masked"]).toBe("租金补贴最高多少？我的电话是〔电话〕");
  expect(row?.["clauses"]).toHaveLength(4);
  expect(row?.["confidence"]).toBe(0.5);
});

test("consent counts for its purpose and version until it is withdrawn", async () => {
  const event = said({ installation, by });
  const loaded = await at.store.turns.load(event);
  const { lane } = loaded;
  await at.store.turns.commit([
    commitOf(loaded, event, {
      records: [{ kind: "consent", person: lane, purpose: "ticket", textVersion: 2 }],
    }),
  ]);
  expect(await at.store.people.hasConsent(lane, "ticket", 2)).toBe(true);
  expect(await at.store.people.hasConsent(lane, "ticket", 1)).toBe(false);
  expect(await at.store.people.hasConsent(lane, "events", 2)).toBe(false);
  await at.sql`update consents set withdrawn_at = now() where person = ${lane}`;
  expect(await at.store.people.hasConsent(lane, "ticket", 2)).toBe(false);
});

test("the language a person chose is known to others, from the first turn on", async () => {
  const english = { ...EMPTY_STATE, locale: "en" } as const;
  const first = await take(at.store, said({ installation, by }), { state: english });
  const { lane } = first.loaded;
  expect(await at.store.people.describe(lane)).toMatchObject({ locale: "en" });
  await take(at.store, said({ installation, by }), { state: { ...english, locale: "zh-CN" } });
  expect(await at.store.people.describe(lane)).toMatchObject({ locale: "zh-CN" });
  expect((await at.store.turns.load(said({ installation, by }))).person?.locale).toBe("zh-CN");
});

test("a changed name, title or direct chat is taken over", async () => {
  const group = `group ${by}`;
  const { loaded } = await take(at.store, said({ installation, by, name: "林晓", in: group }));
  await take(at.store, said({ installation, by, name: "林小晓" }));
  const renamed = said({ installation, by, in: group });
  const event = { ...renamed, space: { ...renamed.space, title: "新群名" } };
  expect((await take(at.store, event)).loaded.person).toMatchObject({ name: "林小晓" });
  const again = await at.store.turns.load(said({ installation, by, in: group }));
  expect(again.person?.directSpace).toBeTypeOf("string");
  expect(await at.store.spaces.find(loaded.space.id)).toMatchObject({
    title: { kind: "unsealed", value: "新群名" },
  });
});

test("a turn's row says where the run went, and operators see where it stands", async () => {
  const run = {
    id: 1,
    flow: "desk.ticket",
    version: 1,
    input: {},
    origin: { space: "x" },
    locale: "zh-CN",
    step: "question",
    answers: {},
    results: {},
    path: [],
    question: 1,
    askedAt: 0,
    tries: 0,
    revisiting: false,
    reminded: false,
    reoffered: false,
  } as const;
  const { loaded } = await take(at.store, said({ installation, by }), {
    state: { ...EMPTY_STATE, runs: [{ ...run, path: [], answers: {}, results: {} }] },
    summary: {
      flow: "desk.ticket",
      version: 1,
      stepBefore: "topic",
      stepAfter: "question",
      outcome: "advanced",
    },
  });
  const [lane] = await at.sql`select open_flow, open_step from lanes where id = ${loaded.lane}`;
  expect(lane).toEqual({ open_flow: "desk.ticket", open_step: "question" });
  const [turn] = await at.sql`select * from turns where lane = ${loaded.lane}`;
  expect(turn).toMatchObject({
    occurrence: "text",
    flow: "desk.ticket",
    step_before: "topic",
    step_after: "question",
    outcome: "advanced",
  });
});
