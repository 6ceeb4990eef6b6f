import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GROUP_SPACE } from "../adapters/web/spaces.ts";
import { readBroadcastFile } from "./domain/broadcasts/file.ts";
import { resolveBroadcast } from "./domain/broadcasts/resolve.ts";
import { createBroadcast } from "./domain/broadcasts/work.ts";
import type { ProgrammeBook } from "./domain/cases/programme.ts";
import { loadProgrammes } from "./knowledge/programmes/load.ts";
import { KNOWLEDGE_FOLDER } from "./paths.ts";
import { personOfAccount } from "./store/people.ts";
import type { Store } from "./store/store.ts";

/** In the order in which they are written: the correction is for whoever got the wrong one. */
const FILES = [
  "wrong",
  "5-correction",
  "4-service",
  "3-compliance",
  "2-policy",
  "1-seats",
] as const;

/** Whose drafts they are; the rest of the playground's operators can approve them. */
const AUTHOR = "desk-general";
/** What the demonstration's announcements are sent to by tag. */
const TAGS = ["AI", "创业"];
/** Whoever looks at the demonstration at night sees it all the same. */
const REASON = "演示，随时可发";

/** Writes the demonstration's announcements as drafts into a playground that has none yet. */
export async function seedAnnouncements(store: Store, installation: string): Promise<void> {
  if ((await store.broadcasts.list(true, 1)).length > 0) return;
  await store.spaces.ensure({
    installation,
    platformId: GROUP_SPACE,
    kind: "group",
    tags: TAGS,
  });
  const book = await loadProgrammes(KNOWLEDGE_FOLDER);
  let wrong = "";
  for (const name of FILES) {
    const text = await readFile(
      join(KNOWLEDGE_FOLDER, "demo/announcements", `${name}.yaml`),
      "utf8",
    );
    const written = text.replace("received: ID", `received: ${wrong}`);
    const id = await addDraft(store, installation, written, book);
    // Whoever took the author's role away wants no drafts.
    if (id === undefined) return;
    if (name === "wrong") wrong = id;
  }
}

async function addDraft(
  store: Store,
  installation: string,
  text: string,
  programmes: ProgrammeBook,
): Promise<string | undefined> {
  const { now } = await store.databaseNow();
  const read = readBroadcastFile(text, now);
  if (!read.ok) throw new Error(`demo/announcements: ${read.mistakes.join("; ")}`);
  return store.inTransaction(async (transaction) => {
    const author = await personOfAccount(transaction, installation, AUTHOR);
    const personOf = async () => undefined;
    const resolved = await resolveBroadcast(transaction, read.broadcast, { personOf, programmes });
    if (!resolved.ok || author === undefined) {
      throw new Error(`demo/announcements: ${JSON.stringify(resolved)}`);
    }
    const wish = { ...resolved.wish, playground: true, override: REASON };
    return createBroadcast(transaction, author, wish);
  });
}
