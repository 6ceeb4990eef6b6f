import { beforeAll, expect, test } from "vitest";
import type { Event } from "../../src/engine/event.ts";
import { useStore } from "./support/store.ts";
import { commitOf, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("web", "playground");
});

/** The order one writes without thinking: dedupe first, then the compare-and-set, all in one statement. */
async function naiveCommit(event: Event, lane: string, revision: number): Promise<string> {
  const rows = await at.sql<{ taken: number; moved: number }[]>`
    with taken as (
      insert into inbound (installation, delivery_key, outcome)
      values (${event.installation}, ${event.deliveryKey}, 'applied')
      on conflict do nothing returning delivery_key
    ), moved as (
      update lanes set revision = ${revision}
      where id = ${lane} and revision = ${revision - 1} and exists (select from taken)
      returning id
    )
    select (select count(*) from taken)::int as taken, (select count(*) from moved)::int as moved`;
  const [row] = rows;
  if (row?.taken === 0) return "duplicate";
  return row?.moved === 1 ? "committed" : "stale";
}

test("dedupe before compare-and-set loses a stale turn's message; ours does not", async () => {
  await take(at.store, said({ installation }));
  const naive = said({ installation });
  const { lane, revision } = await at.store.turns.load(naive);
  const ours = said({ installation });
  const oursLoaded = await at.store.turns.load(ours);
  await take(at.store, said({ installation }));

  expect(await naiveCommit(naive, lane, revision)).toBe("stale");
  expect(await naiveCommit(naive, lane, revision + 1)).toBe("duplicate");

  expect(await at.store.turns.commit([commitOf(oursLoaded, ours)])).toEqual(["stale"]);
  expect((await take(at.store, ours)).result).toBe("committed");
});
