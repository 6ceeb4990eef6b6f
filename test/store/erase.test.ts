import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../../src/store/new-id.ts";
import { addTicketMessage, insertTicket, lockTicket, moveTicket } from "../../src/store/tickets.ts";
import { whereWordsAre } from "./support/look.ts";
import { useStore } from "./support/store.ts";
import { commitOf, draft, said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;
let by: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("telegram", "bot");
});
beforeEach(() => {
  by = newId();
});

/** A person with words in every place that can hold them; `secret` is what only they should know. */
async function livedIn(secret: string) {
  const first = await take(at.store, said({ installation, by, name: secret, text: secret }), {
    timers: [{ kind: "timer", run: 1, name: "idle", afterMs: 60_000 }],
  });
  const { lane, space } = first.loaded;
  const event = said({ installation, by });
  const { turn } = await take(at.store, event, {
    outbound: [
      draft({ kind: "person", person: lane }, { kind: "say", text: secret }),
      draft({ kind: "space", at: { space: space.id } }, { kind: "say", text: secret }),
    ],
    records: [
      {
        kind: "question",
        text: secret,
        locale: "zh-CN",
        public: false,
        at: { space: space.id },
        outcome: "unknown",
        clauses: [],
        facts: [],
        confidence: 0,
      },
      { kind: "consent", person: lane, purpose: "ticket", textVersion: 1 },
    ],
  });
  const { code } = await at.store.inTransaction(async (transaction) => {
    const wish = {
      asker: lane,
      name: undefined,
      desk: "tax",
      suggestedDesk: undefined,
      locale: "zh-CN",
      question: secret,
      public: false,
      at: { space: space.id },
      messageId: undefined,
      contact: secret,
      sourceQuestion: turn.reference,
    } as const;
    const ticket = await insertTicket(transaction, wish, 1);
    if (!ticket) throw new Error("The first ticket is one too many");
    const message = { author: "asker", person: lane, text: secret } as const;
    await addTicketMessage(transaction, { id: ticket.id, asker: lane }, message);
    return ticket;
  });
  return { lane, code, event, reference: turn.reference, outbound: turn.outbound };
}

describe("a person who is erased", () => {
  test("can be read nowhere any more, by nobody", async () => {
    const secret = `租金秘密${by}`;
    const { lane, code, reference } = await livedIn(secret);
    expect(await whereWordsAre(at.sql, secret)).not.toEqual([]);
    expect(await at.store.people.erase(lane)).toBe(true);
    expect(await whereWordsAre(at.sql, secret)).toEqual([]);
    expect(await at.store.questions.find(reference)).toMatchObject({ words: { kind: "erased" } });
    const ticket = await at.store.tickets.find(code);
    expect(ticket).toMatchObject({
      state: "closed",
      question: { kind: "erased" },
      contact: undefined,
    });
    expect(await at.store.tickets.thread(ticket?.id ?? "")).toMatchObject([
      { author: "asker", words: { kind: "erased" } },
    ]);
    const lines = await at.store.transcript.recent(lane, 10);
    expect(lines.length).toBeGreaterThan(3);
    expect(new Set(lines.map(({ words }) => words.kind))).toEqual(new Set(["erased"]));
    expect(await at.store.people.describe(lane)).toBeUndefined();
    expect(await at.store.people.hasConsent(lane, "ticket", 1)).toBe(false);
  });

  test("does not break a list with others in it", async () => {
    const mine = await livedIn("第一人的话");
    by = newId();
    const theirs = await livedIn("第二人的话");
    await at.store.inTransaction(async (transaction) => {
      for (const { code } of [mine, theirs]) {
        const ticket = await lockTicket(transaction, code);
        if (ticket) await moveTicket(transaction, ticket.id, { state: "taken", by: theirs.lane });
      }
    });
    await at.sql`update people set data_key = null where id = ${mine.lane}`;
    const waiting = await at.store.tickets.waiting(["tax"], 100);
    const words = new Map(waiting.map(({ code, question }) => [code, question]));
    expect(words.get(mine.code)).toEqual({ kind: "erased" });
    expect(words.get(theirs.code)).toEqual({ kind: "unsealed", value: "第二人的话" });
  });

  test("gets none of the messages that were queued", async () => {
    const { lane, outbound } = await livedIn("排队的话");
    const [put] = outbound;
    await at.store.outbound.settle([{ id: put?.id ?? "", kind: "later", afterMs: 1 }]);
    await at.store.people.erase(lane);
    const rows = await at.sql`
      select distinct deliveries.state from deliveries join outbound on outbound.id = outbound
      where cause = ${lane}`;
    expect(rows).toMatchObject([{ state: "cancelled" }]);
    const claimed = await at.store.outbound.claim({ installations: [installation], limit: 1000 });
    expect(claimed.filter(({ chat }) => chat === lane)).toEqual([]);
  });

  test("stops a turn that is being computed", async () => {
    const { lane } = await livedIn("进行中");
    const event = said({ installation, by });
    const loaded = await at.store.turns.load(event);
    await at.store.people.erase(lane);
    expect(await at.store.turns.commit([commitOf(loaded, event)])).toEqual(["stale"]);
    const timers = await at.sql`select from timers where lane = ${lane}`;
    expect(timers).toHaveLength(0);
  });

  test("is somebody new on coming back", async () => {
    const { lane } = await livedIn("从前");
    await at.store.people.erase(lane);
    const { loaded, result } = await take(at.store, said({ installation, by }));
    expect(result).toBe("committed");
    expect(loaded.lane).not.toBe(lane);
    expect(loaded.state).toBeUndefined();
  });

  test("is erased once", async () => {
    const { lane } = await livedIn("一次");
    expect(await at.store.people.erase(lane)).toBe(true);
    expect(await at.store.people.erase(lane)).toBe(false);
    expect(await at.store.people.erase("nobody")).toBe(false);
  });

  test("leaves what they had taken as staff to others", async () => {
    const asker = await livedIn("问题");
    const { loaded } = await take(at.store, said({ installation, by: newId() }));
    await at.store.staff.setPosition(loaded.lane, { role: "specialist", desks: ["tax"] });
    await at.store.inTransaction(async (transaction) => {
      const ticket = await lockTicket(transaction, asker.code);
      if (ticket) await moveTicket(transaction, ticket.id, { state: "taken", by: loaded.lane });
    });
    await at.store.people.erase(loaded.lane);
    expect(await at.store.tickets.find(asker.code)).toMatchObject({
      state: "open",
      takenBy: undefined,
      question: { kind: "unsealed" },
    });
    expect(await at.store.staff.positionOf(loaded.lane)).toBeUndefined();
  });
});
