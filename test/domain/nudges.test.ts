import { beforeEach, expect, test } from "vitest";
import { nudgeMissing } from "../../src/domain/broadcasts/nudge.ts";
import { confirmRead } from "../../src/domain/broadcasts/responses.ts";
import { createBroadcast, type NewBroadcast } from "../../src/domain/broadcasts/work.ts";
import { chooseTopic } from "../../src/store/broadcasts/topics.ts";
import { newId } from "../../src/store/new-id.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";

const at = useStore();
const DAY = Date.UTC(2026, 10, 27, 6);
const NIGHT = Date.UTC(2026, 10, 27, 15);

let author: string;
let lin: string;
let mei: string;
let installation: string;

beforeEach(async () => {
  installation = await at.store.installations.ensure("telegram", newId());
  author = await at.store.people.ensureAccount(installation, "900");
  await at.store.staff.setPosition(author, { role: "operator", desks: [] });
  lin = (await take(at.store, said({ installation, by: "lin" }))).loaded.lane;
  mei = (await take(at.store, said({ installation, by: "mei" }))).loaded.lane;
});

/** An announcement that is out, for lin and mei to confirm. */
async function posted(more: Partial<NewBroadcast> = {}, state = "done"): Promise<string> {
  const id = await at.store.inTransaction((tx) =>
    createBroadcast(tx, author, {
      ...{ playground: false, topic: "service", required: [lin, mei], buttons: [{ kind: "read" }] },
      audience: [{ kind: "people", people: [lin, mei] }],
      content: { title: { zh: "改地点", en: "Moved" }, body: { zh: "去二楼。", en: "Upstairs." } },
      ...more,
    }),
  );
  await at.sql`update broadcasts set state = ${state} where id = ${id ?? ""}`;
  return id ?? "none";
}

const nudge = (id: string, now = DAY, by = author) =>
  at.store.inTransaction((tx) => nudgeMissing(tx, id, by, { now }));

/** Who was sent a reminder, the oldest first. */
async function reminded(id: string): Promise<readonly string[]> {
  const rows = await at.sql<{ person: string }[]>`
    select to_person as person from outbound where starts_with(cause, ${`broadcast-nudge:${id}:`})
    order by created_at, to_person`;
  return rows.map(({ person }) => person);
}

const NOBODY = { reminded: 0, recently: 0, muted: 0, unreachable: 0 };

test("each is reminded once in 24 hours, until they confirm", async () => {
  const id = await posted();
  expect(await nudge(id)).toEqual({ kind: "nudged", ...NOBODY, reminded: 2 });
  expect(await nudge(id)).toEqual({ kind: "nudged", ...NOBODY, recently: 2 });
  const other = await posted();
  expect(await nudge(other)).toMatchObject({ reminded: 2, recently: 0 });
  const back = (hours: number) => at.sql`
    update outbound set created_at = now() - ${hours} * interval '1 hour'
    where starts_with(cause, ${`broadcast-nudge:${id}:`})`;
  await back(23.9);
  expect(await nudge(id)).toMatchObject({ reminded: 0, recently: 2 });
  await back(24.1);
  await at.store.inTransaction((tx) => confirmRead(tx, lin, id));
  expect(await nudge(id)).toEqual({ kind: "nudged", ...NOBODY, reminded: 1 });
  expect((await reminded(id)).filter((person) => person === lin)).toHaveLength(1);
  await at.store.inTransaction((tx) => confirmRead(tx, mei, id));
  expect(await nudge(id)).toMatchObject({ kind: "not_now" });
});

test("of two who remind at the same moment the second finds everybody reminded", async () => {
  const id = await posted();
  const both = await Promise.all([nudge(id), nudge(id)]);
  expect(both).toContainEqual({ kind: "nudged", ...NOBODY, reminded: 2 });
  expect(both).toContainEqual({ kind: "nudged", ...NOBODY, recently: 2 });
  expect(await reminded(id)).toHaveLength(2);
});

test("quiet hours hold it, unless the announcement had a reason to go out in them", async () => {
  const id = await posted();
  expect(await nudge(id, NIGHT)).toEqual({ kind: "quiet" });
  expect(await reminded(id)).toEqual([]);
  const urgent = await posted({ override: "明早停水" });
  expect(await nudge(urgent, NIGHT)).toMatchObject({ reminded: 2 });
});

test("whoever muted the topic or cannot be reached is left alone, and counted", async () => {
  const id = await posted();
  await at.store.inTransaction((tx) => chooseTopic(tx, lin, "service", "muted"));
  await at.sql`update spaces set unreachable_since = now()
    where id = (select direct_space from accounts where person = ${mei})`;
  expect(await nudge(id)).toEqual({ kind: "nudged", ...NOBODY, muted: 1, unreachable: 1 });
  expect(await reminded(id)).toEqual([]);
  await take(at.store, said({ installation, by: "mei" }));
  expect(await nudge(id)).toMatchObject({ reminded: 1, muted: 1, unreachable: 0 });
});

test("nobody is reminded of what is not out, asks for nothing, or is not theirs to send", async () => {
  for (const state of ["draft", "scheduled", "cancelled", "recalled"]) {
    expect(await nudge(await posted({}, state))).toEqual({ kind: "not_now", state });
  }
  expect(await nudge(await posted({ buttons: [] }))).toMatchObject({ kind: "not_now" });
  expect(await nudge(await posted({ required: [] }))).toMatchObject({ kind: "not_now" });
  expect(await nudge(await posted(), DAY, lin)).toEqual({ kind: "not_allowed" });
  expect(await nudge("nothing")).toEqual({ kind: "not_found" });
});
