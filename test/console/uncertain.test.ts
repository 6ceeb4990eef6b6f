import { beforeEach, describe, expect, test } from "vitest";
import { createBroadcast } from "../../src/domain/broadcasts/work.ts";
import { SETTLEMENTS, settleByHand } from "../../src/domain/uncertain-messages.ts";
import type { OutgoingMessage, SendResult } from "../../src/engine/adapter.ts";
import { SOON, useAnnouncing } from "../delivery/announcing-stage.ts";
import { said, take } from "../store/support/turns.ts";
import { type Browser, consoleOn, signedIn, staffMember, type TestConsole } from "./visitor.ts";

const stage = useAnnouncing();
const { at, start, people, announced, act, look, until } = stage;
const LOST = { kind: "uncertain", reason: "no answer" } as const satisfies SendResult;
let console: TestConsole;
let browser: Browser;
let proof: string;
let operator: string;

beforeEach(async () => {
  // What other tests of this file left is not this one's.
  await at.sql`update deliveries set state = 'cancelled' where state = 'uncertain'`;
  console = consoleOn(at.store);
  operator = await staffMember(at.store, "settler", "operator");
  ({ browser, proof } = await signedIn(at.store, console, operator));
});

/** A reply of which nobody knows whether it arrived. */
async function lostReply(by = "lin"): Promise<string> {
  const { turn } = await take(at.store, said({ installation: stage.installation, by }));
  const id = turn.outbound[0]?.id ?? "none";
  await at.store.outbound.settle([{ id, ...LOST }]);
  return id;
}

/** A finished announcement to three, one of whose copies may have arrived. */
async function lostCopy(): Promise<{ readonly id: string; readonly copy: string }> {
  const known = await people(3);
  const { sender } = await start();
  await sender.drain();
  stage.adapter.decide = ({ space }) => (space.platformId === "direct:2" ? LOST : undefined);
  const id = await announced([{ kind: "people", people: known }]);
  await act("submit", id);
  await until(id, "done");
  stage.adapter.decide = () => undefined;
  const page = { after: 0, limit: 9, state: "uncertain" } as const;
  const [row] = await at.store.broadcasts.recipients(id, page);
  return { id, copy: row?.copy ?? "none" };
}

const page = async (path: string) => (await browser.get(path)).text();

/** The two figures of the first page, and the two counts over the lists with how many rows those account for. */
async function counts() {
  const first = await page("/console");
  const figure = (label: string) =>
    Number(new RegExp(`${label}</a>\\s*</dt>\\s*<dd>([^<]*)`).exec(first)?.[1]);
  const list = await page("/console/uncertain");
  const [copies = "", others = ""] = list.split('id="others"');
  const headed = (part: string, words: RegExp) => Number(words.exec(part)?.[1]);
  const cell = /data-label="份数"><div>(\d+)</g;
  return {
    copies: [
      figure("不确定是否送达的公告"),
      headed(copies, /公告的（(\d+)）/),
      [...copies.matchAll(cell)].reduce((sum, [, count]) => sum + Number(count), 0),
    ],
    others: [
      figure("不确定是否送达的其他消息"),
      headed(others, /其他消息（(\d+)）/),
      [...others.matchAll(/<tr role="row">/g)].length - (others.includes("<thead") ? 1 : 0),
    ],
  };
}

const both = (copies: number, others: number) => ({
  copies: [copies, copies, copies],
  others: [others, others, others],
});

/** Presses a button of the list as it stands now; `tries` as an older look had it. */
async function presses(id: string, as: string, tries?: number): Promise<string> {
  const shown = await page("/console/uncertain");
  const now = new RegExp(`/uncertain/${id}/${as}"[\\s\\S]*?name="tries" value="(\\d+)"`).exec(
    shown,
  );
  const form = { proof, tries: String(tries ?? now?.[1] ?? "none") };
  const answer = await browser.post(`/console/uncertain/${id}/${as}`, form);
  expect(answer.status).toBe(303);
  return /note=(\w+)/.exec(answer.headers.get("location") ?? "")?.[1] ?? "";
}

const audited = async () =>
  (await at.store.audit.recent(3)).map(({ who, what, onWhat }) => [who, what, onWhat]);

test("the first page counts copies of announcements and all else apart, as many as the lists show", async () => {
  expect(await counts()).toEqual(both(0, 0));
  const [reply] = [await lostReply(), await lostReply("mei")];
  const { id, copy } = await lostCopy();
  expect(await counts()).toEqual(both(1, 2));
  const shown = await page("/console/uncertain");
  expect(shown).toContain(`/console/broadcasts/${id}?state=uncertain`);
  expect(shown).toContain("Telegram 私聊 lin");
  expect(shown).toContain("no answer");
  expect(shown).not.toContain(copy);
  await browser.get("/console/language/en");
  const english = await page("/console/uncertain");
  expect(english).toContain("Other messages (2)");
  expect(english).toContain("Telegram direct chat lin");
  await browser.get("/console/language/zh-CN");
  expect(await presses(reply, "arrived")).toBe("arrived");
  expect(await counts()).toEqual(both(1, 1));
});

describe("a message of no announcement", () => {
  test("is noted as arrived or let be, once; who did it is kept", async () => {
    const [seen, old] = [await lostReply(), await lostReply("mei")];
    expect(await presses(seen, "arrived")).toBe("arrived");
    expect(await audited()).toContainEqual([operator, "message.arrived", seen]);
    expect(await presses(seen, "arrived", 1)).toBe("settled");
    expect(await presses(seen, "again", 1)).toBe("settled");
    expect(await presses(old, "leave")).toBe("leave");
    expect(await audited()).toContainEqual([operator, "message.leave", old]);
    expect(await presses(old, "leave", 1)).toBe("settled");
    expect(await counts()).toEqual(both(0, 0));
    const rows = await at.sql<{ state: string; reason: string }[]>`
      select state, reason from deliveries where outbound in ${at.sql([seen, old])} order by state`;
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ["sent", "confirmed by staff"],
      ["uncertain", "left"],
    ]);
  });

  test("is sent again by one press, however often it is pressed, with what may come of it said before", async () => {
    const id = await lostReply();
    expect(await page("/console/uncertain")).toContain("对方会收到两次");
    const got = () => stage.adapter.arrived.filter(({ outbound }) => outbound === id).length;
    await start();
    const pressed = await Promise.all([presses(id, "again", 1), presses(id, "again", 1)]);
    expect(pressed.toSorted()).toEqual(["again", "settled"]);
    await expect.poll(got, SOON).toBe(1);
    expect(await presses(id, "again", 1)).toBe("settled");
    expect(await counts()).toEqual(both(0, 0));
    expect(got()).toBe(1);
    const done = (await audited()).filter(([, , onWhat]) => onWhat === id);
    expect(done).toEqual([[operator, "message.again", id]]);
  });

  test("that gets lost once more is another matter: a button from before does nothing", async () => {
    const id = await lostReply();
    const calls: OutgoingMessage[] = [];
    stage.adapter.decide = (message) => {
      if (message.outbound === id) calls.push(message);
      return message.outbound === id ? LOST : undefined;
    };
    await at.sql`update deliveries set attempts = 3 where outbound = ${id}`;
    await start();
    expect(await presses(id, "again")).toBe("again");
    await expect.poll(async () => (await counts()).others, SOON).toEqual([1, 1, 1]);
    expect(calls).toHaveLength(1);
    expect(await presses(id, "again", 3)).toBe("settled");
    expect(calls).toHaveLength(1);
  });

  test("whose words are erased, or whose card has a newer state, has nothing to send again", async () => {
    const erased = await lostReply();
    await at.sql`update outbound set sealed = null where id = ${erased}`;
    expect(await presses(erased, "again")).toBe("outdated");
    const [older, newer] = [await lostReply("mei"), await lostReply("mei")];
    await at.sql`update outbound set card_key = 'EV-1', to_space = 'somewhere'
      where id in ${at.sql([older, newer])}`;
    expect(await presses(older, "again")).toBe("outdated");
    expect(await presses(newer, "again")).toBe("again");
    expect(await presses(older, "leave")).toBe("leave");
  });
});

describe("a copy of an announcement", () => {
  test("marked as arrived counts as sent, is not posted a second time by an edit, and gets the note of a recall", async () => {
    const { id, copy } = await lostCopy();
    const shown = await page(`/console/broadcasts/${id}?state=uncertain`);
    expect(shown).toContain(`/console/broadcasts/${id}/copies/${copy}/arrived`);
    const path = (of: string) => `/console/broadcasts/${of}/copies/${copy}/arrived`;
    expect((await browser.post(path("another"), { proof })).status).toBe(404);
    expect((await browser.post(path(id), { proof })).headers.get("location")).toContain("arrived");
    expect((await browser.post(path(id), { proof })).headers.get("location")).toContain("moved");
    expect(await look(id)).toMatchObject({ sent: 3, uncertain: 0 });
    expect(await counts()).toEqual(both(0, 0));
    expect(await audited()).toContainEqual([operator, "message.arrived", copy]);

    const to = () => stage.adapter.arrived.filter(({ space }) => space.platformId === "direct:2");
    const before = to().length;
    await act("edit", id, { content: { body: { zh: "改到周五。", en: "On Friday." } } });
    await expect.poll(async () => (await look(id)).edited.done, SOON).toBe(2);
    expect(to()).toHaveLength(before);
    await act("recall", id);
    await expect.poll(async () => (await look(id)).corrected.done, SOON).toBe(1);
    expect(await look(id)).toMatchObject({ retracted: { done: 2, failed: 1 } });
    expect(to().at(-1)?.intent.title).toBe("撤回说明");
  });

  test("is not sent again by itself, but with its announcement; let be, it stays uncertain in the figures", async () => {
    const { id, copy } = await lostCopy();
    const wish = { id: copy, by: operator, as: "again" } as const;
    expect(await at.store.inTransaction((tx) => settleByHand(tx, wish))).toEqual({
      kind: "of_announcement",
      announcement: id,
    });
    const leave = () => browser.post(`/console/broadcasts/${id}/leave`, { proof });
    expect((await leave()).headers.get("location")).toContain("note=leave");
    expect((await leave()).headers.get("location")).toContain("note=settled");
    expect(await audited()).toContainEqual([operator, "broadcast.leave", id]);
    expect(await counts()).toEqual(both(0, 0));
    expect(await look(id)).toMatchObject({ sent: 2, uncertain: 1 });
    await act("retry", id, { onlyUncertain: true });
    await expect.poll(async () => (await look(id)).sent, SOON).toBe(3);
  });
});

test("nobody settles what their role does not reach, whatever way they come", async () => {
  const [reply, { copy }] = [await lostReply(), await lostCopy()];
  for (const role of ["viewer", "specialist"] as const) {
    const person = await staffMember(at.store, `reader-${role}`, role);
    for (const id of [reply, copy]) {
      for (const as of SETTLEMENTS) {
        const result = await at.store.inTransaction((tx) =>
          settleByHand(tx, { id, by: person, as }),
        );
        expect(result).toEqual({ kind: "not_allowed" });
      }
    }
    const other = await signedIn(at.store, console, person);
    expect((await other.browser.get("/console/uncertain")).status).toBe(403);
    expect(await (await other.browser.get("/console")).text()).not.toContain("不确定是否送达");
  }
  expect(await counts()).toEqual(both(1, 1));
});

test("a message of an announcement that is gone is still counted and listed", async () => {
  const draft = await at.store.inTransaction((tx) =>
    createBroadcast(tx, operator, {
      ...{ playground: false, topic: "service", audience: [], buttons: [], required: [] },
      content: { title: { zh: "甲", en: "A" }, body: { zh: "乙", en: "B" } },
    }),
  );
  const person = (await people(1))[0] ?? "";
  const to = { kind: "person", person } as const;
  for (const of of [draft ?? "", "vanished"]) {
    const said = { kind: "say", text: "正文" } as const;
    const copy = {
      id: `copy-${of}`,
      to,
      intent: said,
      locale: "zh-CN",
      purpose: "broadcast",
    } as const;
    await at.store.outbound.add(`broadcast:${of}`, [copy]);
    await at.store.outbound.settle([{ id: copy.id, ...LOST }]);
  }
  expect(await counts()).toEqual(both(2, 0));
  expect(await page("/console/uncertain")).toContain("vanished （公告已不在）");
});
