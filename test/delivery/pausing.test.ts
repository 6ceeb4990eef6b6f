import { expect, test } from "vitest";
import { rates, SOON, useAnnouncing } from "./announcing-stage.ts";
import { handClock } from "./hand-clock.ts";

const stage = useAnnouncing();
const { at, start, copies, people, announced, act, look } = stage;

/** Calls that get no answer until they are released. */
function holding() {
  let release: () => void = () => undefined;
  const held = new Promise<undefined>((resolve) => {
    release = () => resolve(undefined);
  });
  return { held, release };
}

test("paused, only what is under way still arrives; resumed, the rest does; every look adds up", async () => {
  const known = await people(60);
  const clock = handClock();
  const { sender } = await start({ rates: rates(40), clock });
  const id = await announced([{ kind: "people", people: known }], { override: "测试原因" });
  const second = await at.store.people.ensureAccount(stage.installation, "901");
  await at.store.staff.setPosition(second, { role: "operator", desks: [] });
  await act("submit", id);
  await act("approve", id, { by: second });
  stage.feed.start();
  const moving = async <Result>(ms: number, seen: () => Promise<Result>) => {
    await clock.move(ms);
    return seen();
  };
  const sent = async () => (await look(id)).sent;
  const underWay = async () => {
    const rows = await at.sql`select from deliveries
      where installation = ${stage.installation} and state = 'sending'`;
    return rows.length;
  };
  await expect.poll(() => moving(30, sent), SOON).toBeGreaterThan(5);
  // Time stands still, so that the rest of them arrives and nothing else leaves.
  await expect.poll(underWay, SOON).toBe(0);
  const { held, release } = holding();
  stage.adapter.decide = () => held;
  const [before, from] = [copies().length, clock.now()];
  await expect.poll(() => moving(5, underWay), SOON).toBeGreaterThan(0);
  expect(await act("pause", id)).toMatchObject({ state: "paused" });
  const leaving = await underWay();
  expect(leaving).toBeLessThanOrEqual(Math.ceil((clock.now() - from) / 25) + 1);
  expect((await look(id)).queued).toBe(60 - before);
  release();
  await expect.poll(() => moving(1_000, underWay), SOON).toBe(0);
  expect(await stage.feed.feed()).toBe(0);
  await sender.drain();
  await clock.move(60_000);
  expect(copies().length).toBe(before + leaving);
  const atRest = await look(id);
  expect([atRest.sent, atRest.queued]).toEqual([before + leaving, 60 - before - leaving]);
  expect(await act("resume", id)).toMatchObject({ state: "sending" });
  const state = async () => (await look(id)).broadcast.state;
  await expect.poll(() => moving(100, state), SOON).toBe("done");
  const chats = copies().map(({ space }) => space.platformId);
  expect([chats.length, new Set(chats).size]).toEqual([60, 60]);
});
