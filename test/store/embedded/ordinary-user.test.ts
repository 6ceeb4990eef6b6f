import { execFile } from "node:child_process";
import { chmod, chown, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, type TestContext, test } from "vitest";
import { chooseInstallation } from "../../../src/store/embedded/choose-installation.ts";
import { closedCopy, libraryLinks, packageBin, withoutLinks } from "./binaries-copy.ts";
import { startService } from "./child-service.ts";
import { cleanUp, clusterFolder, emptyFolder, majorOf, processesOf } from "./data-folders.ts";
import { query } from "./query.ts";

afterAll(cleanUp);

const run = promisify(execFile);
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Starts a program as a user without any privilege; for a test run that is one, as it is. */
const wrapper = isRoot
  ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--no-new-privs"]
  : [];

/** A root test run in a clone closed to others cannot show this, and says so. */
async function needsReach(context: TestContext): Promise<void> {
  const [file, ...args] = [...wrapper, "test", "-r", fileURLToPath(import.meta.url)];
  await run(file ?? "test", args).catch(() => {
    context.skip("NOT RUN: an ordinary user cannot read this clone; run the tests as one");
  });
}

/** A closed folder that belongs to the ordinary user. */
async function ownFolder(): Promise<string> {
  const folder = await emptyFolder();
  if (isRoot) await chown(folder, NOBODY, NOBODY);
  return folder;
}

let dataDir: string;
beforeAll(async () => {
  dataDir = await ownFolder();
});

test("an ordinary user needs no privilege", async (context) => {
  await needsReach(context);
  const { report, leave } = await startService({ dataDir, binaries: "package" }, { wrapper });
  if (report.kind === "failed") throw new Error(report.message);
  expect(await query(report.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await leave();
  const cluster = await clusterFolder(dataDir);
  expect(await processesOf(cluster)).toEqual([]);
  expect((await stat(cluster)).uid).toBe((await stat(dataDir)).uid);
});

test("a folder of somebody else is refused with one line", async (context) => {
  await needsReach(context);
  const foreign = isRoot ? await emptyFolder() : "/";
  const { report } = await startService({ dataDir: foreign }, { wrapper });
  expect(report).toEqual({
    kind: "failed",
    failure: "not-writable",
    message: `DATA_DIR ${foreign} cannot be used by this user (EACCES): give it to this user, or set DATA_DIR to another folder`,
  });
});

test("missing library links of a package that others own are made in a copy", async (context) => {
  await needsReach(context);
  const bin = await closedCopy();
  const native = join(bin, "..");
  await withoutLinks(bin);
  await chmod(join(native, ".."), 0o755);
  await chmod(join(native, "lib"), 0o555);
  const { report, leave } = await startService({ dataDir, binaries: { bin } }, { wrapper });
  if (report.kind === "failed") throw new Error(report.message);
  await leave();
  expect(await libraryLinks(bin)).toEqual([]);
  expect((await readdir(dataDir)).sort()).toEqual(["pg18", "pg18.log", "postgresql-copy"]);
  await chmod(join(native, "lib"), 0o755);
});

test("missing library links of a package of one's own are made in place", async () => {
  const bin = await closedCopy();
  const links = await libraryLinks(packageBin());
  await withoutLinks(bin);
  const { installation } = await chooseInstallation(await emptyFolder(), { bin });
  expect(installation).toEqual({ origin: "package", bin, major: majorOf("package") });
  expect((await libraryLinks(bin)).sort()).toEqual(links.sort());
});
