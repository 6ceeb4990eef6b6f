import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { PROJECT } from "./structure/tree.ts";

const CLI = `"${process.execPath}" --import tsx src/cli.ts`;

function shell(script: string, input = "") {
  const options = { cwd: PROJECT, encoding: "utf8", input } as const;
  return spawnSync("bash", ["-o", "pipefail", "-c", script], options);
}

test("who reads only the first lines gets them, and no error", () => {
  // The reader is gone before the second question is answered.
  const questions = Array.from({ length: 400 }, (_, id) => JSON.stringify({ id, q: "租房补贴" }));
  const { stdout, stderr, status } = shell(`${CLI} ask --json | head -n 1`, questions.join("\n"));
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ id: 0 });
  expect(status).toBe(0);
});

test("an unknown command is wrong usage", () => {
  const { stderr, status } = shell(`${CLI} dance`);
  expect(stderr).toContain("dance");
  expect(status).toBe(2);
});
