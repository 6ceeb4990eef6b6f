import { expect } from "vitest";
import { signUp } from "../../src/domain/events/sign-up.ts";
import type { Store } from "../../src/store/store.ts";
import type { TestStore } from "../store/support/store.ts";
import { csv, fileOf, importFile } from "./cases/lists.ts";

/** Signs somebody up: with a seat, or waiting for one. */
export async function takesPlace(
  store: Store,
  person: string,
  code: string,
  session?: string,
): Promise<void> {
  const { kind } = await store.inTransaction((transaction) =>
    signUp(transaction, {
      ...{ person, code, session, name: undefined, locale: "zh-CN", guest: undefined },
      answers: { name: "某人", phone: "13800000000" },
    }),
  );
  expect(["seated", "waiting", "taken"]).toContain(kind);
}

/** Three applications of the creators "1" to "3": two of the Fledgling Plan, one of them to be mended. */
export async function bindCases(
  at: Pick<TestStore, "store" | "sql">,
  creator: (account: string) => Promise<string>,
): Promise<void> {
  const list = csv(
    "HZ-0001,雏鹰计划,青梅小剧场,13800000000,材料需补正,2026-11-20,,,",
    "HZ-0002,雏鹰计划,云端播客社,13900000042,评审中,2026-11-20,,,",
    "HZ-0003,房租减免,木马手作屋,13900000043,认定中,2026-11-20,,,",
  );
  expect((await importFile(at.store, await fileOf(list))).problems).toEqual([]);
  const cases = await at.sql<{ id: string }[]>`select id from cases order by programme, status`;
  for (const [index, { id }] of cases.entries()) {
    const person = await creator(String(index + 1));
    await at.sql`insert into case_bindings (case_id, person, proof) values (${id}, ${person}, 'message')`;
  }
}
