import { expect, test } from "vitest";
import { givePoster, removePoster } from "../../../src/domain/events/change-poster.ts";
import { postCard, refreshCards } from "../../../src/domain/events/live-cards.ts";
import { OPERATOR } from "../../../src/store/audit.ts";
import { pngPicture } from "../../support/pictures.ts";
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
  // However slow the machine is, the card does not show this one yet.
  await world.signUp(await world.person("PACE-1-last"), "PACE-1");
  await world.sql("update event_cards set shown_at = now() - interval '4 seconds'");
  expect(await refresh()).toBe(1);
  await arrives();
  await world.sql("update event_cards set shown_at = now() - interval '4 seconds'");
  expect(await refresh()).toBe(0);
  const [last] = await world.sql(`select masked from outbound
    join deliveries on outbound = id order by position desc limit 1`);
  expect(last?.["masked"]).toContain("26/40");
});

test("another poster is an edit like any other, and no poster too", async () => {
  await world.add(eventOf("PACE-3"));
  await world.sql(`insert into spaces (id, installation, platform_id, kind)
    values ('space-PACE-3', '${world.installation}', 'space-PACE-3', 'group')`);
  await world.run((transaction) => postCard(transaction, { space: "space-PACE-3" }, "PACE-3"));
  const edits = async () => {
    await arrives();
    await world.sql("update event_cards set shown_at = now() - interval '4 seconds'");
    return refresh();
  };
  expect(await edits()).toBe(0);
  await world.run((transaction) => givePoster(transaction, OPERATOR, "PACE-3", pngPicture()));
  expect([await edits(), await edits()]).toEqual([1, 0]);
  await world.run((transaction) => removePoster(transaction, OPERATOR, "PACE-3"));
  expect([await edits(), await edits()]).toEqual([1, 0]);
});

test("without that rest the same sign-ups would be an edit each", async () => {
  const edits = await editsOf("PACE-2", () =>
    world.sql("update event_cards set shown_at = now() - interval '4 seconds'"),
  );
  expect(edits).toBeGreaterThan(20);
});
