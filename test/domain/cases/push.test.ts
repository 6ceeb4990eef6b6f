import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sweepCases } from "../../../src/domain/cases/case-sweep.ts";
import { tellCases } from "../../../src/domain/cases/tell-cases.ts";
import { plainText } from "../../../src/engine/plain-text.ts";
import { tryBinding } from "../../../src/store/cases/bindings.ts";
import { addDeskCode } from "../../../src/store/cases/codes.ts";
import { findCase } from "../../../src/store/cases/read.ts";
import type { CaseRecord } from "../../../src/store/cases/record.ts";
import type { Store } from "../../../src/store/store.ts";
import { useStore } from "../../store/support/store.ts";
import { book } from "./lists.ts";

const database = useStore();
const TELEGRAM = "telegram";
const SLACK = "slack";
let telegram = "";
let slack = "";
let changes = 0;

beforeAll(async () => {
  telegram = await database.store.installations.ensure(TELEGRAM, "bot");
  slack = await database.store.installations.ensure(SLACK, "T1");
});
beforeEach(async () => {
  await database.sql`truncate cases, outbound, audit cascade`;
});

const record = (number: string, more: Partial<CaseRecord> = {}): CaseRecord => {
  changes += 1;
  return {
    number,
    programme: "fledgling-plan",
    status: "submitted",
    applicant: "星河漫游",
    phone: "13900000042",
    phoneTail: "0042",
    missing: [],
    visible: true,
    updatedAt: Date.UTC(2026, 10, 1) + changes * 1000,
    changeId: `change-${changes}`,
    ...more,
  };
};

const tell = (one: CaseRecord, store: Store = database.store) =>
  store.inTransaction((transaction) =>
    tellCases(transaction, [one], { source: "api", by: "key" }, book),
  );

/** Somebody to whom the case is bound. */
async function owner(account: string, number: string): Promise<string> {
  const person = await database.store.people.ensureAccount(telegram, account);
  const bound = await database.store.inTransaction(async (transaction) => {
    const found = await findCase(transaction, number);
    const { code } = await addDeskCode(transaction, { id: found?.id ?? "", number });
    return tryBinding(transaction, { person, space: "s", number, tail: "0042", code });
  });
  expect(bound.kind).toBe("bound");
  return person;
}

const sweep = () => database.store.inTransaction((transaction) => sweepCases(transaction, book));

/** What waits to be sent, with the token it goes by. */
async function waiting() {
  const claimed = await database.store.outbound.claim({
    installations: [telegram, slack],
    limit: 99,
  });
  return claimed.map(({ id, installation, destination, intent, locale }) => ({
    id,
    installation,
    destination,
    text: plainText(intent, locale),
  }));
}

const fails = (ids: readonly string[]) =>
  database.store.outbound.settle(ids.map((id) => ({ id, kind: "unreachable", reason: "blocked" })));

describe("a change", () => {
  it("is one private message, whatever way and however often it is told", async () => {
    await tell(record("PSH-0001"));
    await owner("lin", "PSH-0001");
    expect(await waiting()).toEqual([]);
    const change = record("PSH-0001", {
      status: "supplement",
      missing: ["公司注册证明"],
      dueAt: Date.UTC(2026, 11, 1, 15, 59, 59),
    });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => tell(change)));
    expect(
      outcomes
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(["changed", ...Array(4).fill("repeated")]);
    const sent = await waiting();
    expect(sent).toMatchObject([{ destination: "person", installation: telegram }]);
    for (const words of ["雏鹰计划 · 材料需补正", "轮到你了", "公司注册证明", "12月1日"]) {
      expect(sent[0]?.text).toContain(words);
    }
    expect(sent[0]?.text).not.toMatch(/星河|1390|PSH/);
    expect(await database.sql`select told from case_changes order by id`).toMatchObject([
      { told: "nobody" },
      { told: "told" },
    ]);
  });

  it("is kept and told together or not at all", async () => {
    await tell(record("PSH-0002"));
    await owner("lin", "PSH-0002");
    const change = record("PSH-0002", { status: "review" });
    const crash = database.store.inTransaction(async (transaction) => {
      await tellCases(transaction, [change], { source: "api", by: "key" }, book);
      throw new Error("the process dies");
    });
    await expect(crash).rejects.toThrow("dies");
    expect(await waiting()).toEqual([]);
    expect(await tell(change)).toMatchObject([{ outcome: "changed" }]);
    expect(await waiting()).toHaveLength(1);
  });

  it("to a draft, or told before anybody was bound, is told to nobody", async () => {
    await tell(record("PSH-0003"));
    await tell(record("PSH-0003", { status: "review" }));
    expect(await waiting()).toEqual([]);
    await owner("lin", "PSH-0003");
    await tell(record("PSH-0003", { status: "draft", visible: false }));
    expect(await waiting()).toEqual([]);
  });

  it("of a muted case is told only when it is the applicant's turn", async () => {
    await tell(record("PSH-0004"));
    await owner("lin", "PSH-0004");
    await database.sql`update case_bindings set muted = true`;
    await tell(record("PSH-0004", { status: "review" }));
    expect(await waiting()).toEqual([]);
    await tell(record("PSH-0004", { status: "supplement" }));
    expect(await waiting()).toHaveLength(1);
  });
});

describe("somebody who cannot be reached", () => {
  it("is tried on the next account, and then staff hear of it, once", async () => {
    const clerk = await database.store.people.ensureAccount(telegram, "clerk");
    await database.store.staff.setPosition(clerk, { role: "operator", desks: [] });
    await tell(record("PSH-0005"));
    const person = await owner("mumu", "PSH-0005");
    await database.sql`insert into accounts (id, person, installation, platform_id, last_seen_at)
      values ('second', ${person}, ${slack}, 'U1', now() - interval '1 day')`;
    await tell(record("PSH-0005", { status: "review" }));
    const [first] = await waiting();
    expect(first?.installation).toBe(telegram);
    await fails([first?.id ?? ""]);
    await sweep();
    const [second] = await waiting();
    expect(second).toMatchObject({ id: first?.id, installation: slack });
    await fails([second?.id ?? ""]);
    await sweep();
    await sweep();
    const told = await waiting();
    expect(told).toMatchObject([{ destination: "person", installation: telegram }]);
    expect(told[0]?.text).toContain("PSH-0005");
    const [change] = await database.sql`select told from case_changes where status = 'review'`;
    expect(change).toMatchObject({ told: "unreachable" });
    const untold = () => database.store.cases.untold(10);
    expect(await untold()).toMatchObject([
      { status: "review", case: { masked: "星**", words: { number: "PSH-0005" } } },
    ]);
    await tell(record("PSH-0005", { status: "supplement" }));
    expect(await untold()).toEqual([]);
  });
});

describe("a due date", () => {
  it("is reminded of three days and one day before, once each, also when muted", async () => {
    await tell(record("PSH-0006"));
    await owner("lin", "PSH-0006");
    await database.sql`update case_bindings set muted = true`;
    const due = (days: number) => database.sql`
      update cases set status = 'supplement', due_at = now() + ${days} * interval '1 day'`;
    await due(5);
    await sweep();
    expect(await waiting()).toEqual([]);
    await due(2.9);
    await sweep();
    await sweep();
    const [three, ...more] = await waiting();
    expect([three?.text, more]).toEqual([expect.stringContaining("别忘了"), []]);
    await database.store.outbound.settle([{ id: three?.id ?? "", kind: "sent", messageId: "m" }]);
    await due(0.9);
    await sweep();
    await sweep();
    expect(await waiting()).toHaveLength(1);
    await due(-1);
    await sweep();
    expect(await waiting()).toEqual([]);
  });
});
