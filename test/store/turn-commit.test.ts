import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DatabaseUnavailable } from "../../src/store/errors.ts";
import { newId } from "../../src/store/new-id.ts";
import { TurnsFailed } from "../../src/store/turns/commit-turns.ts";
import { rowsIn, whereWordsAre } from "./support/look.ts";
import { useStore } from "./support/store.ts";
import { commitOf, draft, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;
let by: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("web", "playground");
});
beforeEach(() => {
  by = newId();
});

describe("a first message", () => {
  test("brings the person, their account, their space, and everything the turn wrote", async () => {
    const event = said({ installation, by, name: "林晓", text: "我叫林晓，电话13800138000" });
    const { loaded, result } = await take(at.store, event);
    expect(result).toBe("committed");
    expect(loaded.lane).toBe(loaded.person?.id);
    const again = await at.store.turns.load(said({ installation, by }));
    expect(again).toMatchObject({
      lane: loaded.lane,
      revision: 2,
      seen: false,
      state: { runCount: 1 },
      person: { id: loaded.lane, name: "林晓", directSpace: loaded.space.id },
      space: { id: loaded.space.id },
    });
    const [line] = await at.sql`select masked from transcript where lane = ${loaded.lane}`;
    expect(line?.["masked"]).toBe("我叫〔姓名〕，电话〔电话〕");
    expect(await whereWordsAre(at.sql, "13800138000")).toEqual([]);
    expect(await whereWordsAre(at.sql, "林晓")).toEqual([]);
  });

  test("keeps no words in a place that can be searched for them, which the search would find", async () => {
    await at.sql`insert into audit (who, what, on_what, details) values ('x', 'x', '找得到的话', '{}')`;
    expect(await whereWordsAre(at.sql, "找得到的话")).toEqual(["audit"]);
  });

  test("of a group belongs to its speaker's lane", async () => {
    const event = said({ installation, by, in: `group ${by}` });
    const { loaded } = await take(at.store, event);
    expect(loaded.person?.directSpace).toBeUndefined();
    expect(loaded.space).toMatchObject({ kind: "group", mode: "quiet" });
    const [space] = await at.sql`select title_masked from spaces where id = ${loaded.space.id}`;
    expect(space?.["title_masked"]).toBe("创作者群");
  });

  test("without a person has the space as its lane", async () => {
    const { account: _account, ...event } = said({
      installation,
      in: `group ${by}`,
      body: { kind: "join" },
    });
    const { loaded, result } = await take(at.store, event);
    expect(result).toBe("committed");
    expect(loaded.lane).toBe(loaded.space.id);
    expect(loaded.person).toBeUndefined();
  });

  test("holding NUL and broken surrogates is kept in a readable form", async () => {
    const text = "a\0b\ud800c";
    const event = said({ installation, by, name: text, text, key: `k\0${by}\udfff` });
    const { loaded, result } = await take(at.store, event);
    expect(result).toBe("committed");
    expect((await at.store.turns.load(event)).seen).toBe(true);
    const [line] = await at.sql`select masked from transcript where lane = ${loaded.lane}`;
    expect(line?.["masked"]).toBe("ab\ufffdc".replace("ab\ufffdc", "〔姓名〕"));
  });
});

describe("a repeat", () => {
  test("is seen on loading, by its delivery key and by its content key", async () => {
    const event = said({ installation, by });
    await take(at.store, event);
    expect((await at.store.turns.load(event)).seen).toBe(true);
    const otherWay = { ...event, deliveryKey: newId() };
    expect((await at.store.turns.load(otherWay)).seen).toBe(true);
    expect((await at.store.turns.load(said({ installation, by }))).seen).toBe(false);
  });

  test("that loaded too early is a duplicate and writes nothing", async () => {
    const event = said({ installation, by });
    await take(at.store, event);
    const before = await rowsIn(at.sql);
    const { result } = await take(at.store, event);
    expect(result).toBe("duplicate");
    const sameContent = { ...event, deliveryKey: newId() };
    expect((await take(at.store, sameContent)).result).toBe("duplicate");
    expect(await rowsIn(at.sql)).toEqual(before);
  });
});

describe("a stale turn", () => {
  test("writes nothing, so that stepping again applies it", async () => {
    await take(at.store, said({ installation, by }));
    const event = said({ installation, by });
    const stale = await at.store.turns.load(event);
    await take(at.store, said({ installation, by }));
    const before = await rowsIn(at.sql);
    const commit = commitOf(stale, event, {
      timers: [{ kind: "timer", run: 1, name: "idle", afterMs: 1000 }],
      records: [{ kind: "consent", person: stale.lane, purpose: "ticket", textVersion: 1 }],
    });
    expect(await at.store.turns.commit([commit])).toEqual(["stale"]);
    expect(await rowsIn(at.sql)).toEqual(before);
    expect((await take(at.store, event)).result).toBe("committed");
  });

  test("and a duplicate in one batch leave the others as they are", async () => {
    const [stale, repeated, fine] = [newId(), newId(), newId()];
    for (const one of [stale, repeated, fine])
      await take(at.store, said({ installation, by: one }));
    const late = said({ installation, by: stale });
    const lateLoad = await at.store.turns.load(late);
    await take(at.store, said({ installation, by: stale }));
    const twice = said({ installation, by: repeated });
    await take(at.store, twice);
    const good = said({ installation, by: fine });
    const newcomer = said({ installation, by });
    const batch = [
      commitOf(lateLoad, late),
      commitOf(await at.store.turns.load(twice), twice),
      commitOf(await at.store.turns.load(good), good),
      commitOf(await at.store.turns.load(newcomer), newcomer),
    ];
    expect(await at.store.turns.commit(batch)).toEqual([
      "stale",
      "duplicate",
      "committed",
      "committed",
    ]);
    expect((await at.store.turns.load(late)).seen).toBe(false);
    expect((await at.store.turns.load(good)).seen).toBe(true);
  });

  test("in a batch of its own kind costs one statement", async () => {
    const events = [newId(), newId(), newId()].map((one) => said({ installation, by: one }));
    const loads = await Promise.all(events.map((event) => at.store.turns.load(event)));
    const [first] = events;
    if (first) await take(at.store, first);
    const turns = loads.map((loaded, index) => commitOf(loaded, events[index]));
    const results = await at.store.turns.commit(turns);
    expect([...results].sort()).toEqual(["committed", "committed", "duplicate"]);
  });
});

describe("a bug in one turn", () => {
  test("of a batch does not stop the others, and is told apart", async () => {
    const event = said({ installation, by });
    const broken = said({ installation, by: newId() });
    const turns = [
      commitOf(await at.store.turns.load(event), event),
      commitOf(await at.store.turns.load(broken), broken, {
        outbound: [draft({ kind: "person", person: "nobody" })],
      }),
    ];
    const failure = await at.store.turns.commit(turns).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TurnsFailed);
    const results = failure instanceof TurnsFailed ? failure.results : [];
    expect(results).toEqual(["committed", expect.objectContaining({ code: "23503" })]);
    expect((await at.store.turns.load(event)).seen).toBe(true);
    expect((await at.store.turns.load(broken)).seen).toBe(false);
  });

  test("alone rejects, without anybody's words", async () => {
    const event = said({ installation, by, text: "秘密的话" });
    const loaded = await at.store.turns.load(event);
    const broken = commitOf(loaded, event, {
      outbound: [draft({ kind: "person", person: "nobody" }, { kind: "say", text: "秘密" })],
    });
    const error = await at.store.turns.commit([broken]).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "StatementRefused" });
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain("秘密");
  });
});

test("a crash in the middle of a commit leaves nothing, and the redelivery is applied once", async () => {
  await take(at.store, said({ installation, by }));
  const event = said({ installation, by });
  const loaded = await at.store.turns.load(event);
  const before = await rowsIn(at.sql);
  await at.sql.begin(async (blocker) => {
    await blocker`select from lanes where id = ${loaded.lane} for update`;
    const committing = at.store.turns.commit([commitOf(loaded, event)]);
    const outcome = expect(committing).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect
      .poll(
        () => at.sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      )
      .toHaveLength(1);
    await outcome;
  });
  expect(await rowsIn(at.sql)).toEqual(before);
  expect((await take(at.store, event)).result).toBe("committed");
  expect((await take(at.store, event)).result).toBe("duplicate");
});

describe("two processes", () => {
  test("on one lane: one commits, the other steps again, nothing is lost", async () => {
    const other = await at.another();
    await take(at.store, said({ installation, by }));
    const [mine, theirs] = [said({ installation, by }), said({ installation, by })];
    const loads = await Promise.all([at.store.turns.load(mine), other.turns.load(theirs)]);
    const results = await Promise.all([
      at.store.turns.commit([commitOf(loads[0], mine)]),
      other.turns.commit([commitOf(loads[1], theirs)]),
    ]);
    expect(results.flat().sort()).toEqual(["committed", "stale"]);
    const again = results[0]?.[0] === "stale" ? mine : theirs;
    expect((await take(other, again)).result).toBe("committed");
    const [lane] = await at.sql`select revision from lanes where id = ${loads[0].lane}`;
    expect(lane?.["revision"]).toBe(3);
  });

  test("that meet the same new account make one person", async () => {
    const other = await at.another();
    const [mine, theirs] = [said({ installation, by }), said({ installation, by })];
    const loads = await Promise.all([at.store.turns.load(mine), other.turns.load(theirs)]);
    expect(loads[0].lane).not.toBe(loads[1].lane);
    const results = await Promise.all([
      at.store.turns.commit([commitOf(loads[0], mine)]),
      other.turns.commit([commitOf(loads[1], theirs)]),
    ]);
    expect(results.flat().sort()).toEqual(["committed", "stale"]);
    const again = results[0]?.[0] === "stale" ? mine : theirs;
    const { loaded, result } = await take(other, again);
    expect(result).toBe("committed");
    expect(loaded.revision).toBe(2);
  });
});

test("ignored talk leaves its keys and nothing else", async () => {
  const event = said({ installation, by, in: "quiet group", text: "今天吃什么" });
  const before = await rowsIn(at.sql);
  expect(await at.store.turns.ignore(event)).toBe(true);
  expect(await at.store.turns.ignore(event)).toBe(false);
  const after = await rowsIn(at.sql);
  expect(after).toEqual({ ...before, inbound: (before["inbound"] ?? 0) + 1 });
  expect((await at.store.turns.load(event)).seen).toBe(true);
});
