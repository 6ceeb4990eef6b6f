import { embeddedKey } from "../embedded-key.ts";
import { openEmbedded } from "../store/embedded/open-embedded.ts";
import { migrate } from "../store/migrate.ts";
import { parseMasterKeys } from "../store/sealing/master-keys.ts";
import { openStore, type Store } from "../store/store.ts";
import type { CliSettings } from "./command.ts";

/** What a command may know of the database besides the store. */
export interface OpenedDatabase {
  /** One line without address and password. */
  readonly describe: string;
  readonly masterKeys: readonly Uint8Array[];
}

/** Runs work on the service's database, migrated; an embedded one is adopted or started for it. */
export async function withStore<Result>(
  { config, secrets }: CliSettings,
  work: (store: Store, opened: OpenedDatabase) => Promise<Result>,
): Promise<Result> {
  const embedded =
    secrets.databaseUrl === undefined ? await openEmbedded({ dataDir: config.dataDir }) : undefined;
  try {
    const url = secrets.databaseUrl ?? embedded?.url ?? "";
    await migrate(url);
    const key = secrets.encryptionKey ?? (await embeddedKey(config.dataDir));
    const masterKeys = parseMasterKeys(key);
    const store = await openStore({ url, masterKeys, maxConnections: 3 });
    const describe = embedded?.describe ?? "database: PostgreSQL at DATABASE_URL";
    try {
      return await work(store, { describe, masterKeys });
    } finally {
      await store.close();
    }
  } finally {
    await embedded?.stop();
  }
}
