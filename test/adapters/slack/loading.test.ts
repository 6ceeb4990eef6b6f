import { expect, test } from "vitest";
import { startProgram } from "../../support/program.ts";

test("the SDK is loaded with the adapter, and by nothing else of the service", async () => {
  const { code, stdout, stderr } = await startProgram(
    "test/adapters/slack/fixtures/what-is-loaded.ts",
    [],
    {},
  ).ended;
  expect([code, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toEqual({ withTheService: false, withTheAdapter: true });
});
