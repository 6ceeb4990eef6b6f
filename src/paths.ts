import { fileURLToPath } from "node:url";

/** Where the knowledge base lies: the same place beside the sources and beside the built program. */
export const KNOWLEDGE_FOLDER = fileURLToPath(new URL("../knowledge/", import.meta.url));

/** Where the migrations lie, in the order of their numbers. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../migrations/", import.meta.url));
