import { readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRunning } from "../../src/store/embedded/find-running.ts";
import { isAlive } from "../../src/store/embedded/process-facts.ts";
import { shutDown } from "../../src/store/embedded/shut-down.ts";

/** Start of the name of a test server's folder; the number of the process that made it follows. */
export const FOLDER_PREFIX = "juchang-test-";

async function removeServer(folder: string): Promise<void> {
  const server = await findRunning(await realpath(folder));
  if (server !== undefined) await shutDown(server);
  await rm(folder, { recursive: true, force: true });
}

/** Stops and removes servers whose test run was killed before it could do so; another user's stay. */
export async function removeAbandonedServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${FOLDER_PREFIX}(\\d+)-`).exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(pid) || (await isAlive(pid))) continue;
    await removeServer(join(tmpdir(), name)).catch((error: unknown) => {
      process.stderr.write(`left as it is: ${join(tmpdir(), name)} (${String(error)})\n`);
    });
  }
}
