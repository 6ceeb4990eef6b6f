import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A program of the machine that some suites can't do without. */
export interface Service {
  /** What to call a test that needs it. */
  readonly label: string;
  /** What the machine lacks when it isn't there, and what follows. */
  readonly missing: string;
  /** Where it is: a URL or the path of a program; undefined when it isn't there. */
  readonly find: () => string | undefined;
}

/** The services a suite may ask for; the name is also the tag of its tests. */
export const SERVICES = {
  browser: {
    label: "browser",
    missing: "no Chromium; install it, or set CHROMIUM to its path",
    find: () =>
      process.env["CHROMIUM"] ??
      programOnPath("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
  },
  redis: {
    label: "Redis",
    missing: "no redis-server; the same contract ran on PostgreSQL",
    find: () => process.env["TEST_REDIS_URL"] ?? programOnPath("redis-server"),
  },
} as const satisfies Readonly<Record<string, Service>>;

export type ServiceName = keyof typeof SERVICES;

/** Whether a tag of a test is the name of a service. */
export function isServiceName(tag: string): tag is ServiceName {
  return Object.hasOwn(SERVICES, tag);
}

/** The services this machine lacks. */
export function missingServices(): readonly ServiceName[] {
  const names = Object.keys(SERVICES).filter(isServiceName);
  return names.filter((name) => SERVICES[name].find() === undefined);
}

/** The first of some programs that a folder of PATH holds. */
export function programOnPath(...names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
