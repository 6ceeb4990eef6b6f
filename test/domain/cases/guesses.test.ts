import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweepCases } from "../../../src/domain/cases/case-sweep.ts";
import { makeDeskCode } from "../../../src/domain/cases/status-work.ts";
import { loadProgrammes } from "../../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../../src/paths.ts";
import { tryBinding } from "../../../src/store/cases/bindings.ts";
import { consoleOn, signedIn, staffMember } from "../../console/visitor.ts";
import { useStore } from "../../store/support/store.ts";
import { openService, type Sent, type TestService } from "../support/service.ts";
import { textOf } from "../support/two-processes.ts";
import { csv, fileOf, importFile } from "./lists.ts";

const database = useStore();
const book = await loadProgrammes(KNOWLEDGE_FOLDER);
let service: TestService;

beforeAll(async () => {
  const { store } = database;
  const installation = await store.installations.ensure("web", "playground");
  const clerk = await store.people.ensureAccount(installation, "clerk");
  await store.staff.setPosition(clerk, { role: "specialist", desks: ["general"] });
  service = await openService(store, installation, KNOWLEDGE_FOLDER, { sent: [], beats: [] });
  const rows = [1, 2].map((n) => `GUE-000${n},雏鹰计划,星河漫游,13900000042,评审中,2026-11-24,,,`);
  await importFile(store, await fileOf(csv(...rows)));
  const made = await store.inTransaction((tx) => makeDeskCode(tx, clerk, "GUE-0001"));
  await service.says("owner", "进度");
  await service.taps("owner", "同意");
  await service.says("owner", "GUE-0001");
  await service.says("owner", "0042");
  expect(textOf(await service.says("owner", made.kind === "made" ? made.code : ""))).toContain(
    "评审中",
  );
});
afterAll(() => service.close());

let guessers = 0;

/** So many failed tries at a number, each by somebody new, so that no wait holds them up. */
async function guesses(number: string, times: number): Promise<void> {
  for (let each = 0; each < times; each++) {
    guessers += 1;
    const installation = await database.store.installations.ensure("web", "playground");
    const person = await database.store.people.ensureAccount(installation, `guesser${guessers}`);
    const attempt = { person, space: `s${guessers}`, number, tail: "9999", code: "AAAAAAAA" };
    const result = await database.store.inTransaction((tx) => tryBinding(tx, attempt));
    expect(result.kind).toBe("refused");
  }
}

/** What comes of it by itself. */
async function sweep(): Promise<readonly Sent[]> {
  for (let times = 0; times < 3; times++) {
    await database.store.inTransaction((tx) => sweepCases(tx, book));
  }
  return service.goesOn();
}

describe("somebody who keeps trying a number", () => {
  it("costs its owner nothing before the tenth try", async () => {
    await guesses("GUE-0001", 9);
    expect(await sweep()).toEqual([]);
  });

  it("costs its owner one private notice, however often they try, and nothing else", async () => {
    await guesses("GUE-0001", 1);
    const told = await sweep();
    expect(told.map(({ space }) => space.platformId)).toEqual(["direct:owner"]);
    expect(textOf(told)).toMatch(/GUE-0001[\s\S]*都没有成功/);
    expect(textOf(told)).not.toMatch(/guesser|9999|星河|s\d/);
    await guesses("GUE-0001", 300);
    expect(await sweep()).toEqual([]);
    expect(textOf(await service.says("owner", "进度"))).toContain("评审中");
  });

  it("costs another notice on another day alone", async () => {
    await database.sql`update outbound set created_at = now() - interval '25 hours',
      cause = replace(cause, to_char(now() at time zone 'Asia/Shanghai', 'YYYYMMDD'),
        to_char(now() at time zone 'Asia/Shanghai' - interval '1 day', 'YYYYMMDD'))
      where cause like 'case.guessed:%'`;
    expect(await sweep()).toHaveLength(1);
    await guesses("GUE-0001", 5);
    expect(await sweep()).toEqual([]);
  });

  it("is no news where the number is nobody's yet, or does not exist", async () => {
    await guesses("GUE-0002", 12);
    await guesses("GUE-9999", 12);
    expect(await sweep()).toEqual([]);
  });

  it("is counted for staff: by number, without who", async () => {
    const rows = await database.store.cases.guessed(10);
    const shown = rows.map(({ case: one, failed }) => [one.words.number, failed]);
    expect(shown).toEqual([
      ["GUE-0001", 315],
      ["GUE-0002", 12],
    ]);
    const console = consoleOn(database.store);
    const person = await staffMember(database.store, "clerk9", "specialist");
    const { browser } = await signedIn(database.store, console, person);
    const page = await (await browser.get("/console/guesses")).text();
    expect(page).toMatch(/GUE-0001[\s\S]*315/);
    expect(page).not.toMatch(/GUE-9999|guesser|河漫游/);
  });
});
