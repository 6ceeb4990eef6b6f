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

/** Where the service's database is. */
export interface DatabasePlace {
  /** Address with user and password: a secret. */
  readonly url: string;
  /** One line without address and password. */
  readonly describe: string;
}

/** Runs work on the service's database as it is; an embedded one is adopted or started for it. */
export async function withDatabase<Result>(
  { config, secrets }: CliSettings,
  work: (place: DatabasePlace) => Promise<Result>,
): Promise<Result> {
  if (secrets.databaseUrl !== undefined) {
    const describe = "database: PostgreSQL at DATABASE_URL";
    return work({ url: secrets.databaseUrl, describe });
  }
  const embedded = await openEmbedded({ dataDir: config.dataDir });
  try {
    return await work(embedded);
  } finally {
    await embedded.stop();
  }
}

/** Runs work on the service's database, migrated. */
export function withStore<Result>(
  settings: CliSettings,
  work: (store: Store, opened: OpenedDatabase) => Promise<Result>,
): Promise<Result> {
  return withDatabase(settings, async ({ url, describe }) => {
    await migrate(url);
    const { config, secrets } = settings;
    const key = secrets.encryptionKey ?? (await embeddedKey(config.dataDir));
    const masterKeys = parseMasterKeys(key);
    const store = await openStore({ url, masterKeys, maxConnections: 3 });
    try {
      return await work(store, { describe, masterKeys });
    } finally {
      await store.close();
    }
  });
}
