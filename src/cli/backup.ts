import { embeddedKeyFile } from "../embedded-key.ts";
import { makeBackup } from "../store/backup/backup.ts";
import { newBackupFile } from "../store/backup/new-file.ts";
import { VERSION } from "../version.ts";
import { type CliCommand, type CliSettings, wrongUsage } from "./command.ts";
import { withDatabase } from "./store.ts";

export const backupCommand: CliCommand = {
  name: "backup",
  usage: "backup FILE",
  does: "write all that is kept into one new file, as of one moment and while the service runs; the key is not in it",
  async run(words, settings) {
    const [path, ...rest] = words;
    if (path === undefined || path.startsWith("-") || rest.length > 0) {
      return wrongUsage(backupCommand);
    }
    const file = await newBackupFile(path);
    try {
      const { header, rows, bytes } = await withDatabase(settings, ({ url }) =>
        makeBackup(url, file, { version: VERSION, signal: interruption() }),
      );
      const held = `${header.tables.length} tables, ${rows} rows, as of ${header.createdAt}`;
      process.stdout.write(`${path}: ${sizeOf(bytes)}, ${held}\n${keyLine(settings)}\n`);
      return 0;
    } finally {
      await file.discard();
    }
  },
};

/** Aborted by the first signal to stop; a second one ends the process as it would any other. */
function interruption(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => interrupted.abort());
  }
  return interrupted.signal;
}

/** Such as `1.4 MB`. */
export function sizeOf(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1 ? `${Math.ceil(bytes / 1000)} kB` : `${megabytes.toFixed(1)} MB`;
}

function keyLine({ config, secrets }: CliSettings): string {
  const key =
    secrets.encryptionKey === undefined ? embeddedKeyFile(config.dataDir) : "ENCRYPTION_KEY";
  return `The key is not in it, and without the key nobody can read it: keep a copy of ${key} somewhere else`;
}
