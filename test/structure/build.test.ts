import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listFiles, PROJECT } from "./tree.ts";

let built: string;

beforeAll(() => {
  mkdirSync(join(PROJECT, "dist"), { recursive: true });
  built = mkdtempSync(join(PROJECT, "dist", "test-"));
  execFileSync(process.execPath, ["--import", "tsx", ".ci/build.ts", built], { cwd: PROJECT });
}, 120_000);

afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});

test("the built program runs without a TypeScript loader, from any folder", () => {
  const cli = join(built, "src", "cli.js");
  const help = spawnSync(process.execPath, [cli, "help"], { cwd: "/", encoding: "utf8" });
  expect(help.stderr).toBe("");
  expect(help.stdout).toContain("doctor");
  expect(help.status).toBe(0);
});

test("everything it reads at run time lies beside it", () => {
  const assets = ["knowledge", "migrations", "adapters", "flows", "src"]
    .flatMap((folder) => listFiles(folder, ""))
    .filter((path) => !path.endsWith(".ts"));
  expect(assets.length).toBeGreaterThan(40);
  expect(assets.filter((path) => !existsSync(join(built, path)))).toEqual([]);
  expect(existsSync(join(built, "package.json"))).toBe(true);
});

test("no test and no TypeScript source is in it", () => {
  expect(existsSync(join(built, "test"))).toBe(false);
  const relative = built.slice(PROJECT.length);
  expect(listFiles(relative, ".ts")).toEqual([]);
});
