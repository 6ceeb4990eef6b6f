import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readDemoCases } from "./domain/cases/demo-cases.ts";
import { tellCases } from "./domain/cases/tell-cases.ts";
import { loadProgrammes } from "./knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";
import { OPERATOR } from "./store/audit.ts";
import type { Store } from "./store/store.ts";

/** Loads the demonstration's applications, which are nobody's, into a database that holds none yet. */
export async function seedCases(store: Store, zone: string): Promise<void> {
  if ((await store.cases.list("", 1)).length > 0) return;
  const text = await readFile(join(KNOWLEDGE_FOLDER, "demo", "cases.yaml"), "utf8");
  const book = await loadProgrammes(KNOWLEDGE_FOLDER);
  const { now } = await store.databaseNow();
  await store.inTransaction(async (transaction) => {
    for (const told of readDemoCases(text, { book, zone, now })) {
      for (const record of told) {
        await tellCases(transaction, [record], { source: "import", by: OPERATOR }, book);
      }
    }
  });
}
