import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PROCESS_CLOCK } from "../../src/delivery/pacing/gate.ts";
import { createSender, type Sender } from "../../src/delivery/sending/sender.ts";
import { straightOf } from "../../src/delivery/sending/straight.ts";
import { newId } from "../../src/store/new-id.ts";
import type { ClaimedMessage } from "../../src/store/outbound/claim.ts";
import type { Store } from "../../src/store/store.ts";
import { useStore } from "../store/support/store.ts";
import { commitOf, draft, said } from "../store/support/turns.ts";
import { type StrictAdapter, strictAdapter } from "./strict-adapter.ts";

const at = useStore();
let installation: string;
let adapter: StrictAdapter;
let senders: Sender[];
let calls: number;
let answer: () => void;

/** The platform answers no call before it is told to. */
beforeEach(async () => {
  installation = await at.store.installations.ensure("telegram", newId());
  adapter = strictAdapter(installation, "telegram");
  senders = [];
  calls = 0;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  adapter.decide = async () => {
    calls += 1;
    await answered;
    return undefined;
  };
});
afterEach(async () => {
  answer();
  await Promise.all(senders.map((sender) => sender.stop()));
});

/** A process that takes itself for the token's owner, as two may at the moment one takes over from the other. */
function ownerOn(store: Store): Sender {
  const sender = createSender({
    outbound: store.outbound,
    adapters: [adapter],
    owned: () => [installation],
    moveSpace: store.spaces.move,
    setReachable: store.spaces.setReachable,
    setAccountReachable: store.people.setReachable,
    rates: new Map(),
    clock: PROCESS_CLOCK,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    checkpoint: () => undefined,
    onSent: () => undefined,
  });
  senders.push(sender);
  return sender;
}

/** Commits a turn that says a text in a direct chat; the messages whose lease was granted. */
async function say(by: string, text: string, inFlightIn: Sender["inFlightIn"] = () => []) {
  const event = said({ installation, by });
  const loaded = await at.store.turns.load(event);
  const spoken = draft({ kind: "space", at: { space: loaded.space.id } }, { kind: "say", text });
  const fresh: ClaimedMessage[] = [];
  const straight = { owns: () => true, inFlightIn };
  const cause = { kind: "event", event } as const;
  const outbound = straightOf(straight, loaded, cause, [spoken], (one) => fresh.push(one));
  await at.store.turns.commit([commitOf(loaded, event, { outbound })]);
  return { fresh, id: spoken.id };
}

const texts = () => adapter.arrived.map(({ intent }) => intent.text);

/** One process sends straight from its commit while the other looks for what is due; what arrived. */
async function bothSend(meanwhile: (id: string) => Promise<unknown>) {
  const [one, two] = [ownerOn(at.store), ownerOn(await at.another())];
  const { fresh, id } = await say(newId(), "你好");
  expect(fresh).toHaveLength(1);
  await meanwhile(id);
  one.sendFresh(fresh);
  let found = false;
  const looked = two.drain().finally(() => {
    found = true;
  });
  await expect.poll(() => found || calls === 2, { timeout: 20_000 }).toBe(true);
  answer();
  await Promise.all([looked, one.drain()]);
  return texts();
}

test("what goes out straight from its commit is nobody else's to send", async () => {
  expect(await bothSend(async () => undefined)).toEqual(["你好"]);
});

test("without its lease both processes send it", async () => {
  const unleased = (id: string) =>
    at.sql`update deliveries set due_at = now() where outbound = ${id}`;
  expect(await bothSend(unleased)).toEqual(["你好", "你好"]);
});

test("no lease is granted while something waits in the chat that the process is not sending itself", async () => {
  const by = newId();
  const first = await say(by, "一");
  expect(first.fresh).toHaveLength(1);
  expect((await say(by, "二")).fresh).toEqual([]);
  expect((await say(by, "三", () => [first.id])).fresh).toEqual([]);
  const another = newId();
  const sending = await say(another, "一");
  expect((await say(another, "二", () => [sending.id])).fresh).toHaveLength(1);
});

/** The first message is told to wait while the second is committed behind it; the order in which they arrive. */
async function putOffMeanwhile(remembers: boolean) {
  const sender = ownerOn(at.store);
  const by = newId();
  const decide = adapter.decide;
  let refusals = 1;
  adapter.decide = async (message) => {
    await decide(message);
    return refusals-- > 0 ? { kind: "later", afterMs: 1_500, scope: "message" } : undefined;
  };
  const first = await say(by, "一");
  sender.sendFresh(first.fresh);
  await expect.poll(() => calls).toBe(1);
  const second = await say(by, "二", sender.inFlightIn);
  expect(second.fresh).toMatchObject([{ fresh: { after: [first.id] } }]);
  answer();
  await expect.poll(() => sender.inFlightIn(first.fresh[0]?.chat ?? "")).toEqual([]);
  sender.sendFresh(
    remembers ? second.fresh : second.fresh.map((one) => ({ ...one, fresh: { after: [] } })),
  );
  await expect.poll(() => texts().length, { timeout: 20_000 }).toBe(2);
  await delay(50);
  return texts();
}

test("what was put off while the next was committed goes first all the same", async () => {
  expect(await putOffMeanwhile(true)).toEqual(["一", "二"]);
});

test("a message that does not know what it stands behind overtakes it", async () => {
  expect(await putOffMeanwhile(false)).toEqual(["二", "一"]);
});
