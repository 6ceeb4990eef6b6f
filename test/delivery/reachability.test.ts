import { beforeEach, expect, test } from "vitest";
import { estimate } from "../../src/domain/broadcasts/estimate.ts";
import { said, take } from "../store/support/turns.ts";
import { SOON, useAnnouncing } from "./announcing-stage.ts";

const GONE = "-100";
const stage = useAnnouncing();
const { at, start, announced, act, look } = stage;
let lin: string;

beforeEach(async () => {
  const { installation } = stage;
  lin = (await take(at.store, said({ installation, by: "lin" }))).loaded.lane;
  await take(at.store, said({ installation, by: "lin", in: GONE }));
  await take(at.store, said({ installation, by: "lin", in: "-200" }));
  await at.sql`update spaces set tags = '{AI}' where installation = ${installation}
    and kind <> 'direct'`;
  await at.sql`update spaces set tags = '{}' where installation <> ${installation}`;
  const { sender } = await start();
  // The answers to what was said go out before anything is lost.
  await sender.drain();
});

const audience = () => [
  { kind: "groups" as const, tag: "AI" },
  { kind: "people" as const, people: [lin] },
];

const counted = () =>
  at.store.inTransaction((tx) =>
    estimate(tx, { audience: audience(), topic: "events", playground: false }, () => 30),
  );

async function isDone(id: string): Promise<void> {
  const state = async () => {
    await stage.feed.feed();
    return (await look(id)).broadcast.state;
  };
  await expect.poll(state, SOON).toBe("done");
}

/** Sends an announcement to the end; gives its id. */
async function announces(): Promise<string> {
  const id = await announced(audience());
  await act("submit", id);
  await isDone(id);
  return id;
}

const callsTo = (calls: readonly string[], chat: string) =>
  calls.filter((each) => each === chat).length;

/** Refuses to deliver to these chats, and notes every call. */
function losing(...chats: readonly string[]): readonly string[] {
  const calls: string[] = [];
  stage.adapter.decide = ({ space }) => {
    calls.push(space.platformId);
    return chats.includes(space.platformId) ? { kind: "unreachable", reason: "kicked" } : undefined;
  };
  return calls;
}

test("a chat that could not be reached is tried once, then left out with the reason", async () => {
  const calls = losing(GONE, "direct:lin");
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
  expect(await look(await announces())).toMatchObject({ sent: 1, failed: 2, skipped: 0 });
  expect(await counted()).toMatchObject({ people: 0, groups: 1, unreachable: 2 });
  const before = [GONE, "direct:lin"].map((chat) => callsTo(calls, chat));
  const second = await announces();
  expect(await look(second)).toMatchObject({ sent: 1, failed: 0, skipped: 2 });
  expect([GONE, "direct:lin"].map((chat) => callsTo(calls, chat))).toEqual(before);
  const page = await at.store.broadcasts.recipients(second, { after: 0, limit: 9 });
  const left = page.filter(({ state }) => state === "skipped");
  expect(left.map(({ reason, isGroup }) => [reason, isGroup])).toEqual([
    ["unreachable", true],
    ["unreachable", false],
  ]);
  const listed = await at.store.spaces.list();
  const gone = listed.find(
    ({ installation: its, platformId }) => its === stage.installation && platformId === GONE,
  );
  expect(gone?.unreachableSince).toEqual(expect.any(Number));
});

test("whatever arrives from there brings it back, and that the bot was removed takes it away", async () => {
  losing(GONE, "direct:lin");
  await announces();
  losing();
  await take(at.store, said({ installation: stage.installation, by: "mei", in: GONE }));
  expect(await counted()).toMatchObject({ people: 0, groups: 2, unreachable: 1 });
  await take(at.store, said({ installation: stage.installation, by: "lin" }));
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
  await take(
    at.store,
    said({ installation: stage.installation, by: "mei", in: GONE, body: { kind: "leave" } }),
  );
  expect(await counted()).toMatchObject({ people: 1, groups: 1, unreachable: 1 });
  await take(
    at.store,
    said({ installation: stage.installation, by: "mei", in: GONE, body: { kind: "join" } }),
  );
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
});

test("so does a message that is delivered after all", async () => {
  losing(GONE, "direct:lin");
  const id = await announces();
  losing();
  await act("retry", id);
  await isDone(id);
  expect(await look(id)).toMatchObject({ sent: 3, failed: 0 });
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
});

test("only the chat is remembered: a refused message leaves it within reach", async () => {
  stage.adapter.decide = () => ({ kind: "refused", reason: "status 400" });
  expect(await look(await announces())).toMatchObject({ sent: 0, failed: 3 });
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
});
