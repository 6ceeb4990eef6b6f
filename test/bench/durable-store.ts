import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { importEvents } from "../../src/domain/events/import.ts";
import { openEmbedded } from "../../src/store/embedded/open-embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openStore, type Store } from "../../src/store/store.ts";

/** A store on a database of its own that is forced to disk, as the service's is. */
export interface DurableStore {
  readonly store: Store;
  readonly url: string;
  readonly describe: string;
  readonly sql: postgres.Sql;
}

/** Opens one, lets work use it, and leaves nothing behind. */
export async function withDurableStore(
  work: (opened: DurableStore) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "juchang-bench-"));
  const embedded = await openEmbedded({ dataDir });
  try {
    await migrate(embedded.url);
    const store = await openStore({ url: embedded.url, masterKeys: [new Uint8Array(32).fill(7)] });
    const sql = postgres(embedded.url, { max: 2 });
    try {
      await work({ store, url: embedded.url, describe: embedded.describe, sql });
    } finally {
      await sql.end();
      await store.close();
    }
  } finally {
    await embedded.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** An event with so many places, a month ahead. */
export async function addEvent(store: Store, code: string, capacity: number): Promise<void> {
  const event = {
    code,
    kind: "bench",
    title: "Bench",
    description: "Bench",
    place: "Bench",
    startsAt: "+30d 19:00",
    endsAt: "21:00",
    capacity,
  };
  const options = { zone: "Asia/Shanghai", state: "open", now: Date.now() } as const;
  const { problems } = await importEvents(store.inTransaction, JSON.stringify([event]), options);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
}

/** So many people who can be written to. */
export async function addPeople(store: Store, count: number): Promise<readonly string[]> {
  const installation = await store.installations.ensure("web", "playground");
  const ids: string[] = [];
  const next = async (from: number) => {
    for (let each = from; each < count; each += 4) {
      ids.push(await store.people.ensureAccount(installation, `bench-${each}`));
    }
  };
  await Promise.all([0, 1, 2, 3].map(next));
  return ids;
}
