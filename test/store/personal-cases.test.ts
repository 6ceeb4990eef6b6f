import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { RETENTION_DAYS } from "../../src/config-lists.ts";
import { exportPerson, holdingsOf, revokeConsent } from "../../src/domain/data-rights.ts";
import { joinPeople } from "../../src/domain/linking.ts";
import type { Transaction } from "../../src/engine/terms.ts";
import {
  type BindingTry,
  boundCases,
  muteCase,
  tryBinding,
} from "../../src/store/cases/bindings.ts";
import { addDeskCode } from "../../src/store/cases/codes.ts";
import { saveCases } from "../../src/store/cases/save.ts";
import { newId } from "../../src/store/new-id.ts";
import { useStore } from "./support/store.ts";
import { said, take } from "./support/turns.ts";

const at = useStore();
let installation: string;

beforeAll(async () => {
  installation = await at.store.installations.ensure("telegram", "bot");
});
beforeEach(async () => {
  await at.sql`truncate cases, case_attempts cascade`;
});

const inTransaction = <Result>(work: (transaction: Transaction) => Promise<Result>) =>
  at.store.inTransaction(work);

/** Somebody who agreed to be checked. */
async function somebody(): Promise<string> {
  const { loaded } = await take(at.store, said({ installation, by: newId(), name: "林小满" }));
  await at.sql`insert into consents (person, purpose, text_version)
    values (${loaded.lane}, 'case_status', 1)`;
  return loaded.lane;
}

async function addCase(number: string): Promise<string> {
  const record = {
    number,
    programme: "fledgling-plan",
    status: "review",
    applicant: "星河漫游",
    phone: "13900000042",
    phoneTail: "0042",
    missing: [],
    visible: true,
    updatedAt: Date.UTC(2026, 10, 1),
  };
  const [saved] = await inTransaction((transaction) =>
    saveCases(transaction, [record], { source: "api", by: "key" }),
  );
  return saved?.case ?? "";
}

const tries = (person: string, number: string, code: string) => {
  const attempt: BindingTry = { person, space: "s", number, tail: "0042", code };
  return inTransaction((transaction) => tryBinding(transaction, attempt));
};

async function bind(person: string, id: string, number: string): Promise<void> {
  const { code } = await inTransaction((transaction) => addDeskCode(transaction, { id, number }));
  expect(await tries(person, number, code)).toMatchObject({ kind: "bound" });
}

const numbersOf = async (person: string) =>
  (await inTransaction((transaction) => boundCases(transaction, person))).map(
    ({ words }) => words.number,
  );

const rows = async (person: string) =>
  at.sql<{ what: string }[]>`
    select 'binding' as what from case_bindings where person = ${person}
    union all select 'code' from case_codes where person = ${person}
    union all select 'attempt' from case_attempts where subject = ${person} order by 1`;

/** A code that only this person may use. */
async function ownCode(person: string, id: string): Promise<void> {
  await inTransaction((transaction) => addDeskCode(transaction, { id, number: "OWN-0001" }));
  await at.sql`update case_codes set person = ${person}, used_at = null
    where case_id = ${id} and person is null and used_at is null`;
}

const counted = async () => {
  const [row] = await at.sql`select count(*)::int as cases from cases`;
  return row?.["cases"];
};

describe("an erased person's applications", () => {
  test("stay where they are; the tie, the codes and the tries go", async () => {
    const person = await somebody();
    const id = await addCase("PRS-0001");
    await bind(person, id, "PRS-0001");
    await ownCode(person, id);
    await tries(person, "NON-0001", "AAAAAAAA");
    expect((await rows(person)).map(({ what }) => what)).toEqual(["attempt", "binding", "code"]);
    expect(await at.store.people.erase(person)).toBe(true);
    expect(await rows(person)).toEqual([]);
    expect(await counted()).toBe(1);
    const other = await somebody();
    await bind(other, id, "PRS-0001");
    expect(await numbersOf(other)).toEqual(["PRS-0001"]);
  });
});

describe("people who turn out to be one", () => {
  test("keep each application once, with the codes of both and the tries of both", async () => {
    const [older, younger] = [await somebody(), await somebody()];
    const [both, theirs] = [await addCase("PRS-0002"), await addCase("PRS-0003")];
    await bind(older, both, "PRS-0002");
    await bind(younger, both, "PRS-0002");
    await bind(younger, theirs, "PRS-0003");
    await inTransaction((transaction) => muteCase(transaction, younger, theirs, true));
    await ownCode(younger, theirs);
    for (const count of [1, 2, 3, 4, 5, 6]) {
      await tries(younger, `NON-000${count}`, "AAAAAAAA");
    }
    expect(await tries(younger, "NON-0007", "AAAAAAAA")).toMatchObject({ kind: "wait" });
    const merged = await inTransaction((transaction) =>
      joinPeople(transaction, { id: newId(), person: younger, other: older }),
    );
    expect(merged).toBe(true);
    expect(await numbersOf(older)).toEqual(["PRS-0002", "PRS-0003"]);
    expect(await rows(younger)).toEqual([]);
    expect((await rows(older)).map(({ what }) => what)).toEqual([
      "attempt",
      "binding",
      "binding",
      "code",
    ]);
    const [muted] = await at.sql`select muted from case_bindings where case_id = ${theirs}`;
    expect(muted).toMatchObject({ muted: true });
    expect(await tries(older, "NON-0008", "AAAAAAAA")).toMatchObject({ kind: "wait" });
  });
});

describe("whoever asks what is held", () => {
  test("is told of their own applications alone", async () => {
    const [person, other] = [await somebody(), await somebody()];
    await bind(person, await addCase("PRS-0004"), "PRS-0004");
    await bind(other, await addCase("PRS-0005"), "PRS-0005");
    const exported = await inTransaction((transaction) =>
      exportPerson(transaction, person, person),
    );
    expect(exported["cases"]).toMatchObject([
      { number: "PRS-0004", applicant: "星河漫游", status: "review", muted: false },
    ]);
    expect(JSON.stringify(exported)).not.toContain("PRS-0005");
    const holdings = await inTransaction((transaction) =>
      holdingsOf(transaction, person, RETENTION_DAYS),
    );
    expect(holdings.find(({ kind }) => kind === "cases")).toMatchObject({ count: 1, open: 1 });
  });
});

describe("consent to being checked, taken back", () => {
  const revoke = (person: string, purpose: string) =>
    inTransaction((transaction) => revokeConsent(transaction, person, purpose));

  test("undoes the tie, and another consent does not", async () => {
    const person = await somebody();
    const id = await addCase("PRS-0006");
    await bind(person, id, "PRS-0006");
    await ownCode(person, id);
    await at.sql`insert into consents (person, purpose, text_version)
      values (${person}, 'ticket', 1)`;
    expect(await revoke(person, "ticket")).toEqual({ kind: "revoked" });
    expect(await numbersOf(person)).toEqual(["PRS-0006"]);
    expect(await revoke(person, "case_status")).toEqual({ kind: "revoked" });
    expect([await rows(person), await counted()]).toEqual([[], 1]);
    expect(await at.store.people.hasConsent(person, "case_status", 1)).toBe(false);
    expect(await revoke(person, "case_status")).toEqual({ kind: "not_given" });
  });

  test("does not make whoever guesses start afresh", async () => {
    const person = await somebody();
    for (let count = 0; count < 6; count += 1) await tries(person, "NON-0009", "AAAAAAAA");
    await revoke(person, "case_status");
    expect(await tries(person, "NON-0009", "AAAAAAAA")).toMatchObject({ kind: "wait" });
  });
});
