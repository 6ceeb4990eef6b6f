import { askCommand } from "./cli-ask.ts";
import { benchCommand } from "./cli-bench.ts";
import type { CliCommand } from "./cli-command.ts";
import { knowledgeCommand } from "./cli-knowledge.ts";

/** The commands that need no database; kept apart so that they start without loading what speaks to one. */
export const databaseFreeCommands: readonly CliCommand[] = [
  askCommand,
  knowledgeCommand,
  benchCommand,
];
