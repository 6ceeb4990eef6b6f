import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { appendOnlyFiles, brokenPromises, extended, LOCK_PATH, readLock } from "./append-only.ts";
import { PROJECT } from "./tree.ts";

/** `npm run lock`: adds new graphs and migrations to the lock; never forgets or changes one. */
const lock = readLock();
const files = appendOnlyFiles();
const broken = brokenPromises(lock, files);
if (broken.length === 0) {
  writeFileSync(join(PROJECT, LOCK_PATH), `${JSON.stringify(extended(lock, files), null, 2)}\n`);
} else {
  process.stderr.write(`${broken.join("\n")}\n`);
  process.exitCode = 1;
}
