import { beforeAll, expect, test } from "vitest";
import { joinPeople } from "../../src/domain/linking.ts";
import { joinStates } from "../../src/engine/join-states.ts";
import { EMPTY_STATE } from "../../src/engine/state.ts";
import { newId } from "../../src/store/new-id.ts";
import { useStore } from "./support/store.ts";
import { commitOf, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("telegram", "bot");
});

const join = (person: string, other: string) =>
  at.store.inTransaction((transaction) => joinPeople(transaction, { id: newId(), person, other }));

test("two people at once: each turn that was being computed is stale, and none of theirs is lost", async () => {
  const [a, b] = [newId(), newId()];
  const first = await take(at.store, said({ installation, by: a, name: "林小满", text: "一" }));
  const second = await take(at.store, said({ installation, by: b, name: "吴越", text: "二" }));
  await at.store.staff.setPosition(first.loaded.lane, { role: "specialist", desks: ["tax"] });
  await at.store.staff.setPosition(second.loaded.lane, { role: "operator", desks: ["general"] });
  const events = [said({ installation, by: a }), said({ installation, by: b })];
  const computed = await Promise.all(events.map((event) => at.store.turns.load(event)));
  expect(await join(second.loaded.lane, first.loaded.lane)).toBe(true);
  const results = await Promise.all(
    computed.map((loaded, index) => at.store.turns.commit([commitOf(loaded, events[index])])),
  );
  expect(results).toEqual([["stale"], ["stale"]]);
  const after = await at.store.turns.load(said({ installation, by: b }));
  expect([after.lane, after.person?.name]).toEqual([first.loaded.lane, "吴越"]);
  expect(await at.store.staff.positionOf(after.lane)).toEqual({
    role: "operator",
    desks: expect.arrayContaining(["tax", "general"]),
  });
  const lines = await at.store.transcript.recent(second.loaded.lane, 5);
  expect(lines.map(({ words }) => words)).toContainEqual({ kind: "unsealed", value: "二" });
  expect(await join(second.loaded.lane, first.loaded.lane)).toBe(false);
});

test("an account is taken out again: it is somebody new, and what was done stays", async () => {
  const [a, b] = [newId(), newId()];
  const first = await take(at.store, said({ installation, by: a }));
  const second = await take(at.store, said({ installation, by: b }));
  await join(first.loaded.lane, second.loaded.lane);
  const split = await at.store.people.split({ installation, platformId: b });
  expect(split).toBeDefined();
  expect(await at.store.people.ofAccount(installation, b)).toBe(split);
  expect(await at.store.people.ofAccount(installation, a)).toBe(first.loaded.lane);
  expect(await at.store.people.split({ installation, platformId: b })).toBeUndefined();
  expect(await at.store.people.split({ installation, platformId: "nobody" })).toBeUndefined();
});

test("runs of both go on under numbers of their own, the first one's question last", () => {
  const run = (id: number) => ({
    id,
    flow: "f",
    version: 1,
    input: null,
    origin: { space: "s" },
    locale: "en" as const,
    step: "q",
    answers: {},
    results: {},
    path: [],
    question: 1,
    askedAt: 0,
    tries: 0,
    revisiting: false,
    reminded: false,
    reoffered: false,
  });
  const into = { ...EMPTY_STATE, runCount: 3, runs: [run(2)], memory: { s: { "f/a": 1 } } };
  const from = {
    ...EMPTY_STATE,
    runCount: 2,
    runs: [run(1)],
    locale: "en" as const,
    memory: { s: {}, t: {} },
  };
  const { state, runsAdded } = joinStates(into, from);
  expect(runsAdded).toBe(3);
  expect(state.runs.map(({ id }) => id)).toEqual([4, 2]);
  expect(state).toMatchObject({ runCount: 5, locale: "en", memory: { s: { "f/a": 1 }, t: {} } });
});
