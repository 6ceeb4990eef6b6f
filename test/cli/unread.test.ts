import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import {
  cleanUp,
  clusterFolder,
  emptyFolder,
  processesOf,
} from "../store/embedded/data-folders.ts";

afterAll(cleanUp);

test("a command whose output nobody reads any more leaves no database server behind", async () => {
  const folder = await emptyFolder();
  const program = join(inject("built"), "src", "cli.js");
  // The reader is gone long before anything is written.
  const script = `"${process.execPath}" "${program}" doctor | true`;
  const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", script], {
    encoding: "utf8",
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: "", REDIS_URL: "" },
  });
  expect([status, stderr]).toEqual([0, ""]);
  expect(await processesOf(await clusterFolder(folder))).toEqual([]);
});
