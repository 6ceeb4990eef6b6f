import { randomBytes } from "node:crypto";
import { loadProgrammes } from "../../src/knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "../../src/paths.ts";
import type { CaseRecord } from "../../src/store/cases/record.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { startTestServer } from "../support/postgres-server.ts";

/** A database of its own for applications, with what they are read by. */
export interface CaseDatabase {
  readonly store: Store;
  readonly url: string;
  readonly masterKeys: readonly Uint8Array[];
  readonly book: Awaited<ReturnType<typeof loadProgrammes>>;
}

/** Works on such a database, which is gone afterwards. */
export async function onCaseDatabase(work: (database: CaseDatabase) => Promise<void>) {
  const server = await startTestServer({});
  const { url } = await server.database();
  const masterKeys = [randomBytes(32)];
  const store = await openStore({ url, masterKeys });
  try {
    console.log(server.describe);
    await work({ store, url, masterKeys, book: await loadProgrammes(KNOWLEDGE_FOLDER) });
  } finally {
    await store.close();
    await server.stop();
  }
}

/** One application of a bench. */
export function benchCase(number: string, more: Partial<CaseRecord> = {}): CaseRecord {
  return {
    number,
    programme: "fledgling-plan",
    status: "submitted",
    applicant: "星河漫游",
    phone: "13900000042",
    phoneTail: "0042",
    missing: [],
    visible: true,
    updatedAt: Date.UTC(2026, 10, 1),
    ...more,
  };
}

/** The value below which so large a part lies; numbers in ascending order. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export function ascending(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}
