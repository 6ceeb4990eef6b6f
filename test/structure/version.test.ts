import { expect, test } from "vitest";
import { VERSION } from "../../src/version.ts";
import { readProjectFile } from "./tree.ts";

test("the version that the service and its backups name is that of the package", () => {
  expect(JSON.parse(readProjectFile("package.json").source)).toMatchObject({ version: VERSION });
});
