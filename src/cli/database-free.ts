import { askCommand } from "./ask.ts";
import { benchCommand } from "./bench.ts";
import type { CliCommand } from "./command.ts";
import { knowledgeCommand } from "./knowledge.ts";

/** The commands that need no database; kept apart so that they start without loading what speaks to one. */
export const databaseFreeCommands: readonly CliCommand[] = [
  askCommand,
  knowledgeCommand,
  benchCommand,
];
