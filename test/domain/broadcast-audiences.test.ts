import { beforeEach, describe, expect, test } from "vitest";
import { isForApplicants } from "../../src/domain/broadcasts/applicants.ts";
import { MOST_CHARACTERS } from "../../src/domain/broadcasts/content.ts";
import { estimate } from "../../src/domain/broadcasts/estimate.ts";
import { readBroadcast } from "../../src/domain/broadcasts/file.ts";
import { resolveBroadcast, type Unknown } from "../../src/domain/broadcasts/resolve.ts";
import {
  actOnBroadcast,
  createBroadcast,
  type NewBroadcast,
} from "../../src/domain/broadcasts/work.ts";
import { withdraw } from "../../src/domain/events/withdraw.ts";
import type { Role } from "../../src/engine/terms.ts";
import type { AudiencePart } from "../../src/store/broadcasts/audience-parts.ts";
import { newId } from "../../src/store/new-id.ts";
import { personNamed } from "../../src/store/people.ts";
import { writeDownEvents } from "../journeys/event-stage.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";
import { bindCases, takesPlace } from "./announced-people.ts";
import { book } from "./cases/lists.ts";

const at = useStore();
const NOON = Date.UTC(2100, 0, 1, 4);
const CONTENT = {
  title: { zh: "通知", en: "Notice" },
  body: { zh: "请看这条通知。", en: "Please read this notice." },
};
let installation: string;
let author: string;

beforeEach(async () => {
  await at.sql`truncate people, events, cases, broadcasts, spaces cascade`;
  installation = await at.store.installations.ensure("telegram", newId());
  author = await staff("900", "operator");
});

async function staff(account: string, role: Role): Promise<string> {
  const person = await at.store.people.ensureAccount(installation, account);
  await at.store.staff.setPosition(person, { role, desks: [] });
  return person;
}

/** Somebody who has written to the bot. */
async function creator(account: string): Promise<string> {
  const { loaded } = await take(at.store, said({ installation, by: account }));
  return loaded.lane;
}

const signsUp = (person: string, code: string, session?: string) =>
  takesPlace(at.store, person, code, session);

const count = async (...audience: readonly AudiencePart[]) => {
  const wish = { audience, topic: "service" as const, playground: false };
  const found = await at.store.inTransaction((transaction) =>
    estimate(transaction, wish, () => 30),
  );
  return [found.people, found.groups];
};

const event = (seats: "seated" | "waiting" | "gave_up", code = "EV-02", session?: string) => ({
  ...{ kind: "event" as const, code, session },
  seats: [seats],
});

describe("those who signed up for an event", () => {
  test("are told apart by how they stand", async () => {
    await writeDownEvents(at.store);
    const [first, second, third] = [await creator("1"), await creator("2"), await creator("3")];
    await signsUp(first, "EV-02");
    await signsUp(second, "EV-02");
    await signsUp(third, "EV-01");
    await at.store.inTransaction((transaction) => withdraw(transaction, third, "EV-01"));
    expect(await count(event("seated"))).toEqual([1, 0]);
    expect(await count(event("waiting"))).toEqual([1, 0]);
    expect(await count(event("gave_up"))).toEqual([0, 0]);
    expect(await count(event("gave_up", "EV-01"))).toEqual([1, 0]);
    expect(await count(event("seated"), event("waiting"), event("gave_up", "EV-01"))).toEqual([
      3, 0,
    ]);
    await signsUp(third, "EV-01");
    expect(await count(event("gave_up", "EV-01"))).toEqual([0, 0]);
  });

  test("are told apart by session, by its date and its group", async () => {
    await writeDownEvents(at.store);
    const sessions = await at.sql<{ id: string; key: string; day: string }[]>`
      select its.id, its.key, left(starts_local, 10) as day from event_sessions its
      join events on events.id = its.event where code = 'EV-05' order by key`;
    const [one, other] = sessions;
    if (!one || !other) throw new Error("EV-05 has two groups");
    await signsUp(await creator("1"), "EV-05", one.id);
    await signsUp(await creator("2"), "EV-05", other.id);
    expect(await count(event("seated", "EV-05"))).toEqual([2, 0]);
    expect(await count(event("seated", "EV-05", one.key))).toEqual([1, 0]);
    expect(await count(event("seated", "EV-05", `${one.day}/${one.key}`))).toEqual([1, 0]);
    expect(await count(event("seated", "EV-05", one.day))).toEqual([
      one.day === other.day ? 2 : 1,
      0,
    ]);
    expect(await count(event("seated", "EV-05", "2020-01-01"))).toEqual([0, 0]);
  });
});

const applicants = () => bindCases(at, creator);

const CASE = { kind: "case", programme: "fledgling-plan", statuses: [] } as const;

const wishFor = (audience: readonly AudiencePart[]): NewBroadcast => ({
  ...{ playground: false, topic: "service", audience, buttons: [], required: [], content: CONTENT },
});

describe("applicants", () => {
  test("are told apart by programme and status, and are people alone", async () => {
    await applicants();
    await take(at.store, said({ installation, by: "1", in: "-100" }));
    expect(await count(CASE)).toEqual([2, 0]);
    expect(await count({ ...CASE, statuses: ["supplement"] })).toEqual([1, 0]);
    expect(await count({ ...CASE, programme: "rent-relief" })).toEqual([1, 0]);
    expect(await count({ ...CASE, programme: "rent-relief", statuses: ["supplement"] })).toEqual([
      0, 0,
    ]);
  });

  test("are never addressed together with groups", async () => {
    const given = { ...FILE, audience: { groups: true, case: "雏鹰计划" } };
    expect(readBroadcast(given, NOON)).toMatchObject({
      ok: false,
      mistakes: [expect.stringContaining("audience.case")],
    });
    const mixed = wishFor([CASE, { kind: "groups" }]);
    await expect(
      at.store.inTransaction((transaction) => createBroadcast(transaction, author, mixed)),
    ).rejects.toThrow("must not reach groups");
  });

  test.each([
    ["operator", true],
    ["specialist", false],
    ["viewer", false],
  ] as const)("are announced to by the role %s: %s", async (role, may) => {
    await applicants();
    const somebody = await staff("77", role);
    const id = await at.store.inTransaction((transaction) =>
      createBroadcast(transaction, somebody, wishFor([CASE])),
    );
    expect(id !== undefined).toBe(may);
  });

  test("who got an announcement are applicants still in the next one", async () => {
    await applicants();
    await at.store.inTransaction(async (transaction) => {
      const first = (await createBroadcast(transaction, author, wishFor([CASE]))) ?? "";
      const next = { kind: "received", broadcast: first } as const;
      expect(await isForApplicants(transaction, [next])).toBe(true);
      expect(await isForApplicants(transaction, [{ kind: "everyone" }])).toBe(false);
    });
  });

  test("hear nothing once the role of whoever wrote it was taken away", async () => {
    await applicants();
    const id = await at.store.inTransaction((transaction) =>
      createBroadcast(transaction, author, wishFor([CASE])),
    );
    await at.store.staff.setPosition(author, { role: "viewer", desks: [] });
    const parts = { now: NOON, rateOf: () => 30 };
    const wish = { id: id ?? "", by: author };
    const result = await at.store.inTransaction((transaction) =>
      actOnBroadcast(transaction, "submit", wish, parts),
    );
    expect(result).toMatchObject({ kind: "not_allowed" });
  });
});

const FILE = { topic: "policy", title: CONTENT.title, body: CONTENT.body };

describe("what a file names", () => {
  const resolved = async (more: object) => {
    const read = readBroadcast({ ...FILE, ...more }, NOON);
    if (!read.ok) throw new Error(read.mistakes.join());
    return at.store.inTransaction((transaction) =>
      resolveBroadcast(transaction, read.broadcast, {
        programmes: book,
        personOf: ({ platform, team, account }) =>
          personNamed(transaction, platform, team, account),
      }),
    );
  };

  test("is found by code, name and account", async () => {
    await writeDownEvents(at.store);
    const lin = await creator("1");
    const audience = {
      event: [{ code: "ev-01", seats: ["seated", "waiting"] }, "EV-02"],
      case: { programme: "雏鹰", status: "材料需补正" },
      people: ["telegram:1"],
    };
    const found = await resolved({ audience, buttons: ["read", { signup: "ev-01" }] });
    expect(found.ok && found.wish.audience).toEqual([
      { kind: "event", code: "EV-01", seats: ["seated", "waiting"], session: undefined },
      { kind: "event", code: "EV-02", seats: ["seated"], session: undefined },
      { kind: "case", programme: "fledgling-plan", statuses: ["supplement"] },
      { kind: "people", people: [lin] },
    ]);
  });

  test.each<[Unknown["what"], string, object]>([
    ["event", "EV-77", { audience: { event: "EV-77" } }],
    ["session", "2020-01-01", { audience: { event: { code: "EV-01", session: "2020-01-01" } } }],
    ["programme", "没有的", { audience: { case: "没有的" } }],
    ["status", "没有的", { audience: { case: { programme: "雏鹰", status: "没有的" } } }],
    ["account", "telegram:404", { audience: { people: "telegram:404" } }],
    ["account", "web:nobody", { audience: "all", required: ["web:nobody"] }],
    ["announcement", "nothing", { audience: { received: "nothing" } }],
    ["event", "EV-88", { audience: "all", buttons: [{ signup: "EV-88" }] }],
  ])("but is not there is named: %s %s", async (what, name, more) => {
    await writeDownEvents(at.store);
    expect(await resolved(more)).toEqual({ ok: false, unknown: [{ what, name }] });
  });
});

describe("words that no message holds", () => {
  const emoji = "👩‍💻".repeat(800);
  const parts = { now: NOON, rateOf: () => 30 };
  const act = (kind: "edit" | "recall", id: string, content: object) =>
    at.store.inTransaction((transaction) =>
      actOnBroadcast(transaction, kind, { id, by: author, content }, parts),
    );

  test("are refused with their length, as platforms count, before anything is changed", async () => {
    await creator("1");
    const id = await at.store.inTransaction(async (transaction) => {
      const wish = wishFor([{ kind: "everyone" }]);
      return (await createBroadcast(transaction, author, wish)) ?? "";
    });
    await at.sql`update broadcasts set state = 'done' where id = ${id}`;
    expect(await act("edit", id, { body: { zh: emoji, en: "x" } })).toEqual({
      ...{
        kind: "too_long",
        most: MOST_CHARACTERS,
        length: emoji.length + 1 + "通知Notice".length,
      },
    });
    const note = { zh: "长".repeat(1_001), en: "x" };
    expect(await act("recall", id, { correction: note })).toEqual({
      ...{ kind: "too_long", most: 1_000, length: 1_001 },
    });
    expect(await at.store.broadcasts.find(id)).toMatchObject({ state: "done" });
  });
});
