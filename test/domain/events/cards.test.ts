import { expect, test } from "vitest";
import { postCard, refreshCards } from "../../../src/domain/events/live-cards.ts";
import { eventOf, openWorld } from "./support.ts";

const world = openWorld();
const refresh = () => world.run((transaction) => refreshCards(transaction, 10));

/** Everything said so far has arrived. */
const arrives = () => world.sql("update deliveries set state = 'sent' where state = 'queued'");

/** A group with the card of an event, and one sign-up after another; how many edits the group got. */
async function editsOf(code: string, between: () => Promise<unknown>): Promise<number> {
  await world.add(eventOf(code, { capacity: 40 }));
  const space = `space-${code}`;
  await world.sql(`insert into spaces (id, installation, platform_id, kind)
    values ('${space}', '${world.installation}', '${space}', 'group')`);
  await world.run((transaction) => postCard(transaction, { space }, code));
  let edits = 0;
  for (let each = 0; each < 25; each += 1) {
    await arrives();
    await world.signUp(await world.person(`${code}-${each}`), code);
    await between();
    edits += await refresh();
  }
  return edits;
}

test("a group's card rests between two edits, and the next one shows all that changed meanwhile", async () => {
  const begun = performance.now();
  const edits = await editsOf("PACE-1", async () => undefined);
  expect(edits).toBeLessThanOrEqual(1 + (performance.now() - begun) / 3_000);
  await arrives();
  await world.sql("update event_cards set shown_at = now() - interval '4 seconds'");
  expect(await refresh()).toBe(1);
  await arrives();
  await world.sql("update event_cards set shown_at = now() - interval '4 seconds'");
  expect(await refresh()).toBe(0);
  const [last] = await world.sql(`select masked from outbound
    join deliveries on outbound = id order by position desc limit 1`);
  expect(last?.["masked"]).toContain("25/40");
});

test("without that rest the same sign-ups would be an edit each", async () => {
  const edits = await editsOf("PACE-2", () =>
    world.sql("update event_cards set shown_at = now() - interval '4 seconds'"),
  );
  expect(edits).toBeGreaterThan(20);
});
