import { beforeAll, expect, test } from "vitest";
import { saveCases } from "../../src/store/cases/save.ts";
import { useStore } from "../store/support/store.ts";
import { consoleOn, signedIn, staffMember, type TestConsole } from "./visitor.ts";

const at = useStore();
let console: TestConsole;
beforeAll(() => {
  console = consoleOn(at.store);
});

test("staff see whom nobody could tell of a change, by number and a masked name", async () => {
  const record = {
    number: "UNT-0001",
    programme: "fledgling-plan",
    status: "review",
    applicant: "星河漫游",
    phone: "13900000042",
    phoneTail: "0042",
    missing: [],
    visible: true,
    updatedAt: Date.UTC(2026, 10, 1),
  };
  await at.store.inTransaction((transaction) =>
    saveCases(transaction, [record], { source: "api", by: "key" }),
  );
  const clerk = await staffMember(at.store, "clerk", "specialist");
  const { browser } = await signedIn(at.store, console, clerk);
  const page = async () => (await browser.get("/console/untold")).text();
  expect(await page()).not.toContain("UNT-0001");
  await at.sql`update case_changes set told = 'unreachable'`;
  const shown = await page();
  expect(shown).toContain("UNT-0001");
  expect(shown).not.toMatch(/河漫游|1390/);
});
