import { expect, test } from "vitest";
import { runCli } from "../support/built.ts";
import { TEST_KEY, useApp } from "./running.ts";

const app = useApp();
const cli = (...words: readonly string[]) =>
  runCli(words, { DATABASE_URL: app.databaseUrl, ENCRYPTION_KEY: TEST_KEY });

const listed = async () =>
  (await cli("cases", "list")).stdout
    .trim()
    .split("\n")
    .map((line) => line.split(/\s+/u).slice(0, 3).join(" "))
    .sort();

/** Programme and status of each application, as the demonstration has them. */
const CASES = [
  "DEMO-0001 rent-relief assessment",
  "DEMO-0002 fledgling-plan supplement",
  "DEMO-0003 fledgling-plan review",
  "DEMO-0004 fledgling-plan approved",
  "DEMO-0005 fledgling-plan rejected",
  "DEMO-0006 rent-subsidy assessment",
  "DEMO-0007 talent-apartment confirmed",
  "DEMO-0008 talent-apartment rejected",
  "DEMO-0009 content-award accepted",
  "DEMO-0010 guarantee-interest bank-check",
  "DEMO-0011 company-registration appointment",
  "DEMO-0012 settling-in withdrawn",
];

test("the twelve made-up applications are there from the first start, and seeding again adds none", async () => {
  expect(await listed()).toEqual(CASES);
  expect(await cli("seed", "demo")).toMatchObject({ code: 0 });
  expect(await listed()).toEqual(CASES);
  expect((await cli("cases", "bindcode", "DEMO-0002")).stdout).toMatch(/^[2-9A-Z]{8} /);
});
