import { afterEach, beforeEach, expect } from "vitest";
import { type BroadcastFeed, createBroadcastFeed } from "../../src/delivery/broadcasts.ts";
import type { BroadcastAct } from "../../src/domain/broadcasts/machine.ts";
import { statusOf } from "../../src/domain/broadcasts/status.ts";
import {
  actOnBroadcast,
  createBroadcast,
  type NewBroadcast,
  type Wish,
} from "../../src/domain/broadcasts/work.ts";
import { newId } from "../../src/store/new-id.ts";
import { useStore } from "../store/support/store.ts";
import { said, take } from "../store/support/turns.ts";
import { type ProcessOptions, type SendingProcess, startSending } from "./process.ts";
import { type StrictAdapter, strictAdapter } from "./strict-adapter.ts";

/** How long a test waits for something. */
export const SOON = { timeout: 20_000, interval: 20 };
/** Rates of a token on Telegram that sends so many a second. */
export const rates = (perSecond: number) =>
  new Map([
    ["telegram", { count: perSecond, perMs: 1_000 }],
    ["telegram.chat", { count: 100, perMs: 1_000 }],
    ["telegram.group", { count: 100, perMs: 1_000 }],
  ]);
/** Two in the afternoon in Shanghai. */
export const DAY = Date.UTC(2026, 10, 27, 6);
const PARTS = { now: DAY, rateOf: () => 30 };

const CONTENT = {
  title: { zh: "余位提醒", en: "Seats left" },
  body: { zh: "本周四晚七点，还有三席。", en: "Three seats left for Thursday at seven." },
};

/** What nobody may come upon in a test. */
export function failed(fields: object, message: string): void {
  throw new Error(message, { cause: fields });
}

/** People, their announcements and the processes that send them, on a store of one file's tests. */
export function useAnnouncing() {
  const at = useStore();
  let installation: string;
  let adapter: StrictAdapter;
  let author: string;
  let feed: BroadcastFeed;
  let running: SendingProcess[];

  beforeEach(async () => {
    installation = await at.store.installations.ensure("telegram", newId());
    adapter = strictAdapter(installation, "telegram");
    author = await at.store.people.ensureAccount(installation, "900");
    await at.store.staff.setPosition(author, { role: "admin", desks: [] });
    running = [];
    feed = createBroadcastFeed({
      store: at.store,
      now: async () => DAY,
      onCopies: () => undefined,
      log: { info: () => undefined, warn: failed, error: failed },
    });
  });
  afterEach(async () => {
    await feed.stop();
    await Promise.all(running.map((each) => each.stop()));
  });

  async function start(options: ProcessOptions = {}) {
    const process = await startSending(at.store, [adapter], { rates: rates(1_000), ...options });
    running.push(process);
    return process;
  }

  /** The announcements among what arrived; the others are answers. */
  const copies = () => adapter.arrived.filter(({ intent }) => intent.title !== undefined);

  /** People who have written to the bot. */
  async function people(count: number): Promise<readonly string[]> {
    const made: string[] = [];
    for (let index = 1; index <= count; index++) {
      const { loaded } = await take(at.store, said({ installation, by: String(index) }));
      made.push(loaded.lane);
    }
    return made;
  }

  async function announced(
    audience: NewBroadcast["audience"],
    more: Partial<NewBroadcast> = {},
  ): Promise<string> {
    const id = await at.store.inTransaction((tx) =>
      createBroadcast(tx, author, {
        playground: false,
        topic: "events",
        audience,
        buttons: [],
        required: [],
        content: CONTENT,
        ...more,
      }),
    );
    return id ?? "none";
  }

  const act = (what: BroadcastAct, id: string, more: Partial<Wish> = {}) =>
    at.store.inTransaction((tx) => actOnBroadcast(tx, what, { id, by: author, ...more }, PARTS));

  async function look(id: string) {
    const status = await at.store.inTransaction((tx) => statusOf(tx, id, Date.now()));
    if (!status) throw new Error("There is no such announcement");
    const { audience, sent, failed: lost, skipped, uncertain, queued } = status;
    expect(sent + lost + skipped + uncertain + queued).toBe(audience);
    return status;
  }

  /** Feeds and sends until the announcement is in that state. */
  async function until(id: string, state: string): Promise<void> {
    feed.start();
    await expect.poll(async () => (await look(id)).broadcast.state, SOON).toBe(state);
  }

  return {
    ...{ at, start, copies, people, announced, act, look, until },
    get installation() {
      return installation;
    },
    get adapter() {
      return adapter;
    },
    get feed() {
      return feed;
    },
    get author() {
      return author;
    },
  };
}
