import { afterEach, beforeEach, expect, test } from "vitest";
import { createBroadcastFeed } from "../../src/delivery/broadcasts.ts";
import { estimate } from "../../src/domain/broadcasts/estimate.ts";
import { statusOf } from "../../src/domain/broadcasts/status.ts";
import { actOnBroadcast, createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { newId } from "../../src/store/new-id.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";
import { type SendingProcess, startSending } from "./process.ts";
import { type StrictAdapter, strictAdapter } from "./strict-adapter.ts";

const at = useStore();
const SOON = { timeout: 20_000, interval: 20 };
const DAY = Date.UTC(2026, 10, 27, 6);
const PARTS = { now: DAY, rateOf: () => 30 };
const GONE = "-100";

let installation: string;
let adapter: StrictAdapter;
let author: string;
let lin: string;
let sending: SendingProcess;

beforeEach(async () => {
  installation = await at.store.installations.ensure("telegram", newId());
  adapter = strictAdapter(installation, "telegram");
  author = await at.store.people.ensureAccount(installation, "900");
  await at.store.staff.setPosition(author, { role: "admin", desks: [] });
  lin = (await take(at.store, said({ installation, by: "lin" }))).loaded.lane;
  await take(at.store, said({ installation, by: "lin", in: GONE }));
  await take(at.store, said({ installation, by: "lin", in: "-200" }));
  await at.sql`update spaces set tags = '{AI}' where installation = ${installation}
    and kind <> 'direct'`;
  await at.sql`update spaces set tags = '{}' where installation <> ${installation}`;
  sending = await startSending(at.store, [adapter]);
  // The answers to what was said go out before anything is lost.
  await sending.sender.drain();
});
afterEach(() => sending.stop());

const audience = () => [
  { kind: "groups" as const, tag: "AI" },
  { kind: "people" as const, people: [lin] },
];

const counted = () =>
  at.store.inTransaction((tx) =>
    estimate(tx, { audience: audience(), topic: "events", playground: false }, PARTS.rateOf),
  );

const feed = createBroadcastFeed({
  store: {
    get broadcasts() {
      return at.store.broadcasts;
    },
    inTransaction: (work) => at.store.inTransaction(work),
    onBroadcastMoved: (listener) => at.store.onBroadcastMoved(listener),
  },
  now: async () => DAY,
  onCopies: () => undefined,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
});

async function look(id: string) {
  await feed.feed();
  const status = await at.store.inTransaction((tx) => statusOf(tx, id, DAY));
  if (!status) throw new Error("There is no such announcement");
  return status;
}

const isDone = (id: string) =>
  expect.poll(async () => (await look(id)).broadcast.state, SOON).toBe("done");

/** Sends an announcement to the end; gives its id. */
async function announces(): Promise<string> {
  const id = await at.store.inTransaction((tx) =>
    createBroadcast(tx, author, {
      ...{ playground: false, topic: "events", audience: audience(), buttons: [], required: [] },
      content: { title: { zh: "余位", en: "Seats" }, body: { zh: "还有三席。", en: "Three." } },
    }),
  );
  const wish = { id: id ?? "none", by: author };
  await at.store.inTransaction((tx) => actOnBroadcast(tx, "submit", wish, PARTS));
  await isDone(wish.id);
  return wish.id;
}

const callsTo = (calls: readonly string[], chat: string) =>
  calls.filter((each) => each === chat).length;

/** Refuses to deliver to these chats, and notes every call. */
function losing(...chats: readonly string[]): readonly string[] {
  const calls: string[] = [];
  adapter.decide = ({ space }) => {
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
    ({ installation: its, platformId }) => its === installation && platformId === GONE,
  );
  expect(gone?.unreachableSince).toEqual(expect.any(Number));
});

test("whatever arrives from there brings it back, and that the bot was removed takes it away", async () => {
  losing(GONE, "direct:lin");
  await announces();
  losing();
  await take(at.store, said({ installation, by: "mei", in: GONE }));
  expect(await counted()).toMatchObject({ people: 0, groups: 2, unreachable: 1 });
  await take(at.store, said({ installation, by: "lin" }));
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
  await take(at.store, said({ installation, by: "mei", in: GONE, body: { kind: "leave" } }));
  expect(await counted()).toMatchObject({ people: 1, groups: 1, unreachable: 1 });
  await take(at.store, said({ installation, by: "mei", in: GONE, body: { kind: "join" } }));
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
});

test("so does a message that is delivered after all", async () => {
  losing(GONE, "direct:lin");
  const id = await announces();
  losing();
  const wish = { id, by: author };
  await at.store.inTransaction((tx) => actOnBroadcast(tx, "retry", wish, PARTS));
  await isDone(id);
  expect(await look(id)).toMatchObject({ sent: 3, failed: 0 });
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
});

test("only the chat is remembered: a refused message leaves it within reach", async () => {
  adapter.decide = () => ({ kind: "refused", reason: "status 400" });
  expect(await look(await announces())).toMatchObject({ sent: 0, failed: 3 });
  expect(await counted()).toMatchObject({ people: 1, groups: 2, unreachable: 0 });
});
