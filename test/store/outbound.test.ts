import { beforeEach, describe, expect, test } from "vitest";
import type { Destination } from "../../src/engine/command.ts";
import { newId } from "../../src/store/new-id.ts";
import type { Settlement } from "../../src/store/outbound/settle.ts";
import { useStore } from "./support/store.ts";
import { commitOf, draft, said, take } from "./support/turns.ts";

const at = useStore();
/** Each test has an installation of its own, and so a queue of its own. */
let installation: string;

beforeEach(async () => {
  installation = await at.store.installations.ensure("telegram", newId());
});

const claim = (more: { except?: string[]; only?: string[]; limit?: number } = {}) =>
  at.store.outbound.claim({ installations: [installation], limit: 100, ...more });
const claimedIds = async (more = {}) => (await claim(more)).map(({ id }) => id);

/** Makes messages due that were put off or claimed. */
const makeDue = () => at.sql`update deliveries set due_at = now()`;

async function say(by: string, count: number, more: Parameters<typeof draft>[2] = {}) {
  const event = said({ installation, by });
  const loaded = await at.store.turns.load(event);
  const to: Destination = { kind: "space", at: { space: loaded.space.id } };
  const outbound = Array.from({ length: count }, () => draft(to, undefined, more));
  await at.store.turns.commit([commitOf(loaded, event, { outbound })]);
  return { ids: outbound.map(({ id }) => id), loaded };
}

describe("claiming", () => {
  test("gives what sending takes", async () => {
    const intent = {
      kind: "choose",
      text: "哪个窗口？",
      options: [{ id: "tax", label: "税务", action: { kind: "link", url: "https://x.test" } }],
    } as const;
    const first = said({ installation, in: "g", by: "lin" });
    const { loaded } = await take(at.store, first, { outbound: [] });
    const to: Destination = {
      kind: "space",
      at: { space: loaded.space.id, thread: "t1" },
      replyTo: "m1",
    };
    const { turn } = await take(at.store, said({ installation, in: "g", by: "lin" }), {
      outbound: [draft(to, intent, { locale: "en" })],
    });
    expect(await claim()).toEqual([
      {
        id: turn.outbound[0]?.id,
        installation,
        chat: loaded.space.id,
        purpose: "reply",
        destination: "space",
        space: { id: loaded.space.id, platformId: "g", kind: "group", unreachable: false },
        account: undefined,
        thread: "t1",
        replyTo: "m1",
        edits: undefined,
        intent,
        locale: "en",
        attempts: 0,
      },
    ]);
  });

  test("finds the account and direct chat of a person who is written to from elsewhere", async () => {
    const { loaded } = await take(at.store, said({ installation, by: "wu" }), { outbound: [] });
    await take(at.store, said({ installation, by: "lin" }), {
      outbound: [draft({ kind: "person", person: loaded.lane })],
    });
    expect(await claim()).toMatchObject([
      {
        chat: loaded.lane,
        destination: "person",
        account: { platformId: "wu" },
        space: { id: loaded.space.id, platformId: "direct:wu", kind: "direct" },
      },
    ]);
  });

  test("leaves the space open until the direct chat of a person is known", async () => {
    const first = said({ installation, by: "wu", in: "g" });
    const { loaded } = await take(at.store, first, { outbound: [] });
    await take(at.store, said({ installation, by: "wu", in: "g" }), {
      outbound: [draft({ kind: "person", person: loaded.lane })],
    });
    const [message] = await claim();
    expect(message).toMatchObject({ space: undefined, account: { platformId: "wu" } });
    const space = await at.store.spaces.rememberDirect(message?.account?.id ?? "", "direct:wu");
    await makeDue();
    expect(await claim({ only: [message?.id ?? ""] })).toMatchObject([
      { space: { id: space, platformId: "direct:wu" } },
    ]);
  });

  test("keeps the order of a chat and gives nothing twice", async () => {
    const first = await say("lin", 3);
    const second = await say("lin", 2);
    expect(await claimedIds()).toEqual([...first.ids, ...second.ids]);
    expect(await claimedIds()).toEqual([]);
    await makeDue();
    expect(await claimedIds()).toHaveLength(5);
  });

  test("by two processes at once gives each message to one of them", async () => {
    const other = await at.another();
    const chats = await Promise.all(["a", "b", "c", "d"].map((by) => say(by, 5)));
    const request = { installations: [installation], limit: 100 };
    const both = await Promise.all([
      at.store.outbound.claim(request),
      other.outbound.claim(request),
    ]);
    const ids = both.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    await makeDue();
    const rest = await claimedIds();
    expect(new Set([...ids, ...rest])).toEqual(new Set(chats.flatMap((chat) => chat.ids)));
  });

  test("of other installations' messages is left to their owners", async () => {
    await say("lin", 1);
    const others = await at.store.installations.ensure("slack", newId());
    const request = { installations: [others], limit: 100 };
    expect(await at.store.outbound.claim(request)).toEqual([]);
  });

  test("puts replies before announcements, and within a chat too", async () => {
    const announced = await say("lin", 1, { purpose: "broadcast" });
    const answered = await say("lin", 1);
    expect(await claimedIds()).toEqual([...answered.ids, ...announced.ids]);
  });

  test("holds back what is behind a message that waits or is being sent", async () => {
    const { ids } = await say("lin", 3);
    const [first = "", second = "", third = ""] = ids;
    expect(await claimedIds({ except: [first] })).toEqual([]);
    expect(await claimedIds({ only: [second] })).toEqual([]);
    await at.store.outbound.settle([{ id: first, kind: "later", afterMs: 60_000 }]);
    expect(await claimedIds()).toEqual([]);
    const elsewhere = await say("wu", 1);
    expect(await claimedIds()).toEqual(elsewhere.ids);
    await at.store.outbound.settle([{ id: first, kind: "refused", reason: "test" }]);
    expect(await claimedIds()).toEqual([second, third]);
  });

  test("of a card names the message to edit", async () => {
    const card = { kind: "card", key: "event EV-01", text: "12 席" } as const;
    const loaded = (await take(at.store, said({ installation, in: "g" }), { outbound: [] })).loaded;
    const to: Destination = { kind: "space", at: { space: loaded.space.id } };
    const first = draft(to, card);
    await take(at.store, said({ installation, in: "g" }), { outbound: [first] });
    expect(await claim()).toMatchObject([{ edits: undefined }]);
    await at.store.outbound.settle([{ id: first.id, kind: "sent", messageId: "77" }]);
    const outbound = [draft(to, card), draft(to, { ...card, key: "event EV-02" })];
    await take(at.store, said({ installation, in: "g" }), { outbound });
    expect(await claim()).toMatchObject([{ edits: "77" }, { edits: undefined }]);
  });
});

describe("settling", () => {
  const SETTLED = { messageId: "1", reason: "…", afterMs: 60_000 };
  const fate = async (id: string) => {
    const [row] = await at.sql`
      select state, attempts, message_id, reason from deliveries where outbound = ${id}`;
    return row;
  };

  test("records each fate, and what was sent stays sent", async () => {
    const { ids } = await say("lin", 4);
    const [sent = "", later = "", unreachable = "", uncertain = ""] = ids;
    await at.store.outbound.settle([
      { id: sent, kind: "sent", messageId: "5" },
      { id: later, kind: "later", afterMs: 1000 },
      { id: unreachable, kind: "unreachable", reason: "blocked" },
      { id: uncertain, kind: "uncertain", reason: "timeout" },
    ]);
    await at.store.outbound.settle([{ id: sent, kind: "uncertain", reason: "late" }]);
    expect(await fate(sent)).toMatchObject({ state: "sent", message_id: "5", attempts: 1 });
    expect(await fate(later)).toMatchObject({ state: "later", attempts: 1 });
    expect(await fate(unreachable)).toMatchObject({ state: "unreachable", reason: "blocked" });
    expect(await fate(uncertain)).toMatchObject({ state: "uncertain" });
    await makeDue();
    expect(await claimedIds()).toEqual([later]);
  });

  test("marks announcements before they are sent; after a crash they are uncertain, not repeated", async () => {
    const { ids } = await say("lin", 2, { purpose: "broadcast" });
    const [kept = "", cancelled = ""] = ids;
    expect(await at.store.outbound.cancel([cancelled])).toBe(1);
    expect(await at.store.outbound.markSending(ids)).toEqual([kept]);
    expect(await claimedIds()).toEqual([]);
    expect(await at.store.outbound.markInterrupted([installation])).toBe(1);
    expect(await fate(kept)).toMatchObject({ state: "uncertain", reason: "interrupted" });
    expect(await claimedIds()).toEqual([]);
  });

  test("after a crash gives claimed replies to the next owner at once", async () => {
    const { ids } = await say("lin", 2);
    await claim();
    expect(await claimedIds()).toEqual([]);
    await at.store.outbound.markInterrupted([installation]);
    expect(await claimedIds()).toEqual(ids);
  });

  test("leaves to the next owner what may have reached the platform, for its pace", async () => {
    const settled = async (...kinds: readonly Settlement["kind"][]) => {
      const { ids } = await say("lin", kinds.length);
      await at.store.outbound.settle(
        kinds.map((kind, n) => ({ ...SETTLED, id: ids[n] ?? "", kind })),
      );
      return (await at.store.outbound.recentlySent(installation)).length;
    };
    expect(await settled("held", "refused", "unreachable", "cancelled")).toBe(0);
    // A message in parts is put off after each; of what is uncertain nobody knows.
    expect(await settled("sent", "later", "uncertain")).toBe(3);
  });

  test("leaves what a redelivery should see to", async () => {
    const event = said({ installation });
    const { turn } = await take(at.store, event);
    const ids = turn.outbound.map(({ id }) => id);
    expect(await at.store.outbound.unsentOf(event)).toEqual(ids);
    expect(await at.store.outbound.unsentOf({ ...event, deliveryKey: newId() })).toEqual(ids);
    await at.store.outbound.settle(ids.map((id) => ({ id, kind: "sent", messageId: "1" })));
    expect(await at.store.outbound.unsentOf(event)).toEqual([]);
  });
});

describe("messages no turn says", () => {
  test("are added once per cause", async () => {
    const { loaded } = await take(at.store, said({ installation }), { outbound: [] });
    const cause = `failed:${newId()}`;
    const drafts = [
      draft({ kind: "person", person: loaded.lane }, undefined, { purpose: "alert" }),
      draft({ kind: "space", at: { space: loaded.space.id } }, undefined, { purpose: "notice" }),
    ];
    const ids = drafts.map(({ id }) => id);
    expect(await at.store.outbound.add(cause, drafts)).toEqual(ids);
    expect(
      await at.store.outbound.add(cause, [draft(drafts[0]?.to ?? { kind: "person", person: "" })]),
    ).toEqual([]);
    expect(await claimedIds()).toEqual(ids);
  });

  test("to somebody without an account are unreachable, and fail nothing", async () => {
    const person = newId();
    await at.sql`insert into people (id) values (${person})`;
    const { turn, result } = await take(at.store, said({ installation }), {
      outbound: [draft({ kind: "person", person })],
    });
    expect(result).toBe("committed");
    const [row] = await at.sql`
      select state, reason from deliveries where outbound = ${turn.outbound[0]?.id ?? ""}`;
    expect(row).toEqual({ state: "unreachable", reason: "no account" });
  });
});

test("announced messages are heard of in other processes once they are committed", async () => {
  const other = await at.another();
  const heard: string[] = [];
  const stop = other.onAnnounced((id) => heard.push(id));
  await expect
    .poll(async () => {
      await at.sql`select pg_notify('outbound', 'listening')`;
      return heard;
    })
    .toContain("listening");
  const { loaded } = await take(at.store, said({ installation }));
  const to: Destination = { kind: "space", at: { space: loaded.space.id } };
  const drafts = [draft(to, undefined, { announce: true }), draft(to)];
  const event = said({ installation });
  await take(at.store, event, { outbound: drafts });
  await expect.poll(() => heard).toContain(drafts[0]?.id);
  expect(heard).not.toContain(drafts[1]?.id);
  stop();
});
