import type { CliCommand } from "./cli-command.ts";
import { migrateCommand, seedCommand, staffCommand } from "./cli-database.ts";
import { databaseFreeCommands } from "./cli-database-free.ts";
import { doctorCommand } from "./cli-doctor.ts";
import { failuresCommand } from "./cli-failures.ts";
import { keysCommand } from "./cli-keys.ts";
import { spacesCommand } from "./cli-spaces.ts";

const helpCommand: CliCommand = {
  name: "help",
  usage: "help",
  does: "this list",
  run: async () => {
    const width = Math.max(...commands.map(({ usage }) => usage.length));
    for (const { usage, does } of commands) {
      process.stdout.write(`${usage.padEnd(width)}  ${does}\n`);
    }
    return 0;
  },
};

/** Every command there is. */
export const commands: readonly CliCommand[] = [
  helpCommand,
  ...databaseFreeCommands,
  migrateCommand,
  doctorCommand,
  seedCommand,
  staffCommand,
  spacesCommand,
  failuresCommand,
  keysCommand,
];
