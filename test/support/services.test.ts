import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isServiceName, missingServices, programOnPath, SERVICES } from "./services.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "services-"));
  vi.stubEnv("PATH", folder);
  vi.stubEnv("CHROMIUM", undefined);
  vi.stubEnv("TEST_REDIS_URL", undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("a machine with nothing lacks every service", () => {
  expect(missingServices()).toEqual(["browser", "redis"]);
});

test("a program on PATH is found, one that can't be run is not", () => {
  const program = join(folder, "redis-server");
  writeFileSync(program, "");
  chmodSync(program, 0o644);
  expect(programOnPath("redis-server")).toBeUndefined();
  chmodSync(program, 0o755);
  expect(missingServices()).toEqual(["browser"]);
});

test("the environment names what isn't on PATH", () => {
  vi.stubEnv("CHROMIUM", "/opt/chromium");
  vi.stubEnv("TEST_REDIS_URL", "redis://127.0.0.1:1");
  expect(SERVICES.browser.find()).toBe("/opt/chromium");
  expect(missingServices()).toEqual([]);
});

test("only a service's name is a service's tag", () => {
  expect(isServiceName("redis")).toBe(true);
  expect(isServiceName("toString")).toBe(false);
});
