import { describe, expect, test } from "vitest";
import { createBroadcastFeed } from "../../src/delivery/broadcasts.ts";
import { type Checkpoint, Crash } from "../../src/delivery/ports.ts";
import type { SendResult } from "../../src/engine/adapter.ts";
import { said, take } from "../store/support/turns.ts";
import { DAY, failed, rates, SOON, useAnnouncing } from "./announcing-stage.ts";

const stage = useAnnouncing();
const { at, start, copies, people, announced, act, look, until } = stage;

describe("an announcement", () => {
  test("reaches each person once and each group once, in their language", async () => {
    await start();
    const known = await people(3);
    await take(at.store, said({ installation: stage.installation, by: "1", in: "-100" }));
    await take(at.store, said({ installation: stage.installation, by: "2", in: "-100" }));
    const [english = ""] = known;
    await at.store.people.setLocale(english, "en");
    const id = await announced([
      { kind: "people", people: known },
      { kind: "everyone", platform: "telegram" },
      { kind: "groups", platform: "telegram" },
    ]);
    expect(await act("submit", id)).toMatchObject({ kind: "done", state: "awaiting_approval" });
    expect(await act("approve", id)).toMatchObject({ kind: "own" });
    const second = await at.store.people.ensureAccount(stage.installation, "901");
    await at.store.staff.setPosition(second, { role: "operator", desks: [] });
    expect(await act("approve", id, { by: second })).toMatchObject({ state: "scheduled" });
    await until(id, "done");
    const mine = copies().map(({ space, intent }) => [space.platformId, intent.title]);
    const group = mine.find(([chat]) => chat === "-100");
    expect(group?.[1]).toBe("余位提醒 / Seats left");
    expect(mine.filter(([, title]) => title === "Seats left")).toHaveLength(1);
    expect(new Set(mine.map(([chat]) => chat)).size).toBe(mine.length);
    const counts = await look(id);
    expect([counts.sent, counts.queued]).toEqual([4, 0]);
    // The two members of staff have never opened the bot: it cannot write to them.
    expect(counts.skipped).toBe(counts.audience - 4);
  });

  test("begins when it is told to, not at the feed's next look", async () => {
    await start();
    const known = await people(2);
    const id = await announced([{ kind: "people", people: known }]);
    const idle = createBroadcastFeed({
      store: at.store,
      now: async () => DAY,
      onCopies: () => undefined,
      log: { info: () => undefined, warn: failed, error: failed },
      idleMs: 3_600_000,
    });
    idle.start();
    // It has looked once, found nothing, and rests for an hour.
    await new Promise((resolve) => setTimeout(resolve, 300));
    try {
      await act("submit", id);
      await expect
        .poll(async () => (await look(id)).broadcast.state, SOON)
        .toMatch(/^(sending|done)$/);
    } finally {
      await idle.stop();
    }
  });

  test("to nobody is refused, and so is a time that is past", async () => {
    const nobody = await announced([{ kind: "topic", topic: "policy" }]);
    expect(await act("submit", nobody)).toMatchObject({ kind: "nobody" });
    const known = await people(1);
    const past = await announced([{ kind: "people", people: known }], { scheduledAt: DAY - 1 });
    expect(await act("submit", past)).toMatchObject({ kind: "past" });
  });

  test("of two who start it at the same moment one is too late, and it is sent once", async () => {
    await start();
    const known = await people(5);
    const id = await announced([{ kind: "people", people: known }]);
    const both = await Promise.all([act("submit", id), act("submit", id)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["done", "not_now"]);
    await until(id, "done");
    expect(copies()).toHaveLength(5);
  });

  test("cancelled in the middle: what was sent is sent, the rest is skipped", async () => {
    await start({ rates: rates(20) });
    const known = await people(15);
    const id = await announced([{ kind: "people", people: known }]);
    await act("submit", id);
    stage.feed.start();
    await expect.poll(async () => (await look(id)).sent, SOON).toBeGreaterThan(2);
    await act("cancel", id);
    await expect.poll(async () => (await look(id)).queued, SOON).toBe(0);
    const { sent, skipped } = await look(id);
    expect(sent).toBe(copies().length);
    expect(skipped).toBe(15 - sent);
  });

  test("a process that dies in mid-send leaves what it was sending uncertain, and repeats nothing", async () => {
    const known = await people(8);
    const id = await announced([{ kind: "people", people: known }]);
    await act("submit", id);
    await at.sql`update deliveries set state = 'sent' where installation = ${stage.installation}`;
    let count = 0;
    const dies = (point: Checkpoint) => {
      if (point === "afterSend" && ++count >= 4) throw new Crash("killed");
    };
    const first = await start({ checkpoint: dies });
    await stage.feed.feed();
    await expect.poll(() => copies().length, SOON).toBeGreaterThan(3);
    await first.stop();
    await start();
    stage.feed.start();
    await expect.poll(async () => (await look(id)).broadcast.state, SOON).toBe("done");
    const { sent, uncertain } = await look(id);
    expect(sent + uncertain).toBe(8);
    expect(uncertain).toBeGreaterThan(0);
    const chats = copies().map(({ space }) => space.platformId);
    expect(new Set(chats).size).toBe(chats.length);
  });

  test("goes again to the failed alone, and to the uncertain when staff say so", async () => {
    await start();
    const known = await people(4);
    const id = await announced([{ kind: "people", people: known }]);
    const troubles = new Map<string, SendResult>([
      ["direct:2", { kind: "refused", reason: "status 400" }],
      ["direct:3", { kind: "uncertain", reason: "no answer" }],
    ]);
    stage.adapter.decide = ({ space }) => troubles.get(space.platformId);
    await act("submit", id);
    await until(id, "done");
    expect(await look(id)).toMatchObject({ sent: 2, failed: 1, uncertain: 1 });
    troubles.clear();
    expect(await act("retry", id)).toMatchObject({ state: "sending" });
    await expect.poll(async () => (await look(id)).broadcast.state, SOON).toBe("done");
    expect(await look(id)).toMatchObject({ sent: 3, failed: 0, uncertain: 1 });
    await act("retry", id, { evenUncertain: true });
    await expect.poll(async () => (await look(id)).sent, SOON).toBe(4);
    expect(copies()).toHaveLength(4);
  });
});

describe("afterwards", () => {
  test("it is edited everywhere, and copies made later have the new words", async () => {
    await start();
    const known = await people(3);
    const id = await announced([{ kind: "people", people: known }]);
    await act("submit", id);
    await until(id, "done");
    const body = { zh: "改到周五。", en: "Moved to Friday." };
    expect(await act("edit", id, { content: { body } })).toMatchObject({ state: "done" });
    await expect.poll(async () => (await look(id)).edited.done, SOON).toBe(3);
    const edits = copies().filter(({ edits: earlier }) => earlier !== undefined);
    expect(edits.map(({ intent }) => intent.text)).toEqual(Array(3).fill("改到周五。"));
  });

  test("it is taken back, with a truthful report, and corrected where that is impossible", async () => {
    await start();
    const known = await people(4);
    const id = await announced([{ kind: "people", people: known }]);
    await act("submit", id);
    await until(id, "done");
    const [oldest] = copies();
    const old = `${stage.installation}-${oldest ? stage.adapter.arrived.indexOf(oldest) + 1 : 0}`;
    stage.adapter.retractable = (messageId) => messageId !== old;
    expect(await act("recall", id)).toMatchObject({ state: "recalled" });
    await expect.poll(async () => (await look(id)).corrected.done, SOON).toBe(1);
    const { retracted } = await look(id);
    expect(retracted).toEqual({ done: 3, pastWindow: 1, failed: 0, pending: 0 });
    expect(stage.adapter.retracted).toHaveLength(3);
    const correction = copies().at(-1);
    expect(correction).toMatchObject({ replyTo: old, space: oldest?.space });
    expect(correction?.intent.text).toContain("已撤回");
  });
});
