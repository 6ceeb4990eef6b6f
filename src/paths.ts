import { fileURLToPath } from "node:url";

/** Where the knowledge base lies: the same place beside the sources and beside the built program. */
export const KNOWLEDGE_FOLDER = fileURLToPath(new URL("../knowledge/", import.meta.url));
