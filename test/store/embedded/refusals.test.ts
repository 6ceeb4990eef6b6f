import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { EmbeddedError } from "../../../src/store/embedded/embedded-error.ts";
import type { EmbeddedOptions } from "../../../src/store/embedded/open-embedded.ts";
import {
  cleanUp,
  clusterFolder,
  emptyFolder,
  needsTwoMajors,
  open,
  processesOf,
  sharedFolder,
} from "./data-folders.ts";

afterAll(cleanUp);

/** The error opening ends with; its message is one line. */
async function refusal(options: EmbeddedOptions): Promise<EmbeddedError> {
  const error: unknown = await open(options).catch((thrown: unknown) => thrown);
  if (!(error instanceof EmbeddedError)) throw new Error("it was not refused", { cause: error });
  expect(error.message).not.toContain("\n");
  return error;
}

/** Runs the work while a file of the database says something else. */
async function withContents<Result>(
  dataDir: string,
  name: string,
  contents: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const file = join(await clusterFolder(dataDir), name);
  const before = await readFile(file, "utf8");
  await writeFile(file, contents);
  try {
    return await work();
  } finally {
    await writeFile(file, before);
  }
}

describe("a database of another major version", () => {
  test("decides which binaries are used, although others come first", async (context) => {
    needsTwoMajors(context);
    const dataDir = await sharedFolder("package");
    const database = await open({ dataDir });
    expect(database.version).toMatch(/^18\./);
    expect(database.binaries).toBe("package");
    await database.stop();
    expect((await readdir(dataDir)).sort()).toEqual(["pg18", "pg18.log"]);
  });

  test("is never replaced by an empty one, whoever asks for other binaries", async (context) => {
    needsTwoMajors(context);
    const dataDir = await sharedFolder("machine");
    const [folder] = await readdir(dataDir);
    const error = await refusal({ dataDir, binaries: "package" });
    expect(error.failure).toBe("other-major");
    expect(await readdir(dataDir)).toEqual([folder, `${folder}.log`]);
  });

  test.each([14, 99])(
    "of version %i, of which no binaries exist, stops the start",
    async (major) => {
      const dataDir = await emptyFolder();
      await mkdir(join(dataDir, `pg${major}`));
      await writeFile(join(dataDir, `pg${major}`, "PG_VERSION"), `${major}\n`);
      const error = await refusal({ dataDir });
      expect(error.failure).toBe("other-major");
      expect(error.message).toBe(
        `${dataDir}/pg${major} holds a PostgreSQL ${major} database but no PostgreSQL ${major} was found: install it (Debian: apt-get install postgresql-${major}), or move that folder away to start empty`,
      );
      expect(await readdir(dataDir)).toEqual([`pg${major}`]);
    },
  );

  test("under a wrong name is refused", async () => {
    const dataDir = await emptyFolder();
    await mkdir(join(dataDir, "pg18"));
    await writeFile(join(dataDir, "pg18", "PG_VERSION"), "15\n");
    const error = await refusal({ dataDir });
    expect(error.message).toBe(`${dataDir}/pg18 holds a PostgreSQL 15 database: rename it to pg15`);
  });

  test("beside a newer one is left alone", async () => {
    const dataDir = await sharedFolder("package");
    await mkdir(join(dataDir, "pg14"));
    await writeFile(join(dataDir, "pg14", "PG_VERSION"), "14\n");
    const database = await open({ dataDir });
    expect(database.version).toMatch(/^18\./);
    await database.stop();
    await rm(join(dataDir, "pg14"), { recursive: true });
  });
});

describe("a data folder that cannot be used", () => {
  test("because it is below a file", async () => {
    const file = join(await emptyFolder(), "file");
    await writeFile(file, "");
    const error = await refusal({ dataDir: join(file, "data") });
    expect(error.failure).toBe("not-writable");
    expect(error.message).toBe(
      `DATA_DIR ${file}/data cannot be used by this user (ENOTDIR): give it to this user, or set DATA_DIR to another folder`,
    );
  });

  test("because something else has the database's name", async () => {
    const dataDir = await emptyFolder();
    await mkdir(join(dataDir, "pg18", "notes"), { recursive: true });
    const error = await refusal({ dataDir, binaries: "package" });
    expect(error.message).toBe(`${dataDir}/pg18 is in the way and holds no database: move it away`);
    expect((await readdir(dataDir)).sort()).toEqual(["pg18"]);
  });

  test("because its password is another database's", async () => {
    const dataDir = await sharedFolder("package");
    const error = await withContents(dataDir, "juchang.password", "another", () =>
      refusal({ dataDir }),
    );
    expect(error.failure).toBe("not-ours");
    expect(error.message).toContain("put the right juchang.password back");
    expect(await processesOf(await clusterFolder(dataDir))).toEqual([]);
  });

  test("because its settings are broken", async () => {
    const dataDir = await sharedFolder("package");
    const error = await withContents(dataDir, "postgresql.conf", "max_connections = many", () =>
      refusal({ dataDir }),
    );
    expect(error.failure).toBe("did-not-start");
    expect(error.message).toContain(`the whole story is in ${dataDir}/pg18.log`);
  });
});

describe("binaries", () => {
  test("that are nowhere in the folder given", async () => {
    const bin = await emptyFolder();
    const error = await refusal({ dataDir: await emptyFolder(), binaries: { bin } });
    expect(error.failure).toBe("no-binaries");
    expect(error.message).toBe(
      `no PostgreSQL 15 or newer was found in ${bin}: run npm ci with optional packages, install PostgreSQL, or set DATABASE_URL`,
    );
  });

  test("that are too old are not used", async () => {
    const bin = await emptyFolder();
    for (const name of ["postgres", "initdb"]) {
      const script = '#!/bin/sh\necho "postgres (PostgreSQL) 14.9"\n';
      await writeFile(join(bin, name), script, { mode: 0o755 });
    }
    const error = await refusal({ dataDir: await emptyFolder(), binaries: { bin } });
    expect(error.failure).toBe("no-binaries");
  });
});
