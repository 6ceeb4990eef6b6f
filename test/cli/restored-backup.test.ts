import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { tellCases } from "../../src/domain/cases/tell-cases.ts";
import { boundCases, tryBinding } from "../../src/store/cases/bindings.ts";
import { addDeskCode } from "../../src/store/cases/codes.ts";
import { findCase } from "../../src/store/cases/read.ts";
import { parseMasterKeys } from "../../src/store/sealing/master-keys.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { book } from "../domain/cases/lists.ts";
import { said, take } from "../store/support/turns.ts";
import { runCli } from "../support/built.ts";
import { testDatabase } from "../support/postgres.ts";
import { makeTestDatabase } from "../support/postgres-server.ts";

const NUMBER = "BAK-730951";

/** Somebody who said something, and whose application is bound. */
async function fill(store: Store): Promise<string> {
  const telegram = await store.installations.ensure("telegram", "bot");
  const words = { installation: telegram, by: "4711", name: "林小满", text: "我想问房租" };
  const { lane: person } = (await take(store, said(words))).loaded;
  const record = {
    number: NUMBER,
    programme: "fledgling-plan",
    status: "review",
    applicant: "星河漫游",
    phoneTail: "0042",
    missing: [],
    visible: true,
    updatedAt: Date.UTC(2026, 10, 1),
  };
  await store.inTransaction(async (tx) => {
    await tellCases(tx, [record], { source: "import", by: "operator" }, book);
    const { code } = await addDeskCode(tx, {
      id: (await findCase(tx, NUMBER))?.id ?? "",
      number: NUMBER,
    });
    return tryBinding(tx, { person, space: "s", number: NUMBER, tail: "0042", code });
  });
  return person;
}

/** What is still known of somebody. */
async function knownOf(store: Store, person: string) {
  const bound = await store.inTransaction((tx) => boundCases(tx, person));
  const lines = await store.transcript.recent(person, 5);
  return {
    person: (await store.people.describe(person)) !== undefined,
    cases: bound.length,
    words: lines.filter(({ words }) => words.kind === "unsealed").length,
  };
}

test("whoever was erased after a backup is erased again when it is put back, and the application itself stays", async () => {
  const key = randomBytes(32).toString("base64");
  const folder = await mkdtemp(join(tmpdir(), "juchang-backup-"));
  const live = await testDatabase();
  const open = (url: string) => openStore({ url, masterKeys: parseMasterKeys(key) });
  const before = await open(live.url);
  const person = await fill(before);
  await before.close();
  const template = new URL(live.url).pathname.slice(1);
  const backup = await makeTestDatabase({ ...inject("postgres"), template });
  const cli = (words: string, url: string) =>
    runCli(words.split(" "), { DATABASE_URL: url, ENCRYPTION_KEY: key, DATA_DIR: folder });
  try {
    expect((await cli("forget --person telegram:4711", live.url)).code).toBe(0);
    const restored = await open(backup.url);
    try {
      expect(await knownOf(restored, person)).toEqual({ person: true, cases: 1, words: 2 });
      const applied = await cli(`erasures apply ${join(folder, "erasures")}`, backup.url);
      expect([applied.code, applied.stdout]).toEqual([0, "1 people were erased again\n"]);
      expect(await knownOf(restored, person)).toEqual({ person: false, cases: 0, words: 0 });
      const kept = await restored.inTransaction((tx) => findCase(tx, NUMBER));
      expect(kept?.words.number).toBe(NUMBER);
    } finally {
      await restored.close();
    }
  } finally {
    await live.drop();
    await backup.drop();
    await rm(folder, { recursive: true });
  }
});
