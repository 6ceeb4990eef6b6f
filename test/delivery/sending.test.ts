import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Checkpoint, Crash } from "../../src/delivery/ports.ts";
import type { Intent } from "../../src/engine/intent.ts";
import { newId } from "../../src/store/new-id.ts";
import type { Store } from "../../src/store/store.ts";
import type { OutboundDraft } from "../../src/store/turns/turn-commit.ts";
import { useStore } from "../store/support/store.ts";
import { commitOf, draft, said } from "../store/support/turns.ts";
import { type ProcessOptions, type SendingProcess, startSending } from "./process.ts";
import { type StrictAdapter, strictAdapter } from "./strict-adapter.ts";

const at = useStore();
const SOON = { timeout: 20_000, interval: 20 };

let installation: string;
let adapter: StrictAdapter;
let running: SendingProcess[];

beforeEach(async () => {
  installation = await at.store.installations.ensure("telegram", newId());
  adapter = strictAdapter(installation);
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
});

async function start(options: ProcessOptions = {}, store: Store = at.store) {
  const process = await startSending(store, [adapter], options);
  running.push(process);
  return process;
}

/** Commits a turn of somebody in a chat that says these texts. */
async function say(
  chat: string,
  texts: readonly string[],
  more: Partial<OutboundDraft> = {},
  store: Store = at.store,
) {
  const event = said({ installation, in: chat, by: `in-${chat}` });
  const loaded = await store.turns.load(event);
  const outbound = texts.map((text) => {
    const intent: Intent = { kind: "say", text };
    return draft({ kind: "space", at: { space: loaded.space.id } }, intent, more);
  });
  await store.turns.commit([commitOf(loaded, event, { outbound })]);
  return outbound.map(({ id }) => id);
}

/** A store that notes which messages were claimed. */
function notingClaims(claimed: string[]): Store {
  return {
    ...at.store,
    outbound: {
      ...at.store.outbound,
      async claim(request) {
        const messages = await at.store.outbound.claim(request);
        claimed.push(...messages.map(({ id }) => id));
        return messages;
      },
    },
  };
}

const textsIn = (chat: string) =>
  adapter.arrived.filter(({ space }) => space.platformId === chat).map(({ intent }) => intent.text);

async function states(ids: readonly string[]): Promise<readonly string[]> {
  const rows = await at.sql<{ outbound: string; state: string }[]>`
    select outbound, state from deliveries where outbound in ${at.sql([...ids])}`;
  return ids.map((id) => rows.find(({ outbound }) => outbound === id)?.state ?? "gone");
}

describe("sending", () => {
  test("keeps each chat's order while chats go side by side", async () => {
    adapter.decide = async () => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      return undefined;
    };
    const numbers = Array.from({ length: 30 }, (_, index) => String(index));
    await Promise.all(["a", "b", "c"].map((chat) => say(chat, numbers)));
    await (await start()).sender.drain();
    for (const chat of ["a", "b", "c"]) expect(textsIn(chat)).toEqual(numbers);
  });

  test("what is asked to wait holds back its chat only, and goes when its time is over", async () => {
    let refusals = 1;
    adapter.decide = ({ space }) =>
      space.platformId === "slow" && refusals-- > 0
        ? { kind: "later", afterMs: 1_500, scope: "chat" }
        : undefined;
    await say("slow", ["1", "2"]);
    await say("other", ["x"]);
    const { sender } = await start();
    await sender.drain();
    expect(textsIn("other")).toEqual(["x"]);
    expect(textsIn("slow")).toEqual([]);
    await vi.waitFor(() => expect(textsIn("slow")).toEqual(["1", "2"]), SOON);
  });

  test("a group that was upgraded is renamed, and its message sent there", async () => {
    adapter.decide = ({ space }) =>
      space.platformId === "old" ? { kind: "moved", toPlatformId: "new" } : undefined;
    const ids = await say("old", ["hello"]);
    await (await start()).sender.drain();
    await vi.waitFor(() => expect(textsIn("new")).toEqual(["hello"]), SOON);
    await vi.waitFor(async () => expect(await states(ids)).toEqual(["sent"]), SOON);
  });

  test("an announcement that waits in a chat lets a reply to it pass", async () => {
    let release: () => void = () => undefined;
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isUnderWay = false;
    adapter.decide = async ({ intent }) => {
      if (intent.text !== "first") return undefined;
      isUnderWay = true;
      await blocked;
      return undefined;
    };
    await say("chat", ["first", "second"], { purpose: "broadcast" });
    const claimed: string[] = [];
    const { sender } = await start({}, notingClaims(claimed));
    sender.wake();
    await vi.waitFor(() => expect(isUnderWay).toBe(true), SOON);
    const [reply] = await say("chat", ["reply"]);
    sender.wake();
    await vi.waitFor(() => expect(claimed).toContain(reply), SOON);
    release();
    await sender.drain();
    expect(textsIn("chat")).toEqual(["first", "reply", "second"]);
  });

  test("what was cancelled after it was claimed is not sent", async () => {
    const ids = await say("chat", ["1"], { purpose: "broadcast" });
    const store: Store = {
      ...at.store,
      outbound: {
        ...at.store.outbound,
        async claim(request) {
          const claimed = await at.store.outbound.claim(request);
          await at.store.outbound.cancel(ids);
          return claimed;
        },
      },
    };
    await (await start({}, store)).sender.drain();
    expect(adapter.arrived).toEqual([]);
    expect(await states(ids)).toEqual(["cancelled"]);
  });

  test("an adapter that throws costs its message a try, not the others", async () => {
    adapter.decide = ({ intent }) => {
      if (intent.text === "bad") throw new Error("a bug");
      return undefined;
    };
    const ids = await say("a", ["bad"]);
    const news = await say("b", ["bad"], { purpose: "broadcast" });
    await say("c", ["good"]);
    await (await start()).sender.drain();
    expect(textsIn("c")).toEqual(["good"]);
    expect(await states([...ids, ...news])).toEqual(["later", "uncertain"]);
  });
});

describe("a crash", () => {
  const crashAt = (point: Checkpoint): ProcessOptions => ({
    checkpoint: (reached) => {
      if (reached === point) throw new Crash("the process is gone");
    },
  });

  async function crashed(point: Checkpoint) {
    const process = await start(crashAt(point));
    await process.sender.drain();
    await process.stop();
    running = [];
  }

  test("before the call loses nothing", async () => {
    const ids = await say("chat", ["1"]);
    await crashed("beforeSend");
    await (await start()).sender.drain();
    expect(textsIn("chat")).toEqual(["1"]);
    expect(await states(ids)).toEqual(["sent"]);
  });

  test("after the call repeats a reply once", async () => {
    const ids = await say("chat", ["1"]);
    await crashed("afterSend");
    await (await start()).sender.drain();
    expect(textsIn("chat")).toEqual(["1", "1"]);
    expect(await states(ids)).toEqual(["sent"]);
  });

  test("after the call leaves an announcement uncertain, and never repeats it", async () => {
    const ids = await say("chat", ["1"], { purpose: "broadcast" });
    await crashed("afterSend");
    await (await start()).sender.drain();
    expect(textsIn("chat")).toEqual(["1"]);
    expect(await states(ids)).toEqual(["uncertain"]);
  });
});

describe("several processes", () => {
  test("one sends with a token, and hears of what the others commit", async () => {
    const other = await at.another();
    const [first, second] = [await start(), await start({}, other)];
    expect([first.owned().length, second.owned().length]).toEqual([1, 0]);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        say(`chat${index}`, ["x"], { announce: true }, index % 2 === 0 ? at.store : other),
      ),
    );
    await vi.waitFor(() => expect(adapter.arrived).toHaveLength(20), SOON);
    second.sender.wake();
    await second.sender.drain();
    expect(adapter.arrived).toHaveLength(20);
  });

  test("when the owner stops, another takes the token and what is left", async () => {
    const [first, second] = [await start(), await start({}, await at.another())];
    await first.stop();
    running = [second];
    await vi.waitFor(() => expect(second.owned()).toEqual([installation]), SOON);
    await say("chat", ["x"]);
    second.sender.wake();
    await second.sender.drain();
    expect(textsIn("chat")).toEqual(["x"]);
  });

  test("an owner whose connection breaks stops sending at once", async () => {
    const [first, second] = [await start(), await start({}, await at.another())];
    await vi.waitFor(async () => {
      const waiting = await at.sql`
        select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())`;
      expect(waiting).toHaveLength(1);
    }, SOON);
    await at.sql`
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())`;
    await vi.waitFor(() => expect(second.owned()).toEqual([installation]), SOON);
    expect(first.owned()).toEqual([]);
    await say("chat", ["x"]);
    await first.sender.drain();
    expect(adapter.arrived).toEqual([]);
    await second.sender.drain();
    expect(textsIn("chat")).toEqual(["x"]);
  });
});
