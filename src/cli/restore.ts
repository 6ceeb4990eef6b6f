import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { embeddedKeyFile, keyInFolder } from "../embedded-key.ts";
import { addNoted, erasuresIn, hasNoted, keepErasures } from "../erasure-ledger.ts";
import { BackupError } from "../store/backup/format.ts";
import { type BackupFile, openBackup } from "../store/backup/read-file.ts";
import { refuseUnusable, restoreBackup } from "../store/backup/restore.ts";
import { withLock } from "../store/locks.ts";
import { parseMasterKeys } from "../store/sealing/master-keys.ts";
import { openStore } from "../store/store.ts";
import { sizeOf } from "./backup.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { tellNotNoted } from "./person.ts";
import { withDatabase } from "./store.ts";

export const restoreCommand: CliCommand = {
  name: "restore",
  usage: "restore FILE [--erasures LIST]",
  does: "put a backup into a new DATA_DIR or an empty database, under the key it was made with; LIST (`erasures` of the old DATA_DIR) names who must not come back",
  async run(words, settings) {
    const { path, list } = namedIn(words);
    if (path === undefined) return wrongUsage(restoreCommand);
    const erased = list === undefined ? [] : await erasuresIn(list);
    const backup = await openBackup(path, (bytes) => refuseTooLarge(bytes, settings));
    try {
      const masterKeys = await keysFor(backup, settings);
      if (erased.length > 0) await addNoted(settings.config.dataDir, erased);
      return await withDatabase(settings, ({ url }) => restore(url, backup, masterKeys, settings));
    } finally {
      await backup.close();
    }
  },
};

function namedIn(words: readonly string[]) {
  const options = { erasures: { type: "string" } } as const;
  const { positionals, values } = parseArgs({ args: [...words], options, allowPositionals: true });
  const [path, ...rest] = positionals;
  return { path: rest.length > 0 ? undefined : path, list: values.erasures };
}

/** The keys the operator gives; none is made here, since it could open nothing of the backup. */
async function keysFor({ header }: BackupFile, { config, secrets }: CliSettings) {
  const given = secrets.encryptionKey ?? (await keyInFolder(config.dataDir));
  if (given === undefined) {
    throw new BackupError(
      `The key that this backup was made under is not given: put it at ${embeddedKeyFile(config.dataDir)}, or set ENCRYPTION_KEY to it`,
    );
  }
  const masterKeys = parseMasterKeys(given);
  refuseUnusable(header, masterKeys);
  return masterKeys;
}

/** The restored database takes about as many bytes as a backup becomes unpacked, and more. */
async function refuseTooLarge(bytes: number, { config }: CliSettings): Promise<void> {
  if (config.database !== "embedded") return;
  const { bavail, bsize } = await statfs(await nearest(resolve(config.dataDir)));
  if (bytes <= bavail * bsize) return;
  throw new BackupError(
    `This backup needs at least ${sizeOf(bytes)}, and the disk of DATA_DIR has ${sizeOf(bavail * bsize)} free: make room, or set DATA_DIR to a folder on another disk`,
  );
}

/** The folder itself, or the one it will be made in. */
async function nearest(folder: string): Promise<string> {
  return statfs(folder).then(
    () => folder,
    (error: unknown) => {
      if (dirname(folder) === folder) throw error;
      return nearest(dirname(folder));
    },
  );
}

async function restore(
  url: string,
  backup: BackupFile,
  masterKeys: readonly Uint8Array[],
  { config }: CliSettings,
): Promise<number> {
  const done = await withLock(url, "service", async () => {
    const foreign = await restoreBackup(url, backup, masterKeys);
    const isNoted = await hasNoted(config.dataDir);
    const store = await openStore({ url, masterKeys, maxConnections: 3 });
    try {
      const again = await keepErasures(store, config.dataDir, tellNotNoted);
      return { foreign, isNoted, again };
    } finally {
      await store.close();
    }
  });
  if (!done) {
    throw new BackupError(
      "A service runs on this database, which is left as it is: set DATA_DIR to a new folder, or DATABASE_URL to an empty database, and restore there",
    );
  }
  report(backup, done);
  return 0;
}

interface Done {
  readonly foreign: readonly string[];
  readonly isNoted: boolean;
  readonly again: number;
}

function report({ header, rows }: BackupFile, { foreign, isNoted, again }: Done): void {
  const { tables, createdAt } = header;
  process.stdout.write(
    `restored as of ${createdAt}: ${tables.length - foreign.length} tables, ${rows} rows\n`,
  );
  if (foreign.length > 0) {
    process.stderr.write(`Not the service's, and not restored: ${foreign.join(", ")}\n`);
  }
  if (again > 0) process.stdout.write(`${again} people were erased again\n`);
  if (!isNoted) {
    process.stderr.write(
      `DATA_DIR names nobody who was erased after ${createdAt}; if anybody was, they are back: run “erasures apply LIST” before the service starts\n`,
    );
  }
}
